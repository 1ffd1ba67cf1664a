import { INKED, inkOf, isFramed, isOverPrint, patchesOf } from './ink-patches.js';
import type { Patch } from './ink-patches.js';
import type { Picture, Region } from './raster.js';

/** Millimetres: the least piece of red print, and the highest line of it; what is higher is a seal. */
const LEAST = 1.4;
const HIGHEST = 16;
/** Millimetres: seals are not wider. The red lines of ledger paper are, and stay. */
const WIDEST = 65;
/** What is darker than this share of the paper is print; a seal laid over a page has so much of it that is as red as it. */
const DARKENED = 0.75;
const COVERED = 0.02;
/** More than this that a seal hides cannot be told. */
const MOST_COVERED = 0.85;
/** Print on lines that are wider than a seal: there is hardly any black among the red, by this share, where it is red too. */
const BLACK = 0.12;
const DARK = 110;
/** More of a page than this is no print, but red light. */
const TINTED = 0.2;

/**
 * A picture in grey with its red print dark: titles of official papers, amounts marked in red. The red of seals becomes
 * as bright as the paper, so that what they cover can be read and no ring is taken for a line.
 */
export function withRedPrint({ width, height, data, dpi, red }: Picture): Picture {
  const plain: Picture = { width, height, data, dpi };
  if (!red) return plain;
  const patches = patchesOf({ width, height, data: red, dpi });
  const ink = patches.reduce((sum, patch) => sum + patch.squares.length, 0) * (dpi / 25.4) ** 2;
  if (ink > TINTED * width * height) return plain;
  const isSmall = ({ x0, y0, x1, y1 }: Region): boolean => Math.max(x1 - x0, y1 - y0) * (25.4 / dpi) < LEAST;
  const isStamp = (patch: Patch): boolean =>
    isSealSized(patch, dpi) && isFramed(patch, { width, height, data: red }, dpi) && isOverPrint(patch, plain, red);
  const seals = patches.filter(
    (patch) => isStamp(patch) || (!isPrint(patch) && !isRedTable(patch, { width, height, data, dpi, red })),
  );
  const inSeal = (patch: Patch): boolean =>
    seals.some((seal) => patch.x0 < seal.x1 && patch.x1 > seal.x0 && patch.y0 < seal.y1 && patch.y1 > seal.y0);
  const print = patches.filter((patch) => !seals.includes(patch) && !inSeal(patch) && !isSmall(patch));
  const pressed = patches.filter((patch) => (seals.includes(patch) || inSeal(patch)) && isSealSized(patch, dpi));
  if (print.length + pressed.length === 0) return plain;
  const told = Uint8Array.from(data);
  for (const { x0, y0, x1, y1 } of print) {
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) told[y * width + x]! -= red[y * width + x]!;
  }
  for (const patch of pressed) bleach(patch, { width, height, data, dpi, red }, told);
  return { ...plain, data: told };
}

/** Whether a patch that is too wide for a seal is a table printed in red, lines and figures alike. */
function isRedTable(patch: Patch, { width, data, dpi, red }: Picture & { red: Uint8Array }): boolean {
  if (isSealSized(patch, dpi)) return false;
  let [reds, blacks] = [0, 0];
  for (let y = patch.y0; y < patch.y1; y++) {
    for (let at = y * width + patch.x0; at < y * width + patch.x1; at++) {
      if (red[at]! >= INKED) reds++;
      else if (data[at]! < DARK) blacks++;
    }
  }
  return blacks < BLACK * reds;
}

function isSealSized({ x0, y0, x1, y1 }: Region, dpi: number): boolean {
  return Math.max(x1 - x0, y1 - y0) <= (WIDEST * dpi) / 25.4;
}

/**
 * Takes from the red channel what seal ink leaves there, too. Ink that dyes what it covers darkens red in proportion
 * to the redness that it gives, and black print under it has none: the proportion is that of most of its pixels.
 */
function bleach(region: Region, picture: Picture & { red: Uint8Array }, into: Uint8Array): void {
  const { x0, y0, x1, y1 } = region;
  const { width, data, red } = picture;
  const { inked, paper, loss } = inkOf(region, picture, red, 1);
  const lifted = (at: number): number => data[at]! + loss * red[at]!;
  const strength = coverOf(inked.map((at) => ({ red: red[at]!, left: lifted(at) / paper })));
  for (let y = y0; y < y1; y++) {
    for (let at = y * width + x0; at < y * width + x1; at++) {
      if (red[at] === 0) continue;
      const plain = paper - (paper - lifted(at)) / (1 - Math.min(MOST_COVERED, strength * red[at]!));
      into[at] = strength > 0 ? Math.max(0, Math.min(paper, plain)) : Math.max(into[at]!, Math.min(paper, lifted(at)));
    }
  }
}

/**
 * How much of what is under it a seal hides, by its redness. One that a program laid over the page makes black print as
 * red as it makes paper, and lighter; under ink that dyes, print stays black and has no redness.
 */
function coverOf(inked: readonly { red: number; left: number }[]): number {
  const reddest = inked.reduce((most, { red }) => Math.max(most, red), 0);
  const dark = inked.filter(({ red, left }) => red > 0.75 * reddest && left < DARKENED);
  if (dark.length < COVERED * inked.length) return 0;
  const left = dark.map((one) => one.left).sort((a, b) => a - b)[Math.floor(0.2 * dark.length)]!;
  return left / reddest;
}

/** Whether a patch is made of lines of print, across or down the page: it is thin, or white parts it into thin ones. */
function isPrint({ squares }: Patch): boolean {
  const across = squares.map(({ column, row }) => ({ along: column, at: row }));
  const down = squares.map(({ column, row }) => ({ along: row, at: column }));
  return [across, down].some((way) => usualExtent(way) <= HIGHEST || highestBand(way) <= HIGHEST);
}

/** From the first to the last ink across a line, as it is at most places along it. */
function usualExtent(squares: readonly { along: number; at: number }[]): number {
  const spans = new Map<number, [number, number]>();
  for (const { along, at } of squares) {
    const span = spans.get(along);
    if (!span) spans.set(along, [at, at]);
    else [span[0], span[1]] = [Math.min(span[0], at), Math.max(span[1], at)];
  }
  const extents = [...spans.values()].map(([from, to]) => to - from + 1).sort((a, b) => a - b);
  return extents[extents.length >> 1] ?? 0;
}

/** The highest stretch with ink at each height. */
function highestBand(squares: readonly { at: number }[]): number {
  const heights = new Set(squares.map(({ at }) => at));
  let highest = 0;
  for (const from of heights) {
    if (heights.has(from - 1)) continue;
    let to = from;
    while (heights.has(to + 1)) to++;
    highest = Math.max(highest, to - from + 1);
  }
  return highest;
}
