// Hints on the phone itself between two judgements of the server, which decides. Without them a call is the same, only calmer.
import runtime from '../../../../node_modules/onnxruntime-web/dist/ort-wasm-simd.wasm?url';
import model from 'face-model/face_detection_front_128x128_barracuda.onnx?url';
import { connection } from '../../../idle';
import type { HintCode } from './guide';
import type { Seen, Start } from './worker';
import worker from './worker?worker&url';

/** What the phone itself sees. */
export interface Hint {
  /** The face, in fractions of the picture, which is not mirrored; null if there are none or several. */
  face: { left: number; top: number; width: number; height: number } | null;
  /** What seems wrong; null if the server must look closer. */
  code: HintCode | null;
}

const perSecond = 12;
/** On a phone that does fewer than this in its first second of work, hints would cost more than they help. */
const minPerSecond = 10;

let isTooSlow = false;

/** Whether this phone gives hints: not if its owner saves data, nor if it was too slow. */
const isPossible = () => !isTooSlow && !connection().saveData && 'OffscreenCanvas' in window;

/** Loads what hints need before the first call, when there is nothing else to do; not over the mobile network. */
export const prepareHints = () => {
  const { type, effectiveType = '4g' } = connection();
  if (isPossible() && type !== 'cellular' && effectiveType === '4g') {
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    whenIdle(async () => {
      for (const file of [worker, model, runtime]) {
        await fetch(file).then(answer => answer.arrayBuffer()).catch(() => {}); // The browser keeps it for the call.
      }
    });
  }
};

/** Looks at a film and gives hints, some twelve a second. Returns what ends that. */
export const startHints = async (film: HTMLVideoElement, take: (hint: Hint) => void): Promise<() => void> => {
  if (!isPossible()) {
    return () => {};
  }
  const looker = new Looker();
  follow(looker, film, take).catch(() => looker.end()); // The runtime failed: the call goes on without hints.
  return () => looker.end();
};

const follow = async (looker: Looker, film: HTMLVideoElement, take: (hint: Hint) => void) => {
  await looker.ask({ runtime, model });
  const trial = { number: 0, ms: 0 };
  while (!looker.isOver) {
    const began = performance.now();
    if (film.readyState >= film.HAVE_CURRENT_DATA && film.videoWidth > 0 && !document.hidden) {
      const picture = await createImageBitmap(film);
      const { faces, code } = await looker.ask<Seen>(picture, picture);
      if (looker.isOver) {
        return;
      }
      const [face = null] = faces.length === 1 ? faces : [];
      take({ face: face && { left: face.left, top: face.top, width: face.width, height: face.height }, code });
      trial.ms += performance.now() - began;
      if (++trial.number < minPerSecond && trial.ms >= 1000) {
        isTooSlow = true;
        looker.end();
      }
    }
    await new Promise(resolve => setTimeout(resolve, 1000 / perSecond - (performance.now() - began)));
  }
};

/** A worker that answers one question at a time. */
class Looker {
  isOver = false;
  #worker = new Worker(worker, { type: 'module' });

  ask<T = void>(question: Start | ImageBitmap, ...moved: Transferable[]) {
    return new Promise<T>((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
      this.#worker.onerror = reject;
      this.#worker.postMessage(question, moved);
    });
  }

  end() {
    this.isOver = true;
    this.#worker.terminate();
  }
}
