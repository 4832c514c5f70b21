import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const PAGES = ['check-in', 'feedback', 'display', 'desk', 'manager', 'phone'] as const;

export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Pages run on TVs and kiosks of the last few years, not on the newest browser.
    target: ['chrome111', 'safari16.4', 'firefox126'],
    // Fonts stay files: the policy of the pages allows no data: fonts, and files are cached apart.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(PAGES.map((page) => [page, `renderer/${page}/index.html`])),
    },
  },
  server: {
    proxy: {
      '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true },
      '/manager/answers.csv': 'http://127.0.0.1:8080',
      '/manager/visits.csv': 'http://127.0.0.1:8080',
    },
  },
});
