import { defineConfig, type Plugin } from 'vite';

const LATIN_FONT =
  '../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';

/** Every page fetches the Latin font with itself: one that comes later has all of it laid out twice. */
const preloadLatinFont: Plugin = {
  name: 'preload-latin-font',
  transformIndexHtml: {
    // Before Vite looks for files in the page, so that it finds this one.
    order: 'pre',
    handler: () => [
      {
        tag: 'link',
        attrs: {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: '',
          href: LATIN_FONT,
        },
        injectTo: 'head',
      },
    ],
  },
};

export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [preloadLatinFont],
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
