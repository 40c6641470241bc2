// The files of the app. Each version has a cache of its own, which is complete before the version is used.
import { recall, keep } from './kept';

interface Build {
  version: string; first: string[]; rest: string[]; large: string[]; texts: Record<string, Record<string, string>>;
}

/** The files of this build, which writes them in front of the worker (installable.ts). */
declare const build: Build;

const prefix = 'actors.app.';
const current = prefix + build.version;
const page = '/app/';

/** Requests of the page name its languages, those of the worker do not; a file is the same for both. */
const byAddress = { ignoreVary: true };

const address = (file: string) => `/app/${file}`;

const textsOf = (language: string | undefined) => Object.values(build.texts[language ?? ''] ?? {});

const coreOf = (language: string | undefined) => [build.texts[language ?? '']?.core ?? []].flat();

/** Puts a file into the cache of this version. An older version has the same under that name: names change with content. */
const add = async (cache: Cache, path: string) => {
  if (await cache.match(path, byAddress)) {
    return;
  }
  const answer = await caches.match(path, byAddress) ?? await fetch(path);
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status}`);
  }
  await cache.put(path, answer);
};

/** Puts the page into the cache, if the server still has that of this version, which names the program first. */
const addPage = async (language: string | undefined) => {
  const answer = await fetch(language ? `${page}?language=${language}` : page, { cache: 'no-cache' });
  if (!answer.ok || !(await answer.clone().text()).includes(address(build.first[0]!))) {
    throw new Error(`${page}: ${answer.status}, or of another version`);
  }
  await (await caches.open(current)).put(page, answer);
};

const addAll = async (files: string[]) => {
  const cache = await caches.open(current);
  for (const file of files) {
    await add(cache, file);
  }
};

const old = async () => (await caches.keys()).filter(name => name.startsWith(prefix) && name !== current);

/**
 * Keeps what opens the app. After an older version also all that it kept, so that a person who is off line when the new one takes
 * over misses nothing. If a file cannot be had, the browser drops this worker and the old version goes on.
 */
export const install = async () => {
  try {
    const language = await recall<string>('language');
    await addPage(language);
    await addAll([...build.first, ...coreOf(language)].map(address));
    if ((await old()).length > 0) {
      await addAll([...build.rest, ...textsOf(language)].map(address));
      for (const path of build.large.map(address)) {
        const kept = await caches.match(path, byAddress);
        if (kept) {
          await (await caches.open(current)).put(path, kept);
        }
      }
    }
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
};

/** Keeps what opens the app in a language, then the rest of it. */
export const keepApp = async (language: string, isAll: boolean) => {
  const isNew = await recall('language') !== language;
  await keep('language', language);
  await addAll([...coreOf(language), ...build.first, ...isAll ? [...textsOf(language), ...build.rest] : []].map(address));
  if (isNew) {
    await addPage(language);
  }
};

/** Removes the older versions. */
export const removeOld = async () => { await Promise.all((await old()).map(name => caches.delete(name))); };

/** The page of this version: its files are those that are kept. */
export const pageOf = async (request: Request) =>
  await (await caches.open(current)).match(page, byAddress) ?? fetch(request);

/** A file of the app; once loaded, it is kept. */
export const copyOf = async (request: Request) => {
  const cache = await caches.open(current);
  const kept = await cache.match(request, byAddress);
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.ok && request.headers.get('range') === null) {
    await cache.put(request, answer.clone()).catch(() => {}); // The phone may be full; the app works all the same.
  }
  return answer;
};
