// Registration by HTTP (docs/PROTOCOL.md, Registration). Requests may be repeated: the server knows them by the key of the phone.
import { forgetKey, hex, identity, sign } from './device';
import { keep, recall } from './kept';
import type { ShownText } from './messages';
import { language } from './texts';

export const appVersion = '1.0.0';

export interface Consent { kind: string; version: number; title: string; text: string }

export interface Screens { programme: string; name: string; consents: Consent[]; maxCompanions: number }

export type Mode = 'healthMonitoring' | 'normal';

export interface Status {
  person: string;
  programme: string;
  state: 'waiting' | 'unconfirmed' | 'confirmed';
  mode: Mode;
  details: { passportNumber: string; birthDate: string; surname: string; givenName: string; issuingState: string | null };
  companions: string[];
  otherPhoneUntil: string | null;
  detailsContact: string;
  appContact: string;
  texts: ShownText[];
}

/** A consent that was given, by the version of the text that was shown. */
export interface Agreed { kind: string; version: number; at: string }

export interface TypedDate { year: number; month: number; day: number }

export interface Details {
  passportNumber: string;
  passportNumberAgain: string;
  birthDate: TypedDate;
  birthDateAgain: TypedDate;
  surname: string;
  givenName: string;
  issuingState?: string | null;
  /** The machine-readable zone as it was pasted or scanned; it stands for the second entries. */
  zone?: string | null;
}

const noDate: TypedDate = { year: 0, month: 0, day: 0 };

/** Details of which nothing was typed yet. */
export const noDetails: Details = {
  passportNumber: '', passportNumberAgain: '', birthDate: noDate, birthDateAgain: noDate, surname: '', givenName: '',
};

export interface Permissions { notifications: boolean; microphone: boolean; camera: boolean; location: boolean }

/** What the server refused, with a text for each wrong entry by its path. */
export class Refusal extends Error {
  constructor(
    readonly code: string, text: string, readonly entries: Record<string, string[]> = {},
    /** When it may be tried again; null if the server did not say. */
    readonly tryAt: Date | null = null) {
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
  const seconds = Number(answer.headers.get('Retry-After'));
  const refusal = new Refusal(
    body.code ?? '', body.detail ?? body.title ?? '', body.errors, seconds > 0 ? new Date(Date.now() + seconds * 1000) : null);
  throw Object.assign(refusal, { wallTime: body.wallTime });
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
      const { wallTime, code } = error as { wallTime?: string; code?: string };
      if (attempt > 0 || !(wallTime || code === 'signature-used')) {
        throw error;
      }
      if (wallTime) {
        clockBehind = Date.parse(wallTime) - Date.now(); // The clock of the phone is wrong; the server says the time.
      }
    }
  }
};

/** What the screens of a registration show. */
export const readScreens = async (programme: string) => read<Screens>(
  await fetch(`/registration/programmes/${encodeURIComponent(programme)}?language=${language()}`));

/** Details as the server takes them: a part of a date that was not typed is null. */
const typed = (details: Details) => {
  const date = ({ year, month, day }: TypedDate) => ({ year: year || null, month: month || null, day: day || null });
  return { ...details, birthDate: date(details.birthDate), birthDateAgain: date(details.birthDateAgain) };
};

/** Registers the person. Returns what to say. */
export const register = async (
  programme: string, consents: Agreed[], permissions: Permissions, details: Details) => {
  for (let attempt = 0; ; attempt++) {
    const { key, person } = await identity();
    const form = {
      deviceKey: key, language: language(), appVersion, platform: platform(), consents, permissions, details: typed(details),
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

/** Corrects the details, which is possible until they are confirmed. */
export const correct = (person: string, details: Details) =>
  post<void>('/registration/corrections', { details: typed(details) }, person);

/** Says that the details are right as they are; staff look at them. */
export const uphold = (person: string) => post<void>('/registration/upheld', {}, person);

/** Switches the phone between reporting to the centre and reporting nothing. */
export const setMode = (person: string, mode: Mode) => post<void>('/registration/modes', { mode }, person);

/** Lets another phone continue the registration of the person or of a companion, or refuses it. */
export const settleTakeover = (person: string, isAllowed: boolean, companion: string | null) =>
  post<void>('/registration/takeovers', { isAllowed, person: companion }, person);

/** Continues the registration of another phone by the code that was mailed. */
export const tryCode = (person: string, code: string) => post<{ person: string }>('/registration/codes', { code }, person);

/** Registers a companion. Returns the id. */
export const addCompanion = async (person: string, consents: Agreed[], details: Details) =>
  (await post<{ person: string }>('/registration/companions', {
    number: await companionNumber(details), consents, details: typed(details), sentAt: new Date().toISOString(),
  }, person)).person;

/**
 * The number of a companion: the same for the same passport, so that what is sent again adds no second companion. Without the
 * secret, which never leaves the phone, it says nothing of the passport.
 */
const companionNumber = async ({ passportNumber, birthDate: { year, month, day } }: Details) => {
  const secret = recall('companion', '') || hex(crypto.getRandomValues(new Uint8Array(16)));
  keep('companion', secret);
  const number = passportNumber.normalize('NFKC').toUpperCase().replace(/[\s<-]/g, '');
  const text = new TextEncoder().encode([secret, number, year, month, day].join('/'));
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 8));
};

/** Everything that is held about the person, or about a companion, as a file. */
export const readCopy = async (token: string, companion: string | null) => {
  const answer = await fetch(`/registration/copy${companion ? `/${companion}` : ''}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) {
    throw new Refusal(String(answer.status), '');
  }
  return answer.blob();
};

/** Says that the person has landed: the stay begins, unless an officer began it. */
export const arrive = async (person: string, landedAt: Date) =>
  post<void>('/registration/arrivals', { landedAt: landedAt.toISOString() }, person);

/** What the phone is, by what the browser says of itself. */
export const platform = () => {
  const [, ios] = /(?:iPhone|iPad).*? OS (\d+(?:_\d+)*)/.exec(navigator.userAgent) ?? [];
  const [, android] = /Android (\d+(?:\.\d+)*)/.exec(navigator.userAgent) ?? [];
  return ios ? `iOS ${ios.replaceAll('_', '.')}` : android ? `Android ${android}` : 'Browser';
};
