// What is wrong with a picture, as far as the place of the face and the light tell: the first checks of the server
// (src/Actors.Vision/Guidance/FrameCheck.cs), in its order and with its limits.
import type { Face, Square } from './detection';
import limits from './limits.json';

/** The codes of docs/PROTOCOL.md that a hint can have. */
export type HintCode = 'no-face' | 'more-than-one-face' | 'too-far' | 'too-near' | 'not-in-frame' | 'too-dark' | 'upright';

const brightPart = 0.1;

/** Finds what is wrong; null if the server must look closer. Width and height are those of the picture in pixels. */
export const codeOf = (faces: Face[], square: Square, width: number, height: number): HintCode | null => {
  const [face] = faces;
  if (faces.length > 1) {
    return 'more-than-one-face';
  }
  if (brightLuma(square.luma) < limits.minBrightLuma) {
    return 'too-dark';
  }
  if (!face) {
    return 'no-face';
  }
  const light = faceLuma(face, square);
  if (light !== null && light < limits.minFaceLuma) {
    return 'too-dark';
  }
  if (!(Math.abs(roll(face, width, height)) <= limits.maxRollDegrees)) {
    return 'upright';
  }
  const share = face.width * width / Math.max(width, height);
  if (share > limits.maxFaceWidth) {
    return 'too-near';
  }
  if (share < limits.minFaceWidth) {
    return 'too-far';
  }
  return isInFrame(face, width, height) ? null : 'not-in-frame';
};

const isInFrame = ({ left, top, width, height }: Face, across: number, down: number) => {
  const outside = limits.maxOutside * width;
  const below = outside * across / down;
  return Math.abs(left + width / 2 - 0.5) <= limits.maxOffCentreX
    && Math.abs(top + height / 2 - 0.5) <= limits.maxOffCentreY
    && left >= -outside && left + width <= 1 + outside
    && top >= -below && top + height <= 1 + below;
};

/** How far the head leans, in degrees; 180 is upside down. */
const roll = ({ points }: Face, width: number, height: number) => {
  const at = (point: number) => [points[2 * point]! * width, points[2 * point + 1]! * height] as const;
  const [[leftX, leftY], [rightX, rightY], [mouthX, mouthY]] = [at(0), at(1), at(3)];
  const [x, y] = [rightX - leftX, rightY - leftY];
  const down = (mouthY - (leftY + rightY) / 2) * x - (mouthX - (leftX + rightX) / 2) * y;
  return down <= 0 ? 180 : Math.atan2(y, x) * 180 / Math.PI;
};

/** The least luma of the brightest tenth of the picture. */
const brightLuma = (luma: Float32Array) => {
  const sorted = luma.slice().sort();
  return Math.floor(sorted[sorted.length - Math.ceil(sorted.length * brightPart)]!);
};

/** The mean luma of the face; null if it lies outside the picture. */
const faceLuma = ({ left, top, width, height }: Face, { luma, box }: Square) => {
  const cell = (share: number, cells: number) => Math.min(cells, Math.max(0, Math.round(share * cells)));
  const [from, to, start, end] =
    [cell(left, box.width), cell(left + width, box.width), cell(top, box.height), cell(top + height, box.height)];
  let sum = 0;
  for (let y = start; y < end; y++) {
    for (let x = from; x < to; x++) {
      sum += luma[y * box.width + x]!;
    }
  }
  return to > from && end > start ? sum / ((to - from) * (end - start)) : null;
};
