// What several screens of a call have.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { VideoCall } from '../../messages';
import { HubRefusal, type Phone } from '../../phone';
import { say } from '../../texts';

/** The heading of a screen of a call; it takes the focus to the new screen. */
export const Heading = ({ text, isUnseen = false }: { text: string; isUnseen?: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return <h1 tabIndex={-1} ref={heading} class={isUnseen ? 'unseen' : undefined}>{text}</h1>;
};

/** The time until the next step of the call. */
export const Countdown = ({ phone, call }: { phone: Phone; call: VideoCall }) => {
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => draw(time => time + 1), 500);
    return () => clearInterval(timer);
  }, []);
  if (call.nextSeconds === null || call.nextSeconds === undefined) {
    return null;
  }
  const seconds = Math.max(0, Math.round(call.nextSeconds + phone.until(call.at) / 1000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p class="countdown" data-seconds={seconds}>{say('call.page.time-left')} {time}</p>;
};

const faces = {
  passed: 'call.page.face-passed', failed: 'call.page.face-failed', unknown: 'call.page.face-unknown',
} as const;

/** What is known so far: a face for each person who was checked, then the position. */
export const Results = ({ call }: { call: VideoCall }) => {
  const seen = call.persons.map(one => call.outcome === 'passed' ? 'passed' : one.face).filter(face => face !== null);
  if (seen.length === 0) {
    return null;
  }
  const line = (isGood: boolean, text: string, data: object) => (
    <li class={isGood ? 'granted' : undefined} {...data}>
      <span class="sign" aria-hidden="true">{isGood ? '✓' : '·'}</span>{text}
    </li>
  );
  return (
    <ul class="devices">
      {seen.map(face => line(face === 'passed', say(faces[face]), { 'data-face': face }))}
      {line(call.isPlaceKnown, say(call.isPlaceKnown ? 'call.page.place-known' : 'call.page.place-unknown'),
        { 'data-place-known': call.isPlaceKnown })}
    </ul>
  );
};

/** Asks the server something about the call, and shows its refusal. */
export const useAsk = (phone: Phone) => {
  const [refusal, setRefusal] = useState('');
  const [isAsking, setAsking] = useState(false);
  const ask = async (method: 'RequestCall' | 'DeclineCall' | 'AskForPerson') => {
    setRefusal('');
    setAsking(true);
    try {
      await phone.ask(method, method === 'RequestCall' ? {} : { number: phone.call!.number });
    } catch (error) {
      setRefusal((error as HubRefusal).message || say('refusal.try-again-later'));
    } finally {
      setAsking(false);
    }
  };
  return { ask, isAsking, refusal: refusal && <p class="wrong" role="alert">{refusal}</p> };
};
