// The picture of the app: a ring, as that of the days, and a tick. Phones want it as PNG, which is drawn when the app is built.
import { crc32, deflateSync } from 'node:zlib';

type Colour = [red: number, green: number, blue: number];
type Point = [x: number, y: number];

const back: Colour = [0, 0x11, 0x8f];
const front: Colour = [255, 255, 255];
const ring = { radius: 30, width: 8 };
const tick: Point[] = [[38, 51], [47, 60], [63, 41]];
const samples = 4;

/** The picture as SVG, 100 units wide. */
export const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#00118f" d="M0 0h100v100H0z"/>`
  + `<g fill="none" stroke="#fff" stroke-width="${ring.width}" stroke-linecap="round" stroke-linejoin="round">`
  + `<circle cx="50" cy="50" r="${ring.radius}"/><path d="M${tick.map(point => point.join(' ')).join('L')}"/></g></svg>`;

const distance = ([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point) => {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const part = Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2)));
  return Math.hypot(x - fromX - part * alongX, y - fromY - part * alongY);
};

const isDrawn = (point: Point) => Math.min(
  Math.abs(Math.hypot(point[0] - 50, point[1] - 50) - ring.radius),
  distance(point, tick[0]!, tick[1]!), distance(point, tick[1]!, tick[2]!)) <= ring.width / 2;

/** How much of a pixel is drawn on, from 0 to 1. */
const cover = (x: number, y: number, size: number) => {
  let count = 0;
  for (let sample = 0; sample < samples ** 2; sample++) {
    const at = (pixel: number, part: number) => (pixel + (part + 0.5) / samples) * 100 / size;
    count += Number(isDrawn([at(x, sample % samples), at(y, Math.floor(sample / samples))]));
  }
  return count / samples ** 2;
};

const chunk = (name: string, data: Buffer) => {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
};

/** The picture as PNG (ISO 15948): with its colours, or white on nothing, as the status bar of Android wants it. */
export const png = (size: number, isPlain = false) => {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const part = cover(x, y, size);
      const colour = front.map((value, index) => isPlain ? value : Math.round(back[index]! + (value - back[index]!) * part));
      rows.set([...colour, isPlain ? Math.round(part * 255) : 255], y * (1 + size * 4) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // Eight bits; red, green, blue, alpha.
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0)),
  ]);
};
