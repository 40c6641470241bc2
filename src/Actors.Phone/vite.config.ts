import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** The parts of the catalogue, which are loaded when they are needed: the keys of each. */
const parts: Record<string, RegExp> = {
  core: /^(app|action|centre|check-in|health\.(question|symptom)|phone|stay)\.|^call\.page\.one-moment$|^refusal\.(our-fault|try-again-later)$/,
  call: /^call\./,
  manual: /^manual\./,
  own: /^(messages|record|settings)\.|^prompt\.fate\./,
};

/** Keeps of the catalogue of the server what a part of this app shows. */
const catalogue: Plugin = {
  name: 'catalogue',
  enforce: 'pre',
  transform(code, id) {
    const [, part] = /Texts\/Catalogue\/[\w-]+\.json\?part=(\w+)$/.exec(id) ?? [];
    const texts = part && Object.entries(JSON.parse(code)).filter(([key]) => parts[part]!.test(key));
    return texts && { code: `export default ${JSON.stringify(Object.fromEntries(texts))}`, moduleType: 'js' };
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
