// How the console is built into static files, and served while it is worked on: `npm run dev:console -- --port 5173`, with the API of a Pullgate at PULLGATE_ADMIN.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const compressible = /^assets\/.*\.(?:js|css|svg)$/;

/** Beside each text file its two compressed forms: the server sends them as they are. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => compressible.test(name))) {
        const source = await readFile(join(dir, fileName));
        await writeFile(join(dir, `${fileName}.br`), brotliCompressSync(source));
        await writeFile(join(dir, `${fileName}.gz`), gzipSync(source));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), precompress()],
  css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  // Nothing is written into the page or the style sheet: the Content-Security-Policy allows files alone.
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 1000, license: { fileName: 'licenses.md' } },
  server: { host: '127.0.0.1', strictPort: true, proxy: { '^/(v2|docs|openapi.json|healthz)': { target: process.env['PULLGATE_ADMIN'] ?? 'http://127.0.0.1:8080' } } },
});
