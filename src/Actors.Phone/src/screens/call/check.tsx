// The check: the camera of the person, the frame, and one thing to do at a time.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CallFeedback, VideoCall } from '../../messages';
import type { Phone } from '../../phone';
import { say } from '../../texts';
import type { Answering } from './answering';
import { type Shown, useHints } from './hints/use-hints';
import { Countdown, Heading, useAsk } from './parts';

interface Props { phone: Phone; call: VideoCall; answering: Answering }

/** What some people cannot do: they are offered a person. */
const offered = ['uncover-face', 'show-background'];
const arrows: Record<string, string> = { 'turn-left': '←', 'turn-right': '→', 'turn-back': '↑' };
const good = ['hold-still', 'done', ...Object.keys(arrows)];

/** The person is checked, then the next of the family. */
export const Check = ({ phone, call, answering }: Props) => {
  const { ask, isAsking, refusal } = useAsk(phone);
  const { camera, step, trouble } = answering;
  const checked = call.persons.filter(one => one.face !== null).length;
  const person = call.persons[checked]?.person;
  const feedback = phone.feedback?.person === person || !person ? phone.feedback : null;
  const film = useRef<HTMLVideoElement>(null);
  const shown = useHints(film, !!camera.stream, feedback);
  const isOffered = camera.hasNoWay || !!trouble || (!!feedback && offered.includes(feedback.code));
  return (
    <>
      <Heading text={say('call.checking-title')} isUnseen />
      <Picture film={film} stream={camera.stream} feedback={feedback} face={shown.face} />
      <div class="guide" data-code={feedback?.code ?? ''} data-progress={feedback?.progress ?? 0}>
        {call.persons.length > 1 && (
          <p class="step">
            {say('call.page.person', { number: Math.min(checked + 1, call.persons.length), count: call.persons.length })}
          </p>
        )}
        <p class="say" role="status" aria-atomic="true">
          {trouble ? '' : step ? say(step) : shown.text ? say(shown.text) : feedback?.text ?? call.text}
        </p>
        <progress max={1} value={feedback?.progress ?? 0} aria-label={say('call.page.progress')} />
        <Countdown phone={phone} call={call} />
        {trouble && <p class="wrong" role="alert">{trouble}</p>}
        {trouble && <button type="button" onClick={() => answering.answer()}>{say('call.page.try-again')}</button>}
        {camera.hasNoWay && <p class="wrong" role="alert">{say('call.page.no-way')}</p>}
        {refusal}
        <div class="pair">
          <button type="button" class="stop" disabled={isAsking} onClick={() => ask('DeclineCall')}>
            {say('call.page.hang-up')}
          </button>
          <button type="button" class={isOffered ? undefined : 'quiet'} disabled={isAsking} onClick={() => ask('AskForPerson')}>
            {say('call.page.ask-person')}
          </button>
        </div>
      </div>
    </>
  );
};

type Film = RefObject<HTMLVideoElement | null>;

interface PictureProps { film: Film; stream: MediaStream | null; feedback: CallFeedback | null; face: Shown['face'] }

/** The camera in its own shape, the frame for the face, and where one is seen. */
const Picture = ({ film, stream, feedback, face }: PictureProps) => (
  <figure class={feedback && good.includes(feedback.code) ? 'picture good' : 'picture'}>
    <Preview film={film} stream={stream} />
    <svg class="frame" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path fill-rule="evenodd" d="M0 0h100v100H0z M30 50a20 28 0 1 0 40 0a20 28 0 1 0-40 0z" />
      <ellipse cx="50" cy="50" rx="20" ry="28" />
    </svg>
    {face && <Face face={face} />}
    {feedback && arrows[feedback.code] && (
      <div class={`arrow ${feedback.code}`} aria-hidden="true">{arrows[feedback.code]}</div>
    )}
    <figcaption class="unseen">{say('call.page.preview')}</figcaption>
  </figure>
);

/** The preview is a mirror, the picture that is looked at is not. */
const Face = ({ face: { left, top, width, height } }: { face: NonNullable<CallFeedback['face']> }) => {
  const part = (value: number) => `${(value * 100).toFixed(1)}%`;
  return (
    <div
      class="face" aria-hidden="true"
      style={{ left: part(1 - left - width), top: part(top), width: part(width), height: part(height) }} />
  );
};

/** The picture of the camera, as in a mirror. */
export const Preview = ({ film, stream }: { film?: Film; stream: MediaStream | null }) => {
  const own = useRef<HTMLVideoElement>(null);
  const video = film ?? own;
  useEffect(() => { video.current!.srcObject = stream; }, [stream]);
  const fit = () => {
    const { videoWidth, videoHeight, parentElement } = video.current!;
    if (videoWidth > 0) {
      parentElement!.style.setProperty('--ratio', String(videoWidth / videoHeight));
    }
  };
  return (
    <video ref={video} autoplay playsInline muted aria-label={say('call.page.preview')} onLoadedMetadata={fit} onResize={fit} />
  );
};
