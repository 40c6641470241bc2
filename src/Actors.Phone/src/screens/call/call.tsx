import { useEffect, useState } from 'preact/hooks';
import { keep, recall } from '../../kept';
import type { VideoCall } from '../../messages';
import type { Phone } from '../../phone';
import { go, useRoute } from '../../route';
import { say } from '../../texts';
import { Answering } from './answering';
import { Card } from './card';
import { Check, Preview } from './check';
import { Countdown, Heading, Results, useAsk } from './parts';
import { ring } from './ringer';
import './call.css';

interface Props { phone: Phone; call: VideoCall }

/** The route that a notification of a call opens. */
const answerRoute = 'answer';

/** A call that rings, is checked, waits for staff, or is over. */
export const Call = ({ phone, call }: Props) => {
  const [answering, setAnswering] = useState<Answering | null>(null);
  const [, draw] = useState(0);
  useEffect(() => {
    const made = new Answering(phone);
    made.listen(() => draw(time => time + 1));
    setAnswering(made);
    return () => made.close();
  }, [phone]);
  useAwakeScreen();
  const route = useRoute();
  useEffect(() => {
    // The person has pressed the notification of the call.
    if (answering && route === answerRoute && call.stage === 'ringing') {
      go('');
      answering.answer();
    }
  }, [answering, route, call.stage]);

  if (!answering) {
    return null;
  }
  const stage = answering.stageOf(call);
  const { camera } = answering;
  return (
    <section class={`call ${stage}`} data-stage={stage} data-outcome={call.outcome} data-video={camera.state}>
      {!phone.isConnected && <p class="banner" role="status">{say('call.page.connection-lost')}</p>}
      {stage === 'ringing' && <Ringing phone={phone} call={call} answer={() => answering.answer()} />}
      {stage === 'checking' && <Check phone={phone} call={call} answering={answering} />}
      {stage === 'queued' && <Queued phone={phone} call={call} stream={camera.stream} />}
      {stage === 'ended' && <Ended phone={phone} call={call} />}
      {stage === 'waiting' && (
        <>
          <Card phone={phone} call={call} isAlone />
          <button type="button" class="quiet" onClick={() => phone.closeCall()}>{say('call.page.close')}</button>
        </>
      )}
    </section>
  );
};

const Ringing = ({ phone, call, answer }: Props & { answer: () => void }) => {
  const [isQuiet, setQuiet] = useState(recall('quiet', false));
  const { ask, refusal } = useAsk(phone);
  useEffect(() => ring(!isQuiet), [isQuiet]);
  useEffect(() => {
    if (!phone.isConnected) {
      return undefined;
    }
    // The frame after the one that is drawn: a page that cannot be seen draws none.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => phone.ask('CallShown', { number: call.number }).catch(() => {}));
    });
    return () => cancelAnimationFrame(frame);
  }, [phone.isConnected, call.number, call.at]);

  return (
    <>
      <div class="bell" aria-hidden="true" onClick={answer}>
        <svg viewBox="0 0 24 24">
          <path d="M15 8v8H5V8h10m1-2H4a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-3.5l4 4v-11l-4 4V7a1 1 0 0 0-1-1z" />
        </svg>
      </div>
      <Heading text={call.title} />
      <p onClick={answer}>{call.text}</p>
      <p class="hint">{say('call.no-sound')}</p>
      <Countdown phone={phone} call={call} />
      {refusal}
      <div class="pair">
        <button type="button" class="stop" onClick={() => ask('DeclineCall')}>{say('call.page.decline')}</button>
        <button type="button" class="go" onClick={answer}>{say('call.page.answer')}</button>
      </div>
      <label class="sound">
        <input
          type="checkbox" checked={!isQuiet}
          onChange={event => { keep('quiet', !event.currentTarget.checked); setQuiet(!event.currentTarget.checked); }} />
        {say('call.page.sound')}
      </label>
    </>
  );
};

const Queued = ({ phone, call, stream }: Props & { stream: MediaStream | null }) => {
  const { ask, isAsking, refusal } = useAsk(phone);
  return (
    <>
      <Heading text={call.title} />
      {call.queue && <p class="queue" data-place={call.queue.place} aria-hidden="true">{call.queue.place}</p>}
      <p role="status">{call.text}</p>
      <Results call={call} />
      {call.callBackAt ? null : <p>{say('call.page.stay-or-hang-up')}</p>}
      <Countdown phone={phone} call={call} />
      {refusal}
      <button type="button" class={call.callBackAt ? undefined : 'stop'} disabled={isAsking} onClick={() => ask('DeclineCall')}>
        {say(call.callBackAt ? 'call.page.call-back' : 'call.page.hang-up')}
      </button>
      {stream && (
        <figure class="picture small">
          <Preview stream={stream} />
          <figcaption class="hint">{say('call.page.camera-stays')}</figcaption>
        </figure>
      )}
    </>
  );
};

const Ended = ({ phone, call }: Props) => {
  const { ask, isAsking, refusal } = useAsk(phone);
  const isDone = call.outcome === 'passed' || call.outcome === 'stayEnded';
  return (
    <>
      {call.outcome === 'passed' && <p class="mark" aria-hidden="true">✓</p>}
      <Heading text={call.title} />
      <p>{call.text}</p>
      <Results call={call} />
      {refusal}
      {!isDone && (
        <button type="button" class="quiet" disabled={isAsking} onClick={() => ask('RequestCall')}>
          {say('call.page.call-again')}
        </button>
      )}
      <button type="button" onClick={() => phone.closeCall()}>{say('call.page.close')}</button>
    </>
  );
};

/** The screen of the phone stays on: a person who turns the head cannot touch it. */
const useAwakeScreen = () => useEffect(() => {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const wake = async () => {
    if (!document.hidden) {
      lock = await navigator.wakeLock?.request('screen').catch(() => null) ?? null;
      if (isOver) {
        lock?.release();
      }
    }
  };
  wake();
  document.addEventListener('visibilitychange', wake);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', wake);
    lock?.release();
  };
}, []);
