import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// Addresses that belong to the server while developing; the whole list stands in src/server/page-files.ts.
const PROGRAMS = [
  '/api',
  '/match',
  '/search',
  '/entities',
  '/catalog',
  '/healthz',
  '/readyz',
  '/openapi.json',
];

/** Fonts come as woff2 and, for browsers older than these pages support, as woff: leaves the second out. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform: (code, id) =>
    /@fontsource.*\.css/.test(id)
      ? code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, '')
      : undefined,
};

export default defineConfig({
  plugins: [onlyWoff2, react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Fonts stay files of their own: a page that shows no Chinese name loads no Chinese font.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: Object.fromEntries(PROGRAMS.map((path) => [path, 'http://127.0.0.1:8321'])) },
});
