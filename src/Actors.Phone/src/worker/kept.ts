// What the worker keeps between two events, in a cache: nothing in it says who the person is.
const store = 'actors.worker';

const address = (name: string) => `/app/kept/${name}`;

/** Keeps a value under a name. */
export const keep = async (name: string, value: unknown) =>
  (await caches.open(store)).put(address(name), new Response(JSON.stringify(value)));

/** Reads a value. */
export const recall = async <T>(name: string): Promise<T | undefined> =>
  (await (await caches.open(store)).match(address(name)))?.json();

/** Forgets a value. */
export const forget = async (name: string) => { await (await caches.open(store)).delete(address(name)); };

/** The names that begin with a word, the oldest first. */
export const names = async (word: string) => (await (await caches.open(store)).keys())
  .map(request => new URL(request.url).pathname.slice(address('').length)).filter(name => name.startsWith(`${word}/`));
