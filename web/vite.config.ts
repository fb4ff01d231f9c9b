import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Addresses that belong to the server; everything else is a page. The same list stands in src/server/page-files.ts.
const server = process.env.TOCSIN_URL ?? 'http://127.0.0.1:8321';
const paths = ['/api', '/healthz', '/readyz', '/metrics', '/openapi.json'];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Fonts stay files: a page that shows no Chinese name never loads a Chinese font.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: Object.fromEntries(paths.map((path) => [path, { target: server, changeOrigin: true }])) },
});
