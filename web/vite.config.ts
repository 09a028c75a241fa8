import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const FEATURE = /web\/src\/features\/([\w-]+)\//;
const CHARTS = /node_modules\/(echarts|zrender|tslib)\//;
const API = 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // our policy allows no data: scripts or fonts
    chunkSizeWarningLimit: 900, // charts are large, and loaded only when one opens
    rolldownOptions: { output: { codeSplitting: { groups: [
      // What pages share comes as one file, and what the pages of a feature share as another: seventy small ones take longer than their bytes do.
      { name: 'shared', test: (id) => !FEATURE.test(id) && !CHARTS.test(id), minShareCount: 3 },
      { name: (id) => FEATURE.exec(id)?.[1]?.concat('-shared') ?? null, minShareCount: 2, debugName: 'shared by a feature' },
    ] } } },
  },
  server: { port: 5173, proxy: { '/api': API, '/fhir': API } },
});
