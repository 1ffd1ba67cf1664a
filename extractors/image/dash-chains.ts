import { piecesOf } from './blobs.js';
import type { Blob } from './blobs.js';
import type { Picture, Region } from './raster.js';

/** Millimetres: a dash or dot of a line is no thicker, and no longer even where two of them meet. */
const THICK = 0.5;
const LONGEST = 13;
/** Millimetres: the widest gap between them; they stand at one height, nearly. */
const GAP = 1.45;
const ASTRAY = 0.2;
/** Gaps are hardly wider than the dashes are long. */
const SPARSE = 1.7;
/** A line has so many dashes at least, and so many millimetres. */
const DASHES = 5;
const SHORTEST = 4.5;
/** Millimetres: dashes so near behind the end of a line, at its height, are its own. */
const AFAR = 40;
/** Millimetres beside an upright line where cells leave room, and the share of it that print may come so near to. */
const BESIDE = [0.5, 1] as const;
const MOST_CROWDED = 0.3;
/** A page with fewer dashes has no such lines. */
const FEW = 40;

/** Whether some lines of a page may be dotted or dashed. */
export function hasDashes(pieces: readonly Blob[], dpi: number): boolean {
  const millimetre = dpi / 25.4;
  let count = 0;
  for (const piece of pieces) if (isDash(piece, millimetre) || isDash(transposedBox(piece), millimetre)) count++;
  return count >= FEW;
}

/**
 * An evened page whose dotted and dashed lines are whole ones. Dashes are pieces of print that stand by themselves,
 * thin and level, many of them at one height at small distances: strokes of characters do not.
 */
export function withDashesClosed(page: Picture): Picture {
  const { width, data, dpi } = page;
  const millimetre = dpi / 25.4;
  const pieces = piecesOf(page);
  const closed = Uint8Array.from(data);
  const fill = ({ x0, y0, x1, y1 }: Region, grey: number): void => {
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) closed[y * width + x] = Math.min(closed[y * width + x]!, grey);
  };
  const greyOf = ({ x0, y0, x1, y1 }: Region): number => data[((y0 + y1 - 1) >> 1) * width + ((x0 + x1) >> 1)]!;
  for (const gap of gapsIn(pieces, page, millimetre)) fill(gap.box, greyOf(gap.dash));
  for (const gap of gapsIn(pieces.map(transposedBox), page, millimetre, true))
    fill(transposedBox(gap.box), greyOf(transposedBox(gap.dash)));
  return { ...page, data: closed };
}

/** What is to be filled, and a dash beside it. */
interface Gap {
  box: Region;
  dash: Region;
}

function gapsIn(pieces: readonly Region[], page: Picture, millimetre: number, turned = false): Gap[] {
  const ink = inkOf(page, turned);
  const reach = Math.round(GAP * millimetre);
  const gaps: Gap[] = [];
  const lines = linesAmong(linked(chainsOf(pieces, ink, millimetre), ink, millimetre), ink, millimetre);
  for (const chain of turned ? lines.filter((line) => !isCrowded(line, ink, millimetre)) : lines) {
    for (const [i, dash] of chain.entries()) {
      const next = chain[i + 1];
      if (next) {
        const [y0, y1] = [Math.max(dash.y0, next.y0), Math.min(dash.y1, next.y1)];
        gaps.push({ box: { x0: dash.x1, x1: next.x0, y0: Math.min(y0, y1 - 1), y1 }, dash });
      }
    }
    // At its ends a line meets others, where its last dash is one piece with theirs, or theirs has a gap there too.
    const [first, last] = [chain[0]!, chain.at(-1)!];
    const usual = chain.length > 1 ? Math.round(1.3 * gapOf(chain) + 1) : reach;
    const before = walk(1 - first.x0, reach, (x) => ink(-x, middleOf(first))) ?? usual - first.x0;
    const behind = walk(last.x1, reach, (x) => ink(x, middleOf(last))) ?? last.x1 + usual;
    gaps.push({ box: { ...first, x0: Math.max(0, -before), x1: first.x0 }, dash: first });
    gaps.push({ box: { ...last, x0: last.x1, x1: Math.min(turned ? page.height : page.width, behind) }, dash: last });
  }
  return gaps;
}

type Ink = (x: number, y: number) => boolean;

function inkOf({ width, height, data }: Picture, turned: boolean): Ink {
  return (x, y) => {
    const [column, row] = turned ? [y, x] : [x, y];
    return column >= 0 && row >= 0 && column < width && row < height && data[row * width + column]! < 170;
  };
}

function middleOf({ y0, y1 }: Region): number {
  return (y0 + y1 - 1) >> 1;
}

/** Chains made one over a dash that is one piece with the line that crosses there. */
function linked(chains: readonly Region[][], ink: Ink, millimetre: number): Region[][] {
  const [reach, longest] = [Math.round(GAP * millimetre), Math.round(LONGEST * millimetre)];
  const astray = Math.ceil(ASTRAY * millimetre);
  const starting = new Map<number, Region[][]>();
  for (const chain of chains) {
    const x = chain[0]!.x0;
    starting.set(x, [...(starting.get(x) ?? []), chain]);
  }
  const taken = new Set<Region[]>();
  const whole: Region[][] = [];
  for (const chain of [...chains].sort((a, b) => a[0]!.x0 - b[0]!.x0)) {
    if (taken.has(chain)) continue;
    const line = [...chain];
    for (;;) {
      const last = line.at(-1)!;
      const y = middleOf(last);
      const from = walk(last.x1, reach, (x) => ink(x, y));
      const to = from === undefined ? undefined : walk(from, longest, (x) => !ink(x, y));
      if (from === undefined || to === undefined) break;
      let next: Region[] | undefined;
      for (let x = to; x <= to + reach && !next; x++) {
        next = starting.get(x)?.find((other) => Math.abs(middleOf(other[0]!) - y) <= astray && !taken.has(other));
      }
      // The bare line that crosses is no dash: the ones of a column of figures are not led on over it.
      const bare = to - from < 0.5 * Math.min(last.x1 - last.x0, next ? next[0]!.x1 - next[0]!.x0 : 0);
      if (!next || bare) break;
      taken.add(next);
      line.push({ ...last, x0: from, x1: to }, ...next);
    }
    whole.push(line);
  }
  return whole;
}

