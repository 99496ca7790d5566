/** Writes an 8-bit PNG anew, without loss: the best filter for each row, tried two ways, and the hardest compression. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes a pixel by colour type; palettes and 16 bits are left as they are. */
const PIXEL_BYTES = { 0: 1, 2: 3, 4: 2, 6: 4 };

export function shrinkPng(png) {
  const { head, data } = chunksOf(png);
  const [width, height, depth, type, interlaced] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9], head[12]];
  const pixel = PIXEL_BYTES[type];
  if (depth !== 8 || interlaced !== 0 || pixel === undefined) return png;
  const rows = unfilter(inflateSync(data), width * pixel, height, pixel);
  const tries = [filtered(rows, pixel, smallestSum), filtered(rows, pixel, () => 0)].map((raw) => deflateSync(raw, { level: 9, memLevel: 9 }));
  const best = tries.sort((a, b) => a.length - b.length)[0];
  const written = Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', best), chunk('IEND', Buffer.alloc(0))]);
  return written.length < png.length ? written : png;
}

function chunksOf(png) {
  const parts = [];
  let head = null;
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') head = body;
    if (name === 'IDAT') parts.push(body);
    at += length + 12;
  }
  return { head, data: Buffer.concat(parts) };
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function predicted(filter, left, up, upLeft) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}

function unfilter(raw, stride, height, pixel) {
  const rows = [];
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    const row = new Uint8Array(stride);
    for (let i = 0; i < stride; i++) row[i] = raw[at + 1 + i] + predicted(raw[at], row[i - pixel] ?? 0, above[i], above[i - pixel] ?? 0);
    rows.push(row);
    above = row;
  }
  return rows;
}

function filtered(rows, pixel, choose) {
  return Buffer.concat(
    rows.map((row, y) => {
      const above = rows[y - 1] ?? new Uint8Array(row.length);
      const coded = [0, 1, 2, 3, 4].map((filter) => row.map((value, i) => value - predicted(filter, row[i - pixel] ?? 0, above[i], above[i - pixel] ?? 0)));
      const filter = choose(coded);
      return Buffer.concat([Buffer.from([filter]), coded[filter]]);
    }),
  );
}

/** The usual guess at which filter compresses best. */
function smallestSum(coded) {
  const sums = coded.map((row) => row.reduce((sum, value) => sum + (value < 128 ? value : 256 - value), 0));
  return sums.indexOf(Math.min(...sums));
}
