// Reads the machine-readable zone of a passport in a picture: OCR-B of ISO 1073-2, in two lines of 44 characters at one distance
// (ICAO 9303-3, 4.2). Each character is compared with those that can stand at its place; the check digits tell whether it is
// right.
import { lineLength } from '../../zone';
import { glyphs } from './glyphs';

/** The fields into which the picture of a character is divided. */
const columns = 12;
const rows = 16;

/** Ink is darker than this part of what is around it. */
const inkShare = 0.86;

/** How much the size of a character counts beside its form. */
const sizeWeight = 0.6;

/** A picture in levels of grey. */
export interface Grey { data: Uint8Array; width: number; height: number }

/** A character in a picture: where its ink is. */
interface Box { left: number; right: number; top: number; bottom: number }

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<';
const all = letters + digits;

/** What can stand at a place of the second line (ICAO 9303-4, 4.2.2). */
const secondLine = (at: number) =>
  at >= 10 && at < 13 ? letters
  : at === 20 ? 'MFX<'
  : at === 42 ? `${digits}<`
  : at === 9 || at === 43 || (at >= 13 && at < 28) ? digits
  : all;

/** Marks ink: pixels that are clearly darker than what is around them. */
const inkOf = ({ data, width, height }: Grey) => {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const sum = (x: number, y: number) => sums[y * (width + 1) + x]!;
  const half = Math.max(8, Math.round(width / 50));
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - half), Math.min(height, y + half + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - half), Math.min(width, x + half + 1)];
      const around = sum(right, bottom) - sum(right, top) - sum(left, bottom) + sum(left, top);
      const mean = around / ((right - left) * (bottom - top));
      ink[y * width + x] = data[y * width + x]! < mean * inkShare ? 1 : 0;
    }
  }
  return ink;
};

/** The connected ink at a point, which is taken away; the box around it. */
const takePiece = (ink: Uint8Array, width: number, height: number, start: number) => {
  const box = { left: width, right: 0, top: height, bottom: 0 };
  const stack = [start];
  ink[start] = 0;
  while (stack.length > 0) {
    const at = stack.pop()!;
    const [x, y] = [at % width, Math.trunc(at / width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        if (ink[ny * width + nx]) {
          ink[ny * width + nx] = 0;
          stack.push(ny * width + nx);
        }
      }
    }
  }
  return box;
};

/** The connected pieces of ink that have the size of a character. */
const piecesOf = (ink: Uint8Array, width: number, height: number) => {
  const pieces: Box[] = [];
  for (let start = 0; start < ink.length; start++) {
    if (ink[start]) {
      const box = takePiece(ink, width, height, start);
      const [w, h] = [box.right - box.left, box.bottom - box.top];
      if (h > width / 120 && h < width / 18 && w > 2 && w < width / 25) {
        pieces.push(box);
      }
    }
  }
  return pieces;
};

const middle = (box: Box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2] as const;

/** Rows of 44 pieces, also when the picture is a little turned: each piece continues the row that is nearest in height. */
const linesOf = (pieces: Box[]) => {
  const lines: Box[][] = [];
  for (const piece of pieces.sort((one, other) => one.left - other.left)) {
    const [x, y] = middle(piece);
    const height = piece.bottom - piece.top;
    let nearest: Box[] | null = null;
    let distance = height * 0.7;
    for (const line of lines) {
      const [lastX, lastY] = middle(line.at(-1)!);
      if (Math.abs(lastY - y) < distance && x > lastX && x - lastX < height * 4) {
        [nearest, distance] = [line, Math.abs(lastY - y)];
      }
    }
    if (nearest) {
      nearest.push(piece);
    } else {
      lines.push([piece]);
    }
  }
  return lines.filter(line => line.length === lineLength).sort((one, other) => middle(one[0]!)[1] - middle(other[0]!)[1]);
};

/** The picture of a character in 12 by 16 fields, from 0 (paper) to 1 (ink). */
const fieldsOf = (grey: Grey, box: Box) => {
  const fields = new Float32Array(columns * rows);
  let [dark, light] = [255, 0];
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const value = grey.data[y * grey.width + x]!;
      dark = Math.min(dark, value);
      light = Math.max(light, value);
    }
  }
  const [w, h] = [(box.right - box.left) / columns, (box.bottom - box.top) / rows];
  const level = (value: number) => light > dark ? Math.min(1, Math.max(0, (light - value) / (light - dark))) : 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let [sum, count] = [0, 0];
      for (let y = Math.floor(box.top + row * h); y < Math.ceil(box.top + (row + 1) * h); y++) {
        for (let x = Math.floor(box.left + column * w); x < Math.ceil(box.left + (column + 1) * w); x++) {
          sum += grey.data[y * grey.width + x]!;
          count++;
        }
      }
      fields[row * columns + column] = level(sum / count);
    }
  }
  return fields;
};

const known = Object.entries(glyphs).map(([character, text]) => {
  const [width, height, levels] = text.split(' ');
  return {
    character, width: Number(width), height: Number(height),
    fields: Float32Array.from(levels!, level => parseInt(level, 16) / 15),
  };
});

/** The character to which a piece is nearest, among those that are possible. */
const classify = (grey: Grey, box: Box, pitch: number, possible: string) => {
  const fields = fieldsOf(grey, box);
  const [w, h] = [(box.right - box.left) / pitch, (box.bottom - box.top) / pitch];
  let [found, least] = ['', Infinity];
  for (const { character, width, height, fields: other } of known) {
    if (possible.includes(character)) {
      let sum = 0;
      for (let at = 0; at < fields.length; at++) {
        sum += (fields[at]! - other[at]!) ** 2;
      }
      const cost = sum / fields.length + sizeWeight * ((w - width) ** 2 + (h - height) ** 2);
      if (cost < least) {
        [found, least] = [character, cost];
      }
    }
  }
  return found;
};

/** The two lines in a picture, in which single characters may be wrong; null if there are not two lines of 44. */
export const readLines = (grey: Grey) => {
  const lines = linesOf(piecesOf(inkOf(grey), grey.width, grey.height));
  const [first, second] = lines.slice(-2);
  if (!first || !second) {
    return null;
  }
  return [first, second].map((line, number) => {
    const pitch = (middle(line.at(-1)!)[0] - middle(line[0]!)[0]) / (lineLength - 1);
    return line.map((box, at) => classify(grey, box, pitch, number === 0 ? letters : secondLine(at))).join('');
  }).join('\n');
};
