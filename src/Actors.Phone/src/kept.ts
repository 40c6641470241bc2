// What the phone keeps of the person, for use without a connection. It is gone when the person leaves the app.
const prefix = 'actors.';

const names = [
  'token', 'person', 'outbox', 'homes', 'notices', 'places', 'centres', 'push', 'asked', 'records', 'contacts', 'companion',
  'names', 'registered', 'status', 'points', 'quiet',
] as const;

/** The names of what is kept. */
export type Kept = typeof names[number] | 'language';

/** Reads what is kept under a name. */
export const recall = <T>(name: Kept, otherwise: T): T => {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? 'null') ?? otherwise;
  } catch {
    return otherwise;
  }
};

/** Keeps something under a name; null forgets it. Returns whether the phone had room for it, or lets the app keep anything. */
export const keep = (name: Kept, value: unknown) => {
  try {
    if (value === null) {
      localStorage.removeItem(prefix + name);
    } else {
      localStorage.setItem(prefix + name, JSON.stringify(value));
    }
    return true;
  } catch {
    return false; // The storage of the phone is full, or the browser forbids it.
  }
};

/** Forgets the person; the language stays. */
export const forget = () => names.forEach(name => keep(name, null));
