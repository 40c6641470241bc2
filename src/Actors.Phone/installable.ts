// What makes the page an app: its manifest, its icons, and the list of files that its worker keeps.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';
import { png, svg } from './icon.ts';

const catalogue = new URL('../Actors.Notifications/Texts/Catalogue/en.json', import.meta.url);

const manifest = {
  name: JSON.parse(readFileSync(catalogue, 'utf8'))['centre.name'],
  short_name: 'Health Center',
  lang: 'en', dir: 'ltr', display: 'standalone', scope: '/app/',
  background_color: '#ffffff', theme_color: '#00118f',
  icons: [
    ...[192, 512].map(size => ({
      src: `/app/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose: 'any maskable',
    })),
    { src: '/app/icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
};

const files: Record<string, string | Buffer> = {
  'manifest.webmanifest': JSON.stringify({ id: '/app/', start_url: '/app/', ...manifest }),
  // Without start_url the home screen of iOS opens the page that was added, which names the programme.
  'home-screen.webmanifest': JSON.stringify(manifest),
  'icon.svg': svg,
  'icon-192.png': png(192),
  'icon-512.png': png(512),
  'apple-touch-icon.png': png(180),
  'badge.png': png(96, true),
};

const links = [
  { rel: 'manifest', href: '/app/manifest.webmanifest' },
  { rel: 'icon', href: '/app/icon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/app/apple-touch-icon.png' },
];

/** The modules that the app needs to open without a connection. */
const first = /src\/(main\.tsx|phone\.ts|screens\/stay\.tsx)$|index\.html$/;

type Bundle = Rolldown.OutputBundle;

/** A chunk, the chunks that it imports, and their styles. */
const withImports = (bundle: Bundle, file: string, found = new Set<string>()): Set<string> => {
  const chunk = bundle[file];
  if (chunk?.type === 'chunk' && !found.has(file)) {
    found.add(file);
    chunk.viteMetadata?.importedCss.forEach(style => found.add(style));
    chunk.imports.forEach(next => withImports(bundle, next, found));
  }
  return found;
};

const modulesOf = (bundle: Bundle, file: string) => {
  const chunk = bundle[file];
  return chunk?.type === 'chunk' ? chunk.moduleIds : [];
};

/** Which files the worker keeps. */
const list = (bundle: Bundle) => {
  const all = Object.keys(bundle).filter(file => file.startsWith('assets/'));
  const texts: Record<string, Record<string, string>> = {};
  for (const file of all) {
    for (const id of modulesOf(bundle, file)) {
      const [, language, part] = /Catalogue\/([\w-]+)\.json\?part=(\w+)$/.exec(id) ?? [];
      if (language && part) {
        (texts[language] ??= {})[part] = file;
      }
    }
  }
  const ofTexts = new Set(Object.values(texts).flatMap(parts => Object.values(parts)));
  const entry = all.find(file => bundle[file]?.type === 'chunk' && bundle[file].isEntry)!;
  const needed = new Set([entry, ...all.filter(file => modulesOf(bundle, file).some(id => first.test(id)))]
    .flatMap(file => [...withImports(bundle, file)]));
  const others = all.filter(file => !needed.has(file) && !ofTexts.has(file));
  return {
    first: [...needed],
    rest: others.filter(file => /\.(js|css)$/.test(file)),
    large: others.filter(file => !/\.(js|css)$/.test(file)), // Kept once they were loaded.
    texts,
  };
};

/** Writes manifest and icons, and tells the worker what there is to keep. */
export const installable: Plugin = {
  name: 'installable',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: () => links.map(attrs => ({ tag: 'link', attrs, injectTo: 'head' as const })),
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [fileName, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
      const worker = bundle['sw.js'];
      const page = bundle['index.html'];
      if (worker?.type !== 'chunk' || page?.type !== 'asset' || worker.imports.length > 0) {
        throw new Error('The worker is to be a file of its own, without imports.');
      }
      const kept = list(bundle);
      const version = createHash('sha256').update(JSON.stringify(kept)).update(page.source).digest('hex').slice(0, 12);
      worker.code = `const build=${JSON.stringify({ version, ...kept })};${worker.code}`;
    },
  },
};
