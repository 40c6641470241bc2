// Looks for faces as the server does (src/Actors.Vision/Detectors): the same model, input, anchors, merging and limits.
import limits from './limits.json';

const { side } = limits;
/** Values of a candidate: centre x and y, width, height, and x and y of six keypoints, in cells of the square. */
const values = 16;
const maxLogit = 100;
/** The grids of the model: cells in a row, and anchors in each. */
const grids = [{ cells: 16, anchors: 2 }, { cells: 8, anchors: 6 }];

interface Candidate { score: number; at: number[] }

/** Where the picture lies in the square, in cells. */
interface Letterbox { left: number; top: number; width: number; height: number }

/** A face, in fractions of the picture, which is not mirrored. */
export interface Face {
  score: number; left: number; top: number; width: number; height: number;
  /** Eyes, nose, mouth and ears, each x and y. */
  points: number[];
}

/** The input of the model, and the luma (16 to 235) of the cells in which the picture lies. */
export interface Square { input: Float32Array; luma: Float32Array; box: Letterbox }

/** Scales pixels into the square: black around them, each cell the mean of the pixels under it, from -1 to 1. */
export const fill = ({ data, width, height }: ImageData): Square => {
  const box = fit(width, height);
  const input = new Float32Array(side * side * 3).fill(-1);
  const luma = new Float32Array(box.width * box.height);
  const columns = Array.from({ length: box.width }, (_, x) => rangeOf(x, width, box.width));
  for (let y = 0; y < box.height; y++) {
    const [top, bottom] = rangeOf(y, height, box.height);
    for (let x = 0; x < box.width; x++) {
      const [left, right] = columns[x]!;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let row = top; row < bottom; row++) {
        for (let at = (row * width + left) * 4, end = (row * width + right) * 4; at < end; at += 4) {
          red += data[at]!;
          green += data[at + 1]!;
          blue += data[at + 2]!;
        }
      }
      const pixels = (right - left) * (bottom - top);
      const to = ((y + box.top) * side + x + box.left) * 3;
      input[to] = red / pixels / 127.5 - 1;
      input[to + 1] = green / pixels / 127.5 - 1;
      input[to + 2] = blue / pixels / 127.5 - 1;
      luma[y * box.width + x] = 16 + (0.257 * red + 0.504 * green + 0.098 * blue) / pixels;
    }
  }
  return { input, luma, box };
};

/** The faces in the output of the model, the highest score first. The four outputs are told apart by their length. */
export const facesOf = (outputs: Float32Array[], box: Letterbox): Face[] => {
  const candidates = grids.flatMap(({ cells, anchors }) => {
    const count = cells * cells * anchors;
    const [logits, boxes] = [count, count * values].map(length => outputs.find(output => output.length === length)!);
    return read(logits!, boxes!, cells, anchors);
  });
  return merge(candidates.sort((one, other) => other.score - one.score)).map(face => toPicture(face, box));
};

const fit = (width: number, height: number): Letterbox => {
  const scale = side / Math.max(width, height);
  const [across, down] = [width, height].map(length => Math.min(side, Math.max(1, toEven(length * scale)))) as [number, number];
  return { left: (side - across) >> 1, top: (side - down) >> 1, width: across, height: down };
};

/** Rounds as .NET does: a half goes to the even number. */
const toEven = (value: number) => Math.round(value) - (value % 2 === 0.5 ? 1 : 0);

const rangeOf = (cell: number, source: number, target: number): [number, number] => {
  const start = Math.floor(cell * source / target);
  return [start, Math.max(start + 1, Math.floor((cell + 1) * source / target))];
};

const read = (logits: Float32Array, boxes: Float32Array, cells: number, anchors: number) => {
  const minLogit = Math.log(limits.score / (1 - limits.score));
  const found: Candidate[] = [];
  logits.forEach((logit, index) => {
    if (logit >= minLogit) {
      const cell = Math.floor(index / anchors);
      const anchor = [cell % cells, Math.floor(cell / cells)].map(place => (place + 0.5) / cells * side) as [number, number];
      const at = Array.from(
        boxes.subarray(index * values, (index + 1) * values),
        (value, place) => value + (place === 2 || place === 3 ? 0 : anchor[place % 2]!));
      found.push({ score: 1 / (1 + Math.exp(-Math.min(logit, maxLogit))), at });
    }
  });
  return found;
};

/** The best candidate absorbs those that overlap it: the face is their mean, weighted by score. */
const merge = (sorted: Candidate[]) => {
  const faces: Candidate[] = [];
  for (let left = sorted; left.length > 0;) {
    const [best] = left as [Candidate];
    const isSame = (one: Candidate) => one === best || overlap(best.at, one.at) >= limits.overlap;
    const same = left.filter(isSame);
    const weight = same.reduce((sum, { score }) => sum + score, 0);
    faces.push({
      score: best.score,
      at: best.at.map((_, place) => same.reduce((sum, { at, score }) => sum + at[place]! * score, 0) / weight),
    });
    left = left.filter(one => !isSame(one));
  }
  return faces;
};

const overlap = (one: number[], other: number[]) => {
  const [width, height] = [0, 1].map(axis =>
    Math.min(...[one, other].map(at => at[axis]! + at[axis + 2]! / 2))
    - Math.max(...[one, other].map(at => at[axis]! - at[axis + 2]! / 2))) as [number, number];
  if (!(width > 0 && height > 0)) {
    return 0;
  }
  const common = width * height;
  return common / (one[2]! * one[3]! + other[2]! * other[3]! - common);
};

const toPicture = ({ score, at }: Candidate, box: Letterbox): Face => {
  const scaled = at.map((value, place) => place === 2 || place === 3
    ? value / (place === 2 ? box.width : box.height)
    : place % 2 === 0 ? (value - box.left) / box.width : (value - box.top) / box.height);
  const [x, y, width, height, ...points] = scaled as [number, number, number, number, ...number[]];
  return { score, left: x - width / 2, top: y - height / 2, width, height, points };
};
