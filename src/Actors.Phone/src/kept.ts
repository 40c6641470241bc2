// What the phone keeps of the person, for use without a connection. It is gone when the person leaves the app.
const prefix = 'actors.';

const names = [
  'token', 'person', 'outbox', 'homes', 'notices', 'places', 'centres', 'push', 'asked', 'records', 'contacts', 'companion',
  'names', 'registered', 'status', 'points', 'quiet',
] as const;

/** The names of what is kept. */
export type Kept = typeof names[number] | 'language';

/** A storage that the browser may forbid, even to look at. */
type Store = () => Storage;

const read = <T>(store: Store, name: string, otherwise: T): T => {
  try {
    return JSON.parse(store().getItem(prefix + name) ?? 'null') ?? otherwise;
  } catch {
    return otherwise;
  }
};

const write = (store: Store, name: string, value: unknown) => {
  try {
    if (value === null) {
      store().removeItem(prefix + name);
    } else {
      store().setItem(prefix + name, JSON.stringify(value));
    }
    return true;
  } catch {
    return false; // The storage of the phone is full, or the browser forbids it.
  }
};

/** Reads what is kept under a name. */
export const recall = <T>(name: Kept, otherwise: T): T => read(() => localStorage, name, otherwise);

/** Keeps something under a name; null forgets it. Returns whether the phone had room for it, or lets the app keep anything. */
export const keep = (name: Kept, value: unknown) => write(() => localStorage, name, value);

/** What is being entered or done: it survives a reload, and is gone when the tab is closed. */
type KeptInTab = 'entry' | 'companion-draft' | 'call' | `health.${string}`;

/** Reads what is kept until the tab is closed. */
export const recallInTab = <T>(name: KeptInTab, otherwise: T): T => read(() => sessionStorage, name, otherwise);

/** Keeps something until the tab is closed; null forgets it. */
export const keepInTab = (name: KeptInTab, value: unknown) => { write(() => sessionStorage, name, value); };

/** Forgets the person; the language stays. */
export const forget = () => names.forEach(name => keep(name, null));
