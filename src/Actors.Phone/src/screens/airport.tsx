import { useEffect, useState } from 'preact/hooks';
import { listenToWorker } from '../installation';
import { lazy } from '../lazy';
import type { Fix, PhoneTests } from '../messages';
import { condition, locate, roughMetres } from '../permissions';
import type { Phone } from '../phone';
import { canPush } from '../push';
import { say, type TextKey } from '../texts';
import './airport.css';

type Kind = 'location' | 'camera';
type Result = 'passed' | 'denied' | 'unavailable';

interface Props { phone: Phone; tests: PhoneTests }

/** How a test went: null while it runs, otherwise what mends it, or nothing if it passed. */
type Results = Record<Kind | 'message', { mend: TextKey | null } | null>;

const running: Results = { message: null, location: null, camera: null };
const pushWaitMs = 30_000;
const pictureWaitMs = 10_000;

const names: Record<keyof Results, TextKey> = {
  message: 'push.airport-message', location: 'push.airport-location', camera: 'push.airport-camera',
};

const mends = {
  location: { denied: 'inspection.fix.location-denied', unavailable: 'inspection.fix.location-off' },
  camera: { denied: 'inspection.fix.camera-denied', unavailable: 'inspection.fix.camera-broken' },
} satisfies Record<Kind, Record<Exclude<Result, 'passed'>, TextKey>>;

const testLocation = async (phone: Phone): Promise<{ result: Result; fix: Fix | null }> => {
  try {
    return { result: 'passed', fix: await locate(() => phone.now()) };
  } catch (error) {
    const isDenied = (error as GeolocationPositionError).code === GeolocationPositionError.PERMISSION_DENIED;
    return { result: isDenied ? 'denied' : 'unavailable', fix: null };
  }
};

/** Opens the camera until there is a picture, which stays on the phone. */
const testCamera = async (): Promise<Result> => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
    const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: stream });
    const hasPicture = await Promise.race([
      video.play().then(() => video.videoWidth > 0, () => false),
      new Promise<boolean>(done => setTimeout(() => done(false), pictureWaitMs)),
    ]);
    stream.getTracks().forEach(track => track.stop());
    return hasPicture ? 'passed' : 'unavailable';
  } catch (error) {
    return (error as DOMException).name === 'NotAllowedError' ? 'denied' : 'unavailable';
  }
};

/** The tests of the officer at the airport: answers each, and shows the person how it went and what mends it. */
const Tests = ({ phone, tests }: Props) => {
  const [results, setResults] = useState(running);
  const [run, setRun] = useState(0);
  const [isLost, setLost] = useState(false);

  useEffect(() => {
    let isOver = false;
    const note = (kind: keyof Results, mend: TextKey | null) =>
      isOver || setResults(before => ({ ...before, [kind]: { mend } }));
    const report = async (kind: Kind, result: Result, fix: Fix | null) => {
      const imprecise = fix && !(fix.accuracyMetres >= 0 && fix.accuracyMetres <= roughMetres);
      note(kind, imprecise ? 'inspection.fix.location-imprecise' : result === 'passed' ? null : mends[kind][result]);
      await phone.ask('ReportTest', { number: tests.number, kind, result, fix, condition: await condition() });
    };
    const test = async () => {
      const { result, fix } = await testLocation(phone);
      await report('location', result, fix);
      await report('camera', await testCamera(), null);
    };
    setResults(before => ({ ...running, message: run > 0 && before.message?.mend === null ? before.message : null }));
    setLost(false);
    test().catch(() => isOver || setLost(true));
    const permission = canPush() ? Notification.permission : 'default';
    const refused = permission === 'denied' ? 'inspection.fix.notifications-denied' : 'inspection.fix.no-push';
    const wait = setTimeout(
      () => setResults(before => before.message ? before : { ...before, message: { mend: refused } }),
      permission === 'granted' ? pushWaitMs : 0);
    const stop = listenToWorker(message => {
      if (typeof message === 'object' && 'came' in message && message.came === 'pushTest') {
        note('message', null);
      }
    });
    return () => {
      isOver = true;
      clearTimeout(wait);
      stop();
    };
  }, [tests.number, run]);

  return (
    <section class="airport" aria-labelledby="airport">
      <h2 id="airport">{say('push.airport')}</h2>
      <p>{tests.text}</p>
      <ul class="tests" aria-live="polite">
        {(Object.keys(names) as (keyof Results)[]).map(kind => (
          <li key={kind} data-test={kind} class={results[kind] === null ? '' : results[kind].mend ? 'open' : 'done'}>
            <span class="sign" aria-hidden="true">{results[kind] === null ? '…' : results[kind].mend ? '–' : '✓'}</span>
            {say(names[kind])}: {say(results[kind] === null ? 'push.airport-waiting'
              : results[kind].mend ? 'push.airport-failed' : 'push.airport-passed')}
            {results[kind]?.mend && <p>{say(results[kind].mend)}</p>}
          </li>
        ))}
      </ul>
      <p class="wrong" role="status">{isLost && say('app.offline')}</p>
      <div class="acts">
        <button type="button" onClick={() => setRun(run + 1)}>{say('push.airport-again')}</button>
        <button type="button" class="quiet" onClick={() => phone.closeTests()}>{say('push.airport-close')}</button>
      </div>
    </section>
  );
};

const WithTexts = lazy(async () => Tests, 'push');

/** The tests that an officer has asked for, until the person closes them. */
export const AirportTests = ({ phone }: { phone: Phone }) => phone.tests && <WithTexts phone={phone} tests={phone.tests} />;
