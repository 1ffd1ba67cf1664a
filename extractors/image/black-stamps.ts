import { INK, piecesOf } from './blobs.js';
import { INKED, isFramed } from './ink-patches.js';
import { areaOf, blank, crop } from './raster.js';
import type { Picture, Raster, Region } from './raster.js';

/** Millimetres: the strokes of stamps are broader than those of print and the lines of tables, */
const STRICT = { side: 0.45, filled: 0.85 };
/** and those of seals, which come out patchy, by far: from the least patchy ones on. */
const PATCHY = { side: 0.9, filled: [0.7, 0.62], least: 0.55 } as const;
/** Millimetres: a stamp is at least so large, and no larger. */
const [SMALLEST, WIDEST] = [6, 75];
/** On this share of its rows and columns a frame has two sides. */
const CLOSED = 0.7;
/** Millimetres: what is so large within a stamp, patchy as it may be, is none of the print under it. */
const LARGE = 5;
/** Millimetres: the soft edges of a stroke; holes in it that are closed. */
const EDGE = 0.14;
/** Millimetres: a stroke that is broader is none of a frame. */
const STROKE = 2;
/** Pixels of print beside the stroke of a frame, and places where print comes to it from outside. */
const TOUCH = 3;
const TOUCHES = 2;
/** What is upright: its upper side strays by so many pixels, or so much of its width. */
const UNEVEN = 2;
const LEVEL = 0.006;
/** Millimetres: how broad the sides of a frame are at its corners. */
const CORNER = 1;
/** Millimetres: a line that is seen for so long on either side of a stamp, or twice as long on one, goes through its strokes. */
const LINE = 2.5;

/** What lies under stamps, 1 a pixel: where their ink was taken away, and all that their frames close in. */
interface Marks {
  covered: Uint8Array;
  within: Uint8Array;
}

/** A picture without its black stamps, where they were, and what lay under them, if there are any. */
export interface Uncovered extends Partial<Marks> {
  picture: Picture;
  stamps: readonly Region[];
}

/**
 * A level page without the stamps and seals that are as black as its print: frames and rings of strokes broader than
 * those of print, pressed on print. Print under their strokes goes with them; lines that go through them stay.
 */
export function withoutBlackStamps(page: Picture): Uncovered {
  const { data, dpi } = page;
  const inked = inkBefore(page);
  const found: Region[] = [];
  const marks: Marks = { covered: new Uint8Array(data.length), within: new Uint8Array(data.length) };
  const strict = broadStrokes(page, inked, STRICT.side, STRICT.filled);
  const look = (broad: Raster): void => {
    for (const { box, frame } of framesIn(broad, page)) {
      if (found.some((other) => areOne(other, box))) continue;
      found.push(box);
      cover(box, frame, inkWithin(box, broad, strict, dpi), page, marks);
    }
  };
  look(strict);
  const patchiest = broadStrokes(page, inked, PATCHY.side, PATCHY.least);
  // What is large where squares are filled more is large there too.
  if (piecesOf(patchiest).some((piece) => smallerSide(piece) >= (SMALLEST * dpi) / 25.4)) {
    for (const filled of PATCHY.filled) look(broadStrokes(page, inked, PATCHY.side, filled));
    look(patchiest);
  }
  if (found.length === 0) return { picture: page, stamps: [] };
  const clean = Uint8Array.from(data);
  for (let at = 0; at < clean.length; at++) if (marks.covered[at]) clean[at] = 255;
  for (const box of found) leadOn(box, page, clean, marks.covered);
  return { picture: { ...page, data: clean }, stamps: found, ...marks };
}

/** How many pixels are ink above and to the left of each place: one row and column more than the page has. */
function inkBefore({ width, height, data }: Raster): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    const to = (y + 1) * (width + 1) + 1;
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < INK) row++;
      sums[to + x] = sums[to + x - width - 1]! + row;
    }
  }
  return sums;
}

/** Black where ink fills so much of a square of so many millimetres, white elsewhere. */
function broadStrokes(
  { width, height, dpi }: Picture,
  inked: Uint32Array,
  millimetres: number,
  filled: number,
): Raster {
  const broad = blank(width, height);
  const side = Math.max(3, Math.round((millimetres * dpi) / 25.4));
  const least = Math.ceil(filled * side * side);
  for (let y = 0; y + side <= height; y++) {
    const [top, foot] = [y * (width + 1), (y + side) * (width + 1)];
    for (let x = 0; x + side <= width; x++) {
      const ink = inked[foot + x + side]! - inked[foot + x]! - inked[top + x + side]! + inked[top + x]!;
      if (ink < least) continue;
      for (let row = y; row < y + side; row++) broad.data.fill(0, row * width + x, row * width + x + side);
    }
  }
  return broad;
}

