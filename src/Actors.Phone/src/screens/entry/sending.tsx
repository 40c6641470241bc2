import { useEffect, useRef, useState } from 'preact/hooks';
import { forgetKey, identity } from '../../device';
import type { Draft } from '../../draft';
import { keep } from '../../kept';
import { pauseMs } from '../../pause';
import type { Permissions, Screens } from '../../registration';
import { issueToken, readStatus, Refusal, register } from '../../registration';
import { format, say } from '../../texts';

/** Refusals that are over in a moment: the form is sent again by itself. */
const passing = ['unavailable', 'busy', 'signature-used'];

/** Waits before another attempt, or until the connection is back. */
const pauseOrOnline = (attempt: number) => new Promise<void>(resolve => {
  const end = () => {
    removeEventListener('online', end);
    clearTimeout(timer);
    resolve();
  };
  const timer = setTimeout(end, pauseMs(attempt));
  addEventListener('online', end);
});

/** Sends a registration until the server has answered it, also after a reload: sending it twice does no harm. */
export const useSending = (
  draft: Draft, screens: Screens | null, change: (next: Partial<Draft>) => void, done: (person: string) => void,
  refused: (refusal: Refusal) => void) => {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isOffline, setOffline] = useState(false);
  const [known, setKnown] = useState<string | null>(null);
  const run = useRef(0);

  const send = async () => {
    const agreed = screens!.consents.flatMap(one => draft.consents.filter(given => given.kind === one.kind));
    const answer = await register(draft.programme, agreed, draft.permissions as Permissions, draft.details);
    keep('registered', answer.texts);
    return answer.person;
  };

  /** The person for whom this phone is registered already; null if it is for another programme, and the key is forgotten. */
  const findKnown = async () => {
    const { person, token } = await issueToken((await identity()).person);
    if ((await readStatus(token)).programme === draft.programme) {
      return person;
    }
    await forgetKey();
    return null;
  };

  const start = async () => {
    const number = ++run.current;
    const isOver = () => number !== run.current;
    change({ isSending: true });
    setRefusal(null);
    setKnown(null);
    for (let attempt = 1; !isOver(); attempt++) {
      try {
        const person = await send();
        if (!isOver()) {
          done(person);
        }
        return;
      } catch (error) {
        if (isOver()) {
          return;
        }
        const isKnown = error instanceof Refusal && error.code === 'already-registered';
        const owner = isKnown ? await findKnown().catch(() => undefined) : undefined;
        if (owner === null) {
          continue;
        }
        if (error instanceof Refusal && !passing.includes(error.code)) {
          change({ isSending: false });
          setOffline(false);
          setRefusal(error);
          setKnown(owner ?? null);
          refused(error);
          return;
        }
        setOffline(true);
        await pauseOrOnline(attempt);
      }
    }
  };

  const stop = () => {
    run.current++;
    setOffline(false);
    change({ isSending: false });
  };

  useEffect(() => {
    if (screens && draft.isSending) {
      start();
    }
  }, [!screens]);
  useEffect(() => () => { run.current++; }, []);

  const notes = (
    <>
      {isOffline && draft.isSending && (
        <div class="banner" role="status">
          <p>{say('entry.sending-later')}</p>
          <button type="button" class="quiet" onClick={stop}>{say('entry.stop-sending')}</button>
        </div>
      )}
      {refusal?.tryAt && <p role="status">{say('entry.try-at', { time: format(refusal.tryAt, { timeStyle: 'short' }) })}</p>}
      {known && <button type="button" onClick={() => done(known)}>{say('entry.continue')}</button>}
    </>
  );
  return { start, refusal, notes };
};
