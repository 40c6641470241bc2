import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const shown = /^(app|action|centre|health\.question|health\.symptom|language|phone)\.|^call\.page\.one-moment$|^refusal\.(our-fault|try-again-later)$/;

/** Keeps of the catalogue of the server what this app shows. */
const catalogue: Plugin = {
  name: 'catalogue',
  enforce: 'pre',
  transform(code, id) {
    return /Texts\/Catalogue\/[\w-]+\.json$/.test(id)
      ? JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(code)).filter(([key]) => shown.test(key))))
      : undefined;
  },
};

/** Puts a compressed file beside each when all are written: the server does not compress them again for each phone. */
const brotli: Plugin = {
  name: 'brotli',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      const file = join(dir!, name);
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
    }
  },
};

export default defineConfig({
  base: '/app/',
  plugins: [catalogue, brotli],
  build: {
    target: 'es2022',
    outDir: '../../artifacts/phone',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // The policy of the page allows no data in addresses.
  },
});
