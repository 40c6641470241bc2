// Runs the face model beside the app, so that the screen never waits for it.
import { env, InferenceSession, Tensor } from 'onnxruntime-web/dist/ort.wasm-core.min.js';
import { facesOf, fill, type Face } from './detection';
import { codeOf, type HintCode } from './guide';
import limits from './limits.json';

/** First to a worker: where the runtime and the model are. It answers when it is ready. */
export interface Start { runtime: string; model: string }

/** What a worker saw in a picture. */
export interface Seen { faces: Face[]; code: HintCode | null }

/** Pixels of the longer side that are looked at, at most: pictures of calls are no larger. */
const maxSide = 640;

const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true })!;
let session: InferenceSession;

const start = async ({ runtime, model }: Start) => {
  env.wasm.numThreads = 1;
  env.wasm.wasmPaths = { 'ort-wasm-simd.wasm': runtime };
  session = await InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  await run(new Float32Array(limits.side * limits.side * 3)); // The first run is slow.
};

const look = async (picture: ImageBitmap): Promise<Seen> => {
  const scale = Math.min(1, maxSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  if (canvas.width !== width || canvas.height !== height) {
    [canvas.width, canvas.height] = [width, height];
  }
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  const square = fill(context.getImageData(0, 0, width, height));
  const faces = facesOf(await run(square.input), square.box);
  return { faces, code: codeOf(faces, square, width, height) };
};

const run = async (input: Float32Array) => {
  const outputs = await session.run({ [session.inputNames[0]!]: new Tensor('float32', input, [1, limits.side, limits.side, 3]) });
  return Object.values(outputs).map(output => output.data as Float32Array);
};

self.onmessage = async ({ data }: MessageEvent<Start | ImageBitmap>) =>
  self.postMessage(data instanceof ImageBitmap ? await look(data) : await start(data));
// A failure must reach the app, which then goes on without hints.
self.onunhandledrejection = ({ reason }) => { throw reason; };
