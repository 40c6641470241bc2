import { useEffect, useState } from 'preact/hooks';
import { type Asked, type Check, type CheckName, checksOf, textOf } from '../../faults';
import { keep, recall } from '../../kept';
import { locate, media } from '../../permissions';
import type { Phone } from '../../phone';
import { platform } from '../../registration';
import { say, type TextKey } from '../../texts';

const signs = { good: '✓', wrong: '!', unknown: '?' } as const;

/** What the browser asks the person, where it did not yet. */
const asks: Partial<Record<CheckName, () => Promise<unknown>>> = {
  notifications: async () => 'Notification' in window && Notification.requestPermission(),
  location: () => locate(),
  'precise-location': () => locate(),
  camera: () => media({ video: true }),
  microphone: () => media({ audio: true }),
};

/** The points about which only the person knows, and the question to each. */
const questions: Partial<Record<CheckName, [keyof Asked, TextKey]>> = {
  silent: ['silent', 'settings.ask-silent'],
  'battery-saver': ['batterySaver', 'settings.ask-battery'],
};

/** The way to mend a point, for each system. */
const mends: Partial<Record<CheckName, { ios: TextKey; android: TextKey }>> = {
  notifications: { ios: 'settings.mend.notifications-ios', android: 'settings.mend.notifications-android' },
  location: { ios: 'settings.mend.location-ios', android: 'settings.mend.location-android' },
  'precise-location': { ios: 'settings.mend.location-ios', android: 'settings.mend.location-android' },
  camera: { ios: 'settings.mend.media-ios', android: 'settings.mend.media-android' },
  microphone: { ios: 'settings.mend.media-ios', android: 'settings.mend.media-android' },
  silent: { ios: 'settings.mend.silent-ios', android: 'settings.mend.silent-android' },
  'battery-saver': { ios: 'settings.mend.battery-ios', android: 'settings.mend.battery-android' },
  clock: { ios: 'settings.mend.clock-ios', android: 'settings.mend.clock-android' },
};

/** The state of this phone: each point with how it is known and the way to mend it (SPEC E7). */
export const PhoneState = ({ phone }: { phone: Phone }) => {
  const [checks, setChecks] = useState<Check[] | null>(null);
  const [isPersisted, setPersisted] = useState(true);
  const look = async () => {
    setChecks(await checksOf(phone));
    setPersisted(await navigator.storage?.persisted?.() ?? true);
  };
  useEffect(() => {
    look();
    document.addEventListener('visibilitychange', look); // The person comes back from the settings of the phone.
    return () => document.removeEventListener('visibilitychange', look);
  }, [phone.isConnected, phone.received]);

  const ask = async (act: () => Promise<unknown>) => {
    await act().catch(() => null);
    await look();
    phone.tell();
  };
  const answer = (name: keyof Asked, isSo: boolean) => ask(async () =>
    keep('asked', { ...recall<Asked>('asked', {}), [name]: isSo }));

  if (!checks) {
    return <p role="status">{say('call.page.one-moment')}</p>;
  }
  return (
    <>
      <p>{say('settings.phone-hint')}</p>
      <ul class="plain checks">
        {checks.map(check => (
          <li key={check.name} data-check={check.name}>
            <Point check={check} ask={ask} answer={answer} />
            {check.name === 'storage' && !isPersisted && (
              <button type="button" class="quiet" onClick={() => ask(() => navigator.storage.persist())}>
                {say('settings.persist')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

interface PointProps {
  check: Check;
  ask: (act: () => Promise<unknown>) => void;
  answer: (name: keyof Asked, isSo: boolean) => void;
}

const Point = ({ check: { name, state, source }, ask, answer }: PointProps) => {
  const question = questions[name];
  return (
    <>
      <h2>
        {say(`settings.check.${name}`)}
        <span class="state" data-state={state}>
          <span aria-hidden="true">{signs[state]} </span>{say(`settings.state.${state}`)}
        </span>
      </h2>
      <p class="small">{say(`settings.known.${source}`)}</p>
      {state === 'wrong' && <p>{say(textOf(name))}</p>}
      {state === 'wrong' && <Mend name={name} />}
      {state === 'unknown' && asks[name] && (
        <button type="button" class="quiet" onClick={() => ask(asks[name]!)}>{say('app.permissions-ask')}</button>
      )}
      {question && (
        <fieldset>
          <legend>{say(question[1])}</legend>
          <div class="pair">
            <button type="button" class="quiet" aria-pressed={state === 'wrong'} onClick={() => answer(question[0], true)}>
              {say('settings.yes')}
            </button>
            <button type="button" class="quiet" aria-pressed={state === 'good'} onClick={() => answer(question[0], false)}>
              {say('settings.no')}
            </button>
          </div>
        </fieldset>
      )}
    </>
  );
};

const Mend = ({ name }: { name: CheckName }) => {
  const mend = mends[name];
  const system = platform();
  if (!mend) {
    return null;
  }
  return system.startsWith('iOS') ? <p>{say(mend.ios)}</p>
    : system.startsWith('Android') ? <p>{say(mend.android)}</p>
    : <ul><li>{say(mend.ios)}</li><li>{say(mend.android)}</li></ul>;
};
