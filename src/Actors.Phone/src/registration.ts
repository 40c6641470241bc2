// Registration by HTTP (docs/PROTOCOL.md, Registration). Requests may be repeated: the server knows them by the key of the phone.
import { forgetKey, identity, sign } from './device';
import type { ShownText } from './messages';
import { language } from './texts';

export const appVersion = '1.0.0';

export interface Consent { kind: string; version: number; title: string; text: string }

export interface Screens { programme: string; name: string; consents: Consent[] }

export interface Status { person: string; state: 'waiting' | 'unconfirmed' | 'confirmed'; texts: ShownText[] }

export interface TypedDate { year: number; month: number; day: number }

export interface Details {
  passportNumber: string;
  passportNumberAgain: string;
  birthDate: TypedDate;
  birthDateAgain: TypedDate;
  surname: string;
  givenName: string;
}

export interface Permissions { notifications: boolean; microphone: boolean; camera: boolean; location: boolean }

/** What the server refused, with a text for each wrong entry by its path. */
export class Refusal extends Error {
  constructor(readonly code: string, text: string, readonly entries: Record<string, string[]> = {}) {
    super(text);
  }
}

let clockBehind = 0;
let lastTime = 0;

const read = async <T>(answer: Response): Promise<T> => {
  const body = answer.status === 204 ? undefined : await answer.json();
  if (answer.ok) {
    return body as T;
  }
  throw Object.assign(new Refusal(body.code ?? '', body.detail ?? body.title ?? '', body.errors), { wallTime: body.wallTime });
};

const post = async <T>(path: string, body: object, person: string): Promise<T> => {
  const text = JSON.stringify(body);
  for (let attempt = 0; ; attempt++) {
    lastTime = Math.max(Date.now() + clockBehind, lastTime + 1); // Each signature is later than the one before.
    const headers = {
      ...await sign(person, path, text, lastTime), 'Content-Type': 'application/json', 'Accept-Language': language(),
    };
    try {
      return await read<T>(await fetch(path, { method: 'POST', headers, body: text }));
    } catch (error) {
      const wallTime = (error as { wallTime?: string }).wallTime;
      if (attempt > 0 || !wallTime) {
        throw error;
      }
      clockBehind = Date.parse(wallTime) - Date.now(); // The clock of the phone is wrong; the server says the time.
    }
  }
};

/** What the screens of a registration show. */
export const readScreens = async (programme: string) => read<Screens>(
  await fetch(`/registration/programmes/${encodeURIComponent(programme)}?language=${language()}`));

/** Registers the person. Returns what to say. */
export const register = async (
  programme: string, consents: { kind: string; version: number; at: string }[], permissions: Permissions, details: Details) => {
  for (let attempt = 0; ; attempt++) {
    const { key, person } = await identity();
    const form = {
      deviceKey: key, language: language(), appVersion, platform: platform(), consents, permissions, details,
      sentAt: new Date().toISOString(),
    };
    try {
      return await post<{ person: string; texts: ShownText[] }>(`/registration/programmes/${programme}`, form, person);
    } catch (error) {
      if (attempt > 0 || !isOfAnotherPhone(error)) {
        throw error;
      }
      await forgetKey();
    }
  }
};

/** Whether the key of this phone does not speak for the person any more: another phone took over, or the person was erased. */
export const isOfAnotherPhone = (error: unknown) =>
  error instanceof Refusal && ['signature-wrong', 'not-registered', 'registration-erased'].includes(error.code);

/** A token for the hub. */
export const issueToken = async (person: string) =>
  post<{ person: string; token: string }>('/registration/tokens', {}, person);

/** The registration. */
export const readStatus = async (token: string) => read<Status>(
  await fetch('/registration', { headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language() } }));

/** What the phone is, by what the browser says of itself. */
export const platform = () => {
  const [, ios] = /(?:iPhone|iPad).*? OS (\d+(?:_\d+)*)/.exec(navigator.userAgent) ?? [];
  const [, android] = /Android (\d+(?:\.\d+)*)/.exec(navigator.userAgent) ?? [];
  return ios ? `iOS ${ios.replaceAll('_', '.')}` : android ? `Android ${android}` : 'Browser';
};
