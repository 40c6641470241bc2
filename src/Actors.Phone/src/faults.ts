// What may keep messages or answers of this phone from getting through (SPEC E7), and how that is known.
import { recall } from './kept';
import { states } from './permissions';
import type { Phone } from './phone';
import type { TextKey } from './texts';

/** What of a phone is checked, in the order in which it is shown. */
export const checkNames = [
  'notifications', 'location', 'precise-location', 'camera', 'microphone', 'silent', 'battery-saver', 'clock', 'connection',
  'storage', 'update',
] as const;

export type CheckName = typeof checkNames[number];

/** One point of a phone. It is unknown if the browser does not tell, or the person was not asked yet. */
export interface Check {
  name: CheckName;
  state: 'good' | 'wrong' | 'unknown';
  /** Who knows: this app measures it, the server does, or the person said so. */
  source: 'app' | 'server' | 'person';
}

/** What is broken, and the text that says so and how to mend it. */
export interface Fault { name: CheckName; text: TextKey }

/** What only the person can say of the phone. */
export interface Asked { silent?: boolean; batterySaver?: boolean }

/** The clock is wrong for the server from here on. */
const clockToleranceMs = 2 * 60_000;

/** Below this, answers and the record may not be kept. */
const leastRoom = 5 * 2 ** 20;

const texts: Record<CheckName, TextKey> = {
  notifications: 'phone.notifications', location: 'phone.location', 'precise-location': 'phone.precise-location',
  camera: 'phone.camera', microphone: 'phone.microphone', silent: 'phone.silent', 'battery-saver': 'phone.battery-saver',
  clock: 'phone.clock', connection: 'app.offline', storage: 'phone.storage', update: 'phone.update',
};

/** What is said when a point is broken, with the way to mend it. */
export const textOf = (name: CheckName) => texts[name];

/** What is broken on this phone, worst first by the order of {@link checkNames}. */
export const faultsOf = async (phone: Phone): Promise<Fault[]> =>
  (await checksOf(phone)).filter(check => check.state === 'wrong').map(({ name }) => ({ name, text: texts[name] }));

/** All points of this phone. */
export const checksOf = async (phone: Phone): Promise<Check[]> => {
  const [notifications, location, camera, microphone, clock, storage] = await Promise.all([
    notificationState(), permission('geolocation'), permission('camera'), permission('microphone'), clockState(phone),
    room(phone),
  ]);
  const asked = recall<Asked>('asked', {});
  const server = (key: TextKey) => phone.homes.some(home => home.texts.some(text => text.key === key));
  return [
    { name: 'notifications', state: notifications, source: 'app' },
    { name: 'location', state: location, source: 'app' },
    {
      name: 'precise-location', source: 'server',
      state: server('phone.precise-location') ? 'wrong' : phone.home?.checklist?.checkedIn ? 'good' : 'unknown',
    },
    { name: 'camera', state: camera, source: 'app' },
    { name: 'microphone', state: microphone, source: 'app' },
    { name: 'silent', state: said(asked.silent), source: 'person' },
    { name: 'battery-saver', state: said(asked.batterySaver), source: 'person' },
    { name: 'clock', state: clock, source: 'app' },
    { name: 'connection', state: phone.isConnected ? 'good' : 'wrong', source: 'app' },
    { name: 'storage', state: storage, source: 'app' },
    {
      name: 'update', source: 'app',
      state: phone.problem?.code === 'app-too-old' || server('phone.update') ? 'wrong' : phone.isConnected ? 'good' : 'unknown',
    },
  ];
};

type State = Check['state'];

const permission = async (name: string): Promise<State> => stateOf(await states(name));

const stateOf = (state: string): State => state === 'granted' ? 'good' : state === 'denied' ? 'wrong' : 'unknown';

const notificationState = async (): Promise<State> =>
  'Notification' in window ? stateOf(Notification.permission) : permission('notifications');

/** A point that stands for a fault if the person says that it is so. */
const said = (isSo: boolean | undefined): State => isSo === undefined ? 'unknown' : isSo ? 'wrong' : 'good';

/** By how much the clock of the phone is ahead, in milliseconds; null if the server does not answer. */
export const clockAheadMs = async () => {
  try {
    const asked = Date.now();
    const answer = await fetch('/livez', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    const server = Date.parse(answer.headers.get('Date') ?? '');
    return Number.isNaN(server) ? null : (asked + Date.now()) / 2 - server;
  } catch {
    return null;
  }
};

/** The time of answers is by the clock of the phone where the server was never asked, so it is worth mending. */
const clockState = async (phone: Phone): Promise<State> => {
  const ahead = phone.isConnected ? await clockAheadMs() : null;
  return ahead === null ? 'unknown' : Math.abs(ahead) > clockToleranceMs ? 'wrong' : 'good';
};

const room = async (phone: Phone): Promise<State> => {
  if (phone.isFull) {
    return 'wrong';
  }
  const { quota, usage } = await navigator.storage?.estimate?.().catch(() => ({ quota: undefined, usage: undefined })) ?? {};
  return quota === undefined || usage === undefined ? 'unknown' : quota - usage < leastRoom ? 'wrong' : 'good';
};
