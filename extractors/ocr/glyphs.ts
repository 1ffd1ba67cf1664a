import type { Region } from '../image/raster.js';
import type { InkLine } from '../image/text-lines.js';
import type { Glyph, Reading } from '../pdf/engine.js';
import type { Sign } from './recognize.js';

/** A character with its middle (pixels) and the reading that it is part of. */
export interface PlacedSign {
  text: string;
  x: number;
  reading: Reading;
}

/** A line that was read: where its ink is (pixels), and its characters. */
export interface ReadLine {
  ink: InkLine;
  signs: PlacedSign[];
}

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
const CLOSING = /^[，。、；：！？）》」』】”’]$/u;
const OPENING = /^[（《「『【“‘]$/u;

/** Signs of a crop → characters with their places on the page. */
export function placeSigns(signs: readonly Sign[], { x0, x1 }: Region, reading: Reading): PlacedSign[] {
  return signs.map(({ text, at }) => ({ text, x: x0 + at * (x1 - x0), reading }));
}

/**
 * The size of a line's type in pixels: the distance from one Han character to the next says it best; else the height
 * of the ink, which a comma or a stroke of a neighbour makes greater.
 */
export function sizeOf({ signs, ink }: ReadLine): { size: number; sure: boolean } {
  const height = ink.y1 - ink.y0;
  const pitches: number[] = [];
  for (const [i, sign] of signs.entries()) {
    const next = signs[i + 1];
    if (next && HAN.test(sign.text) && HAN.test(next.text)) pitches.push(next.x - sign.x);
  }
  const han = signs.some(({ text }) => /\p{Script=Han}/u.test(text));
  const byHeight = height / (han ? 0.95 : 0.74);
  if (pitches.length < 3) return { size: byHeight, sure: han };
  pitches.sort((a, b) => a - b);
  const middle = pitches[pitches.length >> 1]!;
  // The network says where a character is only to a sixth of its width: the mean evens that out.
  const usual = pitches.filter((one) => one > 0.75 * middle && one < 1.3 * middle);
  const pitch = usual.reduce((sum, one) => sum + one, 0) / usual.length;
  return { size: pitch > 0.7 * byHeight && pitch < 1.5 * byHeight ? pitch : byHeight, sure: true };
}

/**
 * Characters as glyphs in points. Neighbours touch unless the picture shows a gap between them: the network says
 * where a character is only to a sixth of its width.
 */
export function glyphsOf(line: ReadLine, size: number, dpi: number): Glyph[] {
  const { ink, signs } = line;
  const printed = signs.filter(({ text }) => text.trim() !== '');
  const point = 72 / dpi;
  const edges = printed.map(({ text, x }) => {
    const half = (HAN.test(text) ? 0.5 : 0.27) * size;
    return [x - half, x + half] as [number, number];
  });
  const points = pointsOf(printed);
  for (let i = 0; i + 1 < printed.length; i++) {
    const [here, next] = [edges[i]!, edges[i + 1]!];
    const narrow = !HAN.test(printed[i]!.text) && !HAN.test(printed[i + 1]!.text);
    const white = whiteBetween(line, printed[i]!.x, printed[i + 1]!.x);
    const punctuation = CLOSING.test(printed[i]!.text) || OPENING.test(printed[i + 1]!.text);
    const apart = white > (narrow ? (points.has(i) ? 0.8 : 0.42) : punctuation ? 1.3 : 0.85) * size;
    if (apart) continue;
    const middle = (here[1] + next[0]) / 2;
    here[1] = middle;
    next[0] = middle;
  }
  const first = edges[0];
  const last = edges.at(-1);
  if (first) first[0] = Math.min(ink.x0, first[1] - 1);
  if (last) {
    const hanging = CLOSING.test(printed.at(-1)!.text) ? last[0] + size : 0;
    last[1] = Math.max(ink.x1, last[0] + 1, hanging);
  }
  const middle = (ink.y0 + ink.y1) / 2;
  return printed.map(({ text, reading }, i) => ({
    text,
    x0: edges[i]![0] * point,
    x1: edges[i]![1] * point,
    y0: (middle - size / 2) * point,
    y1: (middle + size / 2) * point,
    size: size * point,
    angle: 0,
    trusted: true,
    reading,
  }));
}

/** The decimal points of large figures: fonts for Chinese set them on wide squares, which is no blank. */
function pointsOf(printed: readonly PlacedSign[]): Set<number> {
  if (!printed.some(({ text }) => text === '.')) return new Set();
  const text = printed.map((sign) => (sign.text.length === 1 ? sign.text : ' ')).join('');
  return new Set([...text.matchAll(/(?<=\d,\d{3}|\d{3})\.(?=\d{1,2}(?![\d.]))/gu)].map(({ index }) => index));
}

/** The widest stretch without ink between two places of a line, in pixels. */
function whiteBetween({ ink }: ReadLine, from: number, to: number): number {
  let reach = from;
  let widest = 0;
  for (const blob of ink.blobs) {
    if (blob.x1 <= from) continue;
    if (blob.x0 >= to) break;
    widest = Math.max(widest, Math.min(blob.x0, to) - reach);
    reach = Math.max(reach, blob.x1);
  }
  return Math.max(widest, to - Math.max(reach, from));
}
