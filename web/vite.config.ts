import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

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

export default defineConfig({
  plugins: [react()],
  build: { outDir: '../dist/web', emptyOutDir: true, chunkSizeWarningLimit: 1_000 },
  server: { proxy: Object.fromEntries(PROGRAMS.map((path) => [path, 'http://127.0.0.1:8321'])) },
});
