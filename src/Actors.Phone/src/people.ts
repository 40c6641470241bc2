// The people for whom this phone answers, by name. The server tells a phone no names of companions; it keeps those it was given.
import { keep, recall } from './kept';
import type { Phone } from './phone';
import { say } from './texts';

/** The name of a person on this phone. */
export const nameOf = (phone: Phone, person: string) => {
  const index = phone.homes.filter(home => home.person !== phone.person).findIndex(home => home.person === person);
  return recall<Record<string, string>>('names', {})[person]
    ?? (person === phone.person ? say('app.me') : say('app.companion', { count: index + 1 }));
};

/** Keeps the name of a companion. */
export const keepName = (person: string, name: string) =>
  keep('names', { ...recall<Record<string, string>>('names', {}), [person]: name });