/** The pieces of broad strokes that are the frames of stamps, each in its box, `INKED` where it is. */
function framesIn(broad: Raster, page: Picture): { box: Region; frame: Raster }[] {
  const [least, most] = [(SMALLEST * page.dpi) / 25.4, (WIDEST * page.dpi) / 25.4];
  return piecesOf(broad).flatMap((box) => {
    const [w, h] = [box.x1 - box.x0, box.y1 - box.y0];
    if (smallerSide(box) < least || Math.max(w, h) > most) return [];
    const frame = pieceAt(box, broad);
    if (!frame || !isClosed(frame) || !isFramed({ x0: 0, y0: 0, x1: w, y1: h }, frame, page.dpi)) return [];
    if (!isOnPrint(box, frame, page) || (isUpright(frame) && isOfCells(box, page))) return [];
    return [{ box, frame }];
  });
}

function smallerSide({ x0, y0, x1, y1 }: Region): number {
  return Math.min(x1 - x0, y1 - y0);
}

/** Whether two boxes have most of the smaller one in common. */
function areOne(a: Region, b: Region): boolean {
  const [x0, x1] = [Math.max(a.x0, b.x0), Math.min(a.x1, b.x1)];
  const [y0, y1] = [Math.max(a.y0, b.y0), Math.min(a.y1, b.y1)];
  return x0 < x1 && y0 < y1 && 2 * areaOf({ x0, y0, x1, y1 }) > Math.min(areaOf(a), areaOf(b));
}

/** The piece that fills a box, by itself. */
function pieceAt({ x0, y0, x1, y1 }: Region, { width, data: broad }: Raster): Raster | undefined {
  const [w, h] = [x1 - x0, y1 - y0];
  const data = new Uint8Array(w * h);
  const isBroad = (x: number, y: number): boolean => broad[(y0 + y) * width + x0 + x] === 0;
  for (let start = 0; start < h; start++) {
    if (!isBroad(0, start) || data[start * w]) continue;
    const open = [start * w];
    data[start * w] = INKED;
    let [right, top, foot] = [0, h, 0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % w, Math.floor(at / w)];
      right = Math.max(right, x);
      top = Math.min(top, y);
      foot = Math.max(foot, y);
      for (let v = Math.max(0, y - 1); v <= Math.min(h - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(w - 1, x + 1); u++) {
          if (data[v * w + u] || !isBroad(u, v)) continue;
          data[v * w + u] = INKED;
          open.push(v * w + u);
        }
      }
    }
    if (right === w - 1 && top === 0 && foot === h - 1) return { width: w, height: h, data };
    data.fill(0);
  }
  return undefined;
}

/** Whether a frame closes something in: nearly everywhere, across and down, it has two sides. */
function isClosed({ width, height, data }: Raster): boolean {
  const share = (lines: number, length: number, at: (i: number, j: number) => number): number => {
    let two = 0;
    for (let i = 0; i < lines; i++) {
      let [first, last] = [0, length - 1];
      while (first < length && !data[at(i, first)]) first++;
      while (last > first && !data[at(i, last)]) last--;
      let gap = first;
      while (gap < last && data[at(i, gap)]) gap++;
      if (gap < last) two++;
    }
    return two / lines;
  };
  return (
    share(height, width, (i, j) => i * width + j) >= CLOSED && share(width, height, (i, j) => j * width + i) >= CLOSED
  );
}

/** Whether print comes to the outermost strokes of a frame from outside, at some places at least. */
function isOnPrint({ x0, y0 }: Region, frame: Raster, { width, height, data, dpi }: Picture): boolean {
  const broadest = (STROKE * dpi) / 25.4;
  let touches = 0;
  const look = (lines: number, length: number, at: (i: number, j: number) => readonly [number, number]): void => {
    const isFrame = (i: number, j: number): boolean => {
      const [x, y] = at(i, j);
      return frame.data[y * frame.width + x] !== 0;
    };
    const isPrint = (i: number, j: number): boolean => {
      const [x, y] = [x0 + at(i, j)[0], y0 + at(i, j)[1]];
      return x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]! < INK;
    };
    for (const step of [1, -1]) {
      let before = false;
      for (let i = 0; i < lines; i++) {
        let first = step > 0 ? 0 : length - 1;
        while (first >= 0 && first < length && !isFrame(i, first)) first += step;
        let to = first;
        while (to >= 0 && to < length && isFrame(i, to)) to += step;
        let touching = to !== first && Math.abs(to - first) <= broadest;
        for (let off = 1; touching && off <= TOUCH; off++) touching = isPrint(i, first - step * off);
        if (touching && !before) touches++;
        before = touching;
      }
    }
  };
  look(frame.height, frame.width, (i, j) => [j, i]);
  look(frame.width, frame.height, (i, j) => [i, j]);
  return touches >= TOUCHES;
}

