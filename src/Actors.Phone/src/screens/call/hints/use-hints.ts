import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallFeedback } from '../../../messages';
import type { TextKey } from '../../../texts';
import type { HintCode } from './guide';
import type { Hint } from './hints';

/** Milliseconds for which a code must be right before it is shown: less than the server takes, enough to read. */
const steadyMs = 500;
/** From here on the head turns, and the server has other limits. */
const turnsFrom = 0.5;

const texts: Record<HintCode, TextKey> = {
  'no-face': 'call.guide.no-face',
  'more-than-one-face': 'call.guide.more-than-one-face',
  'too-far': 'call.guide.too-far',
  'too-near': 'call.guide.too-near',
  'not-in-frame': 'call.guide.not-in-frame',
  'too-dark': 'call.guide.too-dark',
  upright: 'call.guide.upright',
};

/** What to show between two judgements of the server. */
export interface Shown {
  /** Where the box is, in fractions of the picture, which is not mirrored; null if there is no face. */
  face: Hint['face'];
  /** The text that seems right by now; null if that of the server is to be shown. */
  text: TextKey | null;
}

/** What was said and shown before. */
interface Known { said: string; code: HintCode | null; since: number; shown: HintCode | null }

/** Follows the film of the own camera while it is on. The server decides: a hint only comes sooner than what it will say. */
export const useHints = (film: RefObject<HTMLVideoElement | null>, isOn: boolean, feedback: CallFeedback | null): Shown => {
  const [hint, take] = useState<Hint | null>(null);
  const known = useRef<Known>({ said: '', code: null, since: 0, shown: null });
  useEffect(() => {
    if (!isOn || !film.current) {
      return;
    }
    let isOver = false;
    let end = () => { isOver = true; };
    import('./hints').then(({ startHints }) => startHints(film.current!, take)).then(
      stop => isOver ? stop() : end = stop,
      () => {}); // They cannot be loaded now: the call goes on without them.
    return () => {
      end();
      take(null);
    };
  }, [isOn]);

  const last = known.current;
  if ((feedback?.code ?? '') !== last.said) {
    [last.said, last.shown] = [feedback?.code ?? '', null];
  }
  if (hint?.code !== last.code) {
    [last.code, last.since] = [hint?.code ?? null, performance.now()];
  }
  const isOfOneKind = !!feedback && feedback.code in texts && feedback.progress < turnsFrom;
  if (isOfOneKind && last.code && performance.now() - last.since >= steadyMs) {
    last.shown = last.code;
  }
  return {
    face: hint?.face ?? feedback?.face ?? null,
    text: isOfOneKind && last.shown && last.shown !== feedback.code ? texts[last.shown] : null,
  };
};
