import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const API = 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // our policy allows no data: scripts or fonts
    chunkSizeWarningLimit: 700, // charts are large, and loaded only when one opens
  },
  server: { port: 5173, proxy: { '/api': API, '/fhir': API } },
});
