import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: '/',
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: false,
    // Pages run on TVs and kiosks of the last few years, not on the newest browser.
    target: ['chrome111', 'safari16.4', 'firefox126'],
    // Fonts stay files: the policy of the pages allows no data: fonts, and files are cached apart.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true },
      '/manager/answers.csv': 'http://127.0.0.1:8080',
      '/manager/visits.csv': 'http://127.0.0.1:8080',
    },
  },
});
