import { useEffect, useState } from 'preact/hooks';
import { type Asked, type Check, type CheckName, checksOf, textOf } from '../../faults';
import { keep, recall } from '../../kept';
import { ask, type PermissionKind } from '../../permissions';
import type { Phone } from '../../phone';
import { platform } from '../../registration';
import { say, type TextKey } from '../../texts';
import { PermissionHelp } from '../entry/permission';
import '../entry/entry.css';

const signs = { good: '✓', wrong: '!', unknown: '?' } as const;

/** The points about which only the person knows, and the question to each. */
const questions: Partial<Record<CheckName, [keyof Asked, TextKey]>> = {
  silent: ['silent', 'settings.ask-silent'],
  'battery-saver': ['batterySaver', 'settings.ask-battery'],
};

/** The permission of a point, for which there is help with drawings. */
const permissions: Partial<Record<CheckName, PermissionKind>> = {
  notifications: 'notifications', location: 'location', 'precise-location': 'location', camera: 'camera',
  microphone: 'microphone',
};

/** The way to mend the others, for each system. */
const mends: Partial<Record<CheckName, { ios: TextKey; android: TextKey }>> = {
  silent: { ios: 'settings.mend.silent-ios', android: 'settings.mend.silent-android' },
  'battery-saver': { ios: 'settings.mend.battery-ios', android: 'settings.mend.battery-android' },
  clock: { ios: 'settings.mend.clock-ios', android: 'settings.mend.clock-android' },
};

/** The state of this phone: each point with how it is known and the way to mend it (SPEC E7). */
export const PhoneState = ({ phone }: { phone: Phone }) => {
  const [checks, setChecks] = useState<Check[] | null>(null);
  const [canPersist, setCanPersist] = useState(false);
  const look = async () => setChecks(await checksOf(phone));
  useEffect(() => { navigator.storage?.persisted?.().then(is => setCanPersist(!is), () => {}); }, []);
  useEffect(() => {
    look();
    document.addEventListener('visibilitychange', look); // The person comes back from the settings of the phone.
    return () => document.removeEventListener('visibilitychange', look);
  }, [phone.isConnected, phone.received]);

  const act = async (change: () => Promise<unknown>) => {
    await change().catch(() => null);
    await look();
    phone.tell();
  };
  const persist = async () => {
    setCanPersist(false); // The browser decides, at once and for good.
    await navigator.storage.persist();
  };
  const answer = (name: keyof Asked, isSo: boolean) => act(async () =>
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
            <Point check={check} act={act} answer={answer} />
            {check.name === 'storage' && canPersist && (
              <button type="button" class="quiet" onClick={() => act(persist)}>
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
  act: (change: () => Promise<unknown>) => void;
  answer: (name: keyof Asked, isSo: boolean) => void;
}

const Point = ({ check: { name, state, source }, act, answer }: PointProps) => {
  const permission = permissions[name];
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
      {state === 'unknown' && permission && (
        <button type="button" class="quiet" onClick={() => act(() => ask(permission))}>{say('app.permissions-ask')}</button>
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
  const permission = permissions[name];
  const mend = mends[name];
  const system = platform();
  if (permission) {
    return <PermissionHelp kind={permission} />;
  }
  return !mend ? null
    : system.startsWith('iOS') ? <p>{say(mend.ios)}</p>
    : system.startsWith('Android') ? <p>{say(mend.android)}</p>
    : <ul><li>{say(mend.ios)}</li><li>{say(mend.android)}</li></ul>;
};
