import type { Matrix } from '../pdf/matrix.js';
import { IDENTITY } from '../pdf/matrix.js';

/** x, y, width and height in millimetres, origin at the top left. */
export type Box = readonly [number, number, number, number];

/** `0 0 210 297`; undefined where it is no box. */
export function boxIn(text: string | undefined): Box | undefined {
  const [x, y, width, height] = numbersIn(text);
  return height === undefined ? undefined : [x!, y!, width!, height];
}

/** `a b c d e f`: x' = a·x + c·y + e, y' = b·x + d·y + f, as in PDF; what is no matrix changes nothing. */
export function matrixIn(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = numbersIn(text);
  return f === undefined ? IDENTITY : [a!, b!, c!, d!, e!, f];
}

/** Numbers with blanks or commas between; what is none ends them. */
export function numbersIn(text: string | undefined): number[] {
  const numbers: number[] = [];
  for (const word of (text ?? '').split(BETWEEN)) {
    if (word === '') continue;
    const number = Number(word);
    if (!Number.isFinite(number)) break;
    numbers.push(number);
  }
  return numbers;
}

const BETWEEN = /[\s,]+/;

/**
 * How far each character stands behind the one before: `3.5 3.5 g 10 7` says twice 3.5 and ten times 7.
 *
 * @param most how many characters there are: more are never made
 */
export function offsetsIn(text: string | undefined, most: number): number[] {
  const offsets: number[] = [];
  const words = (text ?? '').split(BETWEEN).filter((word) => word !== '');
  for (let at = 0; at < words.length && offsets.length < most; at++) {
    let times = 1;
    if (words[at]!.toLowerCase() === 'g') {
      times = Number(words[at + 1]);
      at += 2;
    }
    const offset = Number(words[at]);
    if (!Number.isFinite(offset) || !(times > 0)) break;
    for (let i = 0; i < times && offsets.length < most; i++) offsets.push(offset);
  }
  return offsets;
}