/** The first place from `from` on, within `most` pixels, of which something is true. */
function walk(from: number, most: number, isThere: (x: number) => boolean): number | undefined {
  for (let x = from; x <= from + most; x++) if (isThere(x)) return x;
  return undefined;
}

/** Level dashes in a row. */
function chainsOf(pieces: readonly Region[], ink: Ink, millimetre: number): Region[][] {
  const dashes = pieces.filter((piece) => isDash(piece, millimetre)).sort((a, b) => a.x0 - b.x0);
  const astray = Math.max(1, ASTRAY * millimetre);
  const most = GAP * millimetre;
  const open = new Map<number, Region[][]>();
  const chains: Region[][] = [];
  for (const dash of dashes) {
    const at = (dash.y0 + dash.y1) / 2;
    let found: Region[] | undefined;
    const y = middleOf(dash);
    for (let row = Math.floor(at - astray); row <= Math.ceil(at + astray); row++) {
      for (const chain of open.get(row) ?? []) {
        const last = chain.at(-1)!;
        const gap = dash.x0 - last.x1;
        if (gap <= 0 || gap > most || Math.abs((last.y0 + last.y1) / 2 - at) > astray) continue;
        if (!found || found.at(-1)!.x1 < last.x1) found = chain;
      }
    }
    // Behind a line that crosses there are other dashes, or the ones of the next row.
    if (found && walk(found.at(-1)!.x1, dash.x0 - found.at(-1)!.x1 - 1, (x) => ink(x, y)) !== undefined)
      found = undefined;
    if (!found) chains.push((found = []));
    found.push(dash);
    const row = Math.round(at);
    const there = open.get(row);
    if (!there) open.set(row, [found]);
    else if (!there.includes(found)) there.push(found);
  }
  return chains;
}

/** The chains that are lines, and those that go on where a long one of such lines ends. */
function linesAmong(chains: readonly Region[][], ink: Ink, millimetre: number): Region[][] {
  const lines = chains.filter((chain) => isLine(chain, ink, millimetre));
  const byRow = new Map<number, Region[][]>();
  for (const line of lines) {
    if (line.length < DASHES) continue;
    const row = middleOf(line[0]!);
    byRow.set(row, [...(byRow.get(row) ?? []), line]);
  }
  const astray = Math.ceil(ASTRAY * millimetre);
  const goesOn = (chain: readonly Region[]): boolean => {
    const row = middleOf(chain[0]!);
    for (let near = row - astray; near <= row + astray; near++) {
      for (const line of byRow.get(near) ?? []) {
        const apart = Math.max(line[0]!.x0 - chain.at(-1)!.x1, chain[0]!.x0 - line.at(-1)!.x1);
        if (apart < AFAR * millimetre) return true;
      }
    }
    return false;
  };
  const found = new Set(lines);
  return [...lines, ...chains.filter((chain) => !found.has(chain) && goesOn(chain))];
}

function isLine(chain: readonly Region[], ink: Ink, millimetre: number): boolean {
  const [first, last] = [chain[0]!, chain.at(-1)!];
  if (chain.length < 2 || last.x1 - first.x0 < SHORTEST * millimetre) return false;
  const gap = gapOf(chain);
  if (gap > SPARSE * middleValue(chain.map(({ x0, x1 }) => x1 - x0)) + 1) return false;
  if (chain.length >= DASHES) return true;
  // A short one has its first and last dash in the lines that it ends on; a long stroke for "nothing" does not reach them.
  const reach = Math.round(1.6 * gap + 1);
  return (
    walk(last.x1, reach, (x) => ink(x, middleOf(last))) !== undefined &&
    walk(1 - first.x0, reach, (x) => ink(-x, middleOf(first))) !== undefined
  );
}

/** Whether print stands beside much of an upright chain: strokes of characters that stand under one another have it. */
function isCrowded(chain: readonly Region[], ink: Ink, millimetre: number): boolean {
  const [near, far] = BESIDE.map((away) => Math.round(away * millimetre)) as [number, number];
  let [length, crowded] = [0, 0];
  for (const dash of chain) {
    const y = middleOf(dash);
    for (let x = dash.x0; x < dash.x1; x++) {
      length++;
      let isThere = false;
      for (let away = near; away <= far && !isThere; away++) isThere = ink(x, y - away) || ink(x, y + away);
      if (isThere) crowded++;
    }
  }
  return crowded > MOST_CROWDED * length;
}

/** The usual gap between the dashes of a chain. */
function gapOf(chain: readonly Region[]): number {
  return middleValue(chain.slice(1).map((dash, i) => dash.x0 - chain[i]!.x1));
}

function middleValue(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function isDash({ x0, y0, x1, y1 }: Region, millimetre: number): boolean {
  const [length, thick] = [x1 - x0, y1 - y0];
  return thick <= Math.max(2, THICK * millimetre) && length >= 1.2 * thick && length <= LONGEST * millimetre;
}

function transposedBox({ x0, y0, x1, y1 }: Region): Region {
  return { x0: y0, y0: x0, x1: y1, y1: x1 };
}