/** Whether a frame is one about cells of a table: lines go on beyond its corners as its sides run. */
function isOfCells({ x0, y0, x1, y1 }: Region, { width, height, data, dpi }: Picture): boolean {
  const [near, line] = [Math.round((CORNER * dpi) / 25.4), Math.round((LINE * dpi) / 25.4)];
  const goesOn = (x: number, y: number, dx: number, dy: number): boolean => {
    for (let off = TOUCH; off < TOUCH + line; off++) {
      const [u, v] = [x + dx * off, y + dy * off];
      if (u < 0 || v < 0 || u >= width || v >= height || data[v * width + u]! >= INK) return false;
    }
    return true;
  };
  for (let off = 0; off < near; off++) {
    for (const y of [y0 + off, y1 - 1 - off]) if (goesOn(x0, y, -1, 0) || goesOn(x1 - 1, y, 1, 0)) return true;
    for (const x of [x0 + off, x1 - 1 - off]) if (goesOn(x, y0, 0, -1) || goesOn(x, y1 - 1, 0, 1)) return true;
  }
  return false;
}

/** Whether the middle of the upper side of a frame is level. */
function isUpright({ width, height, data }: Raster): boolean {
  let [highest, lowest] = [height, 0];
  const margin = Math.floor(width / 5);
  for (let x = margin; x < width - margin; x++) {
    let y = 0;
    while (y < height && !data[y * width + x]) y++;
    highest = Math.min(highest, y);
    lowest = Math.max(lowest, y);
  }
  return lowest - highest <= Math.max(UNEVEN, LEVEL * width);
}

/** Of the broad strokes in the box of a stamp, those that are broad by all means, and pieces larger than print: black. */
function inkWithin(box: Region, broad: Raster, strict: Raster, dpi: number): Raster {
  const ink = crop(strict, box);
  const least = (LARGE * dpi) / 25.4;
  const part = crop(broad, box);
  for (const { x0, y0, x1, y1 } of piecesOf(part)) {
    if (smallerSide({ x0, y0, x1, y1 }) < least) continue;
    for (let y = y0; y < y1; y++)
      for (let at = y * part.width + x0; at < y * part.width + x1; at++) if (part.data[at] === 0) ink.data[at] = 0;
  }
  return ink;
}

/** Marks the strokes of a stamp, its frame and what is as broad within, as covered, and all that it closes in. */
function cover(
  { x0, y0 }: Region,
  frame: Raster,
  ink: Raster,
  { width, height, dpi }: Picture,
  { covered, within }: Marks,
): void {
  const edge = Math.max(1, Math.round((EDGE * dpi) / 25.4));
  const { width: w, height: h } = frame;
  for (let v = 0; v < h; v++) {
    const row = frame.data.subarray(v * w, (v + 1) * w);
    const [first, last] = [row.findIndex((is) => is !== 0), row.findLastIndex((is) => is !== 0)];
    if (first < 0) continue;
    within.fill(1, (y0 + v) * width + x0 + first, (y0 + v) * width + x0 + last + 1);
    for (let u = first; u <= last; u++) {
      if (!row[u] && ink.data[v * w + u]) continue;
      for (let y = Math.max(0, y0 + v - edge); y <= Math.min(height - 1, y0 + v + edge); y++) {
        const from = y * width + Math.max(0, x0 + u - edge);
        covered.fill(1, from, Math.min((y + 1) * width, from + 2 * edge + 1));
      }
    }
  }
}

/** Gives back the lines that went through the strokes that were taken away: of each, enough is left beside them. */
function leadOn(box: Region, { width, height, data, dpi }: Picture, clean: Uint8Array, covered: Uint8Array): void {
  const line = Math.round((LINE * dpi) / 25.4);
  const [x0, y0] = [Math.max(0, box.x0 - 2 * line), Math.max(0, box.y0 - 2 * line)];
  const [x1, y1] = [Math.min(width, box.x1 + 2 * line), Math.min(height, box.y1 + 2 * line)];
  const along = (start: number, step: number, length: number): void => {
    for (let i = 0; i < length; i++) {
      if (data[start + i * step]! >= INK) continue;
      const from = i;
      while (i < length && data[start + i * step]! < INK) i++;
      let [first, last] = [from, i];
      while (first < i && !covered[start + first * step]) first++;
      while (last > first && !covered[start + (last - 1) * step]) last--;
      const [before, behind] = [first - from, i - last];
      if (last <= first || (Math.min(before, behind) < line && Math.max(before, behind) < 2 * line)) continue;
      for (let j = first; j < last; j++) clean[start + j * step] = data[start + j * step]!;
    }
  };
  for (let y = y0; y < y1; y++) along(y * width + x0, 1, x1 - x0);
  for (let x = x0; x < x1; x++) along(y0 * width + x, width, y1 - y0);
}
