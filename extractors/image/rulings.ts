import { Components } from '../grid/components.js';
import type { Ruling } from '../grid/ruling.js';
import { closed } from './dashes.js';
import { transposed } from './raster.js';
import type { Picture, Raster } from './raster.js';

/** Millimetres: how far from a line its paper is looked for, and over what length along it the print is averaged. */
const BESIDE = 0.7;
const ALONG = 2.4;
/** A line is darker than its paper on both sides by this (grey levels of an evened picture). */
const DARKER = 15;
/** Millimetres: scratches in a line that are bridged; pieces that are shorter than a line of a table; lines that need
 * no other line to end on. */
const GAP = 1;
const BRIDGE = 3;
const PIECE = 9;
const SHORT = 4;
const LONG = 28;
/** Millimetres by which a line may miss the one that it ends on; the stroke of a character misses it by more. */
const MISS = 0.45;
/** Millimetres by which the ink of a line strays from its place. */
const ABOUT = 0.25;
/** Millimetres: a line of one row alone, and by how little it misses its ends; in tight rows print stands as near. */
const ROW = 8;
const TOUCH = 0.22;
/** How solid a short line must be by itself, and where the same line stands elsewhere in the table. */
const SOLID = 0.95;
const BROKEN = 0.7;
/** How solid a long line must be: strokes of a whole line of text that happen to lie at one height are less. */
const LINE = 0.85;
/** Millimetres: a scratch through a line. */
const SCRATCH = 2.6;
/** What must be left of a line where it was scratched, if it touches the lines at both ends, or at one of them. */
const LEFT = 0.4;
const MOSTLY = 0.6;
/** Where broken lines meet others they are seldom broken; strokes that stand in rows touch one line of two at the most. */
const HANGING = 0.65;
/** Millimetres: a longer trace that touches only one line, with paper on both sides, is a line that was scratched. */
const SCRATCHED = 5;
/** A part of a line is one too if it is at least this solid against the rest. */
const STROKE = 0.93;
/** The share of a line's ink that has paper on both sides; of a dashed one. */
const ALONE = 0.75;
const LONELY = 0.88;
/** Of a broad stroke, no more of the ink has paper on both sides; that of a seal is fainter than the lines about it. */
const BROAD = 0.2;
const FAINTER = 0.9;
/** Millimetres: a longer piece beyond the last crossing line is no stroke. */
const MOST_OVERHANG = 9;

/** A traced line in pixels: `at` across it, `from`–`to` along it. */
interface Trace {
  at: number;
  from: number;
  to: number;
  /** For each pixel along it, 1 where it is really dark. */
  dark: Uint8Array;
  /** How dark it is where it is there, 0–255. */
  depth: number;
  /** The share of its ink that has paper on both sides. */
  alone: number;
  /** The share of it that was dark before the gaps of dots, dashes and scratches were closed. */
  inked: number;
}

/**
 * The ruling lines of an evened, upright picture, in points. A line is a ridge: darker than its paper 0.7 mm away on
 * both sides, however faint or thin. Strokes of characters pass that test too, so a short line must end on lines that
 * cross it.
 */
export function rulingsOf(page: Picture): Ruling[] {
  const millimetre = page.dpi / 25.4;
  const turned = transposed(page);
  const kept = anchored(
    joined(ridges(page, millimetre), millimetre),
    joined(ridges(turned, millimetre), millimetre),
    { level: page, upright: turned },
    millimetre,
  );
  const { level, upright } = whole(
    {
      level: kept.level.map((line) => prolonged(line, kept.upright, page, millimetre)),
      upright: kept.upright.map((line) => prolonged(line, kept.level, turned, millimetre)),
    },
    millimetre,
  );
  const point = 72 / page.dpi;
  const closedIn = enclosed(upright, level, millimetre);
  return [
    ...level.map(({ at, from, to }): Ruling => ({
      x0: from * point,
      x1: to * point,
      y0: at * point,
      y1: at * point,
      source: 'line',
    })),
    ...closedIn.map(({ at, from, to }): Ruling => ({
      x0: at * point,
      x1: at * point,
      y0: from * point,
      y1: to * point,
      source: 'line',
    })),
  ];
}

/** Level ridges, traced. */
function ridges({ width, height, data }: Raster, millimetre: number): Trace[] {
  const half = Math.max(2, Math.round((ALONG * millimetre) / 2));
  const beside = Math.max(2, Math.round(BESIDE * millimetre));
  const gap = Math.round(GAP * millimetre);
  const least = Math.round(2 * millimetre);
  const window = 2 * half + 1;
  const averaged = new Uint8Array(width * height);
  const meanOf = Uint8Array.from({ length: 255 * window + 1 }, (_, sum) => sum / window);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    for (let x = -half; x <= half; x++) sum += data[row + Math.min(width - 1, Math.max(0, x))]!;
    for (let x = 0; x < width; x++) {
      averaged[row + x] = meanOf[sum]!;
      const [next, last] = [x + half + 1, x - half];
      sum += data[row + (next < width ? next : width - 1)]! - data[row + (last > 0 ? last : 0)]!;
    }
  }
  const runs: { y: number; from: number; to: number; weight: number }[] = [];
  const firstOf = new Int32Array(height + 1);
  for (let y = 0; y < height; y++) {
    firstOf[y] = runs.length;
    if (y < beside || y >= height - beside) continue;
    let from = -1;
    let last = -1;
    let weight = 0;
    const [row, up, down] = [y * width, (y - beside) * width, (y + beside) * width];
    for (let x = 0; x < width; x++) {
      const grey = averaged[row + x]!;
      if (grey > 255 - DARKER) continue;
      const depth = Math.min(averaged[up + x]!, averaged[down + x]!) - grey;
      if (depth < DARKER) continue;
      if (from < 0 || x - last > gap) {
        if (from >= 0 && last - from >= least) runs.push({ y, from, to: last + 1, weight });
        from = x;
        weight = 0;
      }
      last = x;
      weight += depth;
    }
    if (from >= 0 && last - from >= least) runs.push({ y, from, to: last + 1, weight });
  }
  firstOf[height] = runs.length;
  const sets = new Components(runs.length);
  for (let y = 1; y < height; y++) {
    let above = firstOf[y - 1]!;
    for (let i = firstOf[y]!; i < firstOf[y + 1]!; i++) {
      const run = runs[i]!;
      while (above < firstOf[y]! && runs[above]!.to <= run.from) above++;
      for (let j = above; j < firstOf[y]! && runs[j]!.from < run.to; j++) sets.join(i, j);
    }
  }
  const members = new Map<number, typeof runs>();
  for (const [i, run] of runs.entries()) {
    const root = sets.find(i);
    const list = members.get(root);
    if (list) list.push(run);
    else members.set(root, [run]);
  }
  const traces: Trace[] = [];
  for (const list of members.values()) traces.push(...straightened(list, millimetre));
  // The average along the line reaches half a window beyond its end.
  return traces.map((trace) => trimmed(trace, { width, height, data }, half, millimetre));
}

/** The runs of one ridge as a line: its place is that of its deepest runs. Blots that are no line are dropped. */
function straightened(
  runs: readonly { y: number; from: number; to: number; weight: number }[],
  millimetre: number,
): Trace[] {
  let [from, to, weights, sum] = [Infinity, -Infinity, 0, 0];
  for (const run of runs) {
    from = Math.min(from, run.from);
    to = Math.max(to, run.to);
    const weight = run.weight * (run.to - run.from);
    weights += weight;
    sum += weight * run.y;
  }
  if (to - from < SHORT * millimetre) return [];
  return [{ at: sum / weights + 0.5, from, to, dark: new Uint8Array(to - from), depth: 0, alone: 0, inked: 0 }];
}

/** A trace without the ends that only the averaging made, and where it is dark. */
function trimmed(trace: Trace, raster: Raster, most: number, millimetre: number): Trace {
  const { at, from, to } = trace;
  const darkness = new Uint8Array(to - from);
  const about = Math.max(1, Math.round(ABOUT * millimetre));
  for (let x = from; x < to; x++) darkness[x - from] = darkest(raster, x, at - about, at + about);
  const depth = usualDarkness(darkness);
  const { dark, alone } = inkAlong({ ...trace, depth }, from, to, raster, millimetre);
  let [left, right] = [from, to];
  while (left < to - 1 && left - from < most && !dark[left - from]) left++;
  while (right > left + 1 && to - right < most && !dark[right - 1 - from]) right--;
  const inner = (bits: Uint8Array): Uint8Array => bits.slice(left - from, right - from);
  const count = (bits: Uint8Array): number => bits.reduce((sum, bit) => sum + bit, 0);
  return {
    at,
    from: left,
    to: right,
    dark: closed(inner(dark), inner(alone), millimetre),
    depth,
    alone: count(alone) / Math.max(1, count(dark)),
    inked: count(inner(dark)) / Math.max(1, right - left),
  };
}

/** Where there is ink at the height of a line, and where that ink has paper on both sides. */
function inkAlong(
  { at, depth }: Pick<Trace, 'at' | 'depth'>,
  from: number,
  to: number,
  raster: Raster,
  millimetre: number,
): { dark: Uint8Array; alone: Uint8Array } {
  const [dark, alone] = [new Uint8Array(to - from), new Uint8Array(to - from)];
  const [near, far] = [0.42 * millimetre, BESIDE * millimetre];
  const about = Math.max(1, Math.round(ABOUT * millimetre));
  // A faint line is as solid as a black one: what counts is that it goes on.
  const least = Math.max(DARKER, 0.45 * depth);
  for (let x = from; x < to; x++) {
    if (darkest(raster, x, at - about, at + about) <= least) continue;
    dark[x - from] = 1;
    const beside = Math.max(darkest(raster, x, at - far, at - near), darkest(raster, x, at + near, at + far));
    if (beside < 0.6 * depth) alone[x - from] = 1;
  }
  return { dark, alone };
}

function darkest({ width, height, data }: Raster, x: number, top: number, bottom: number): number {
  let grey = 255;
  const last = Math.min(height - 1, Math.floor(bottom));
  for (let y = Math.max(0, Math.floor(top)); y <= last; y++) grey = Math.min(grey, data[y * width + x]!);
  return 255 - grey;
}

/** How dark a line is where it is there: of a dotted one, half is paper. */
function usualDarkness(darkness: Uint8Array): number {
  const sorted = Uint8Array.from(darkness).sort();
  const half = sorted[sorted.length >> 1]!;
  return half > DARKER ? half : sorted[Math.floor(0.75 * sorted.length)]!;
}

/** The share of a trace that is really dark. */
function solid({ dark }: Trace): number {
  return dark.reduce((sum, bit) => sum + bit, 0) / dark.length;
}

function cut(trace: Trace, left: number, right: number): Trace {
  const { from, to, dark } = trace;
  const [start, end] = [Math.max(from, left), Math.min(to, right)];
  return { ...trace, from: start, to: end, dark: dark.slice(start - from, end - from) };
}

/** Pieces of one line, parted by scratches and blots, made one. */
function joined(traces: readonly Trace[], millimetre: number): Trace[] {
  const lines: Trace[] = [];
  for (const trace of [...traces].sort((a, b) => a.from - b.from || a.at - b.at)) {
    const before = lines.find(
      (line) =>
        Math.abs(line.at - trace.at) <= 0.35 * millimetre &&
        trace.from - line.to <= BRIDGE * millimetre &&
        trace.from >= line.to - millimetre &&
        // Strokes of characters that stand under one another are no pieces of a line.
        Math.min(line.to - line.from, trace.to - trace.from) >= PIECE * millimetre,
    );
    if (!before) {
      lines.push({ ...trace });
      continue;
    }
    const [old, fresh] = [before.to - before.from, trace.to - trace.from];
    before.at = (before.at * old + trace.at * fresh) / (old + fresh);
    before.inked = (before.inked * old + trace.inked * fresh) / (old + fresh);
    const dark = new Uint8Array(Math.max(before.to, trace.to) - before.from);
    dark.set(before.dark);
    for (const [i, bit] of trace.dark.entries()) if (bit) dark[trace.from - before.from + i] = 1;
    before.to = before.from + dark.length;
    before.dark = dark;
  }
  return lines;
}

interface Lines {
  level: Trace[];
  upright: Trace[];
}

/**
 * Long lines, and the short ones that end on lines of the table at both ends. It grows from the long ones, because
 * the strokes of one character end on each other.
 */
function anchored(
  level: Trace[],
  upright: Trace[],
  along: { level: Raster; upright: Raster },
  millimetre: number,
): Lines {
  const isLong = (trace: Trace): boolean => trace.to - trace.from >= LONG * millimetre && solid(trace) >= LINE;
  // Strokes of print at one height look like a dashed line too: but other strokes hang on them, and no line crosses.
  const isLine = (trace: Trace, crossing: readonly Trace[]): boolean =>
    trace.alone >= (trace.inked >= LINE ? ALONE : LONELY) || isFramed(trace, crossing, millimetre);
  const long = { level: level.filter(isLong), upright: upright.filter(isLong) };
  const kept = {
    level: long.level.filter((trace) => isLine(trace, long.upright)),
    upright: long.upright.filter((trace) => isLine(trace, long.level)),
  };
  let rest = {
    level: level.filter((trace) => !kept.level.includes(trace)),
    upright: upright.filter((trace) => !kept.upright.includes(trace)),
  };
  for (;;) {
    const upright = rest.upright.flatMap((trace) => held(trace, kept.level, kept.upright, along.upright, millimetre));
    kept.upright.push(...upright);
    const level = rest.level.flatMap((trace) => held(trace, kept.upright, kept.level, along.level, millimetre));
    kept.level.push(...level);
    if (upright.length + level.length === 0) break;
    const isLeft = (trace: Trace): boolean => ![...upright, ...level].some((other) => covers(other, trace));
    rest = { level: rest.level.filter(isLeft), upright: rest.upright.filter(isLeft) };
  }
  return kept;
}

function whole({ level, upright }: Lines, millimetre: number): Lines {
  return {
    level: level.flatMap((line) => solidParts(line, upright, millimetre)),
    upright: upright.flatMap((line) => solidParts(line, level, millimetre)),
  };
}

/**
 * Upright lines without the strokes of a title between two tables: a line as short as a row parts cells, and beyond these
 * there are other lines, or there the lines end that it stands between.
 */
function enclosed(upright: readonly Trace[], level: readonly Trace[], millimetre: number): Trace[] {
  const miss = MISS * millimetre;
  let kept = [...upright];
  for (;;) {
    const left = kept.filter((line) => {
      if (line.to - line.from > ROW * millimetre) return true;
      const ends = level.filter(
        ({ at, from, to }) =>
          Math.min(Math.abs(at - line.from), Math.abs(at - line.to)) <= 2 * miss &&
          from <= line.at + miss &&
          to >= line.at - miss,
      );
      const isEnd = (end: (trace: Trace) => number): boolean =>
        ends.some((trace) => Math.abs(end(trace) - line.at) <= 2 * miss);
      const beside = kept.filter((other) => other.from <= line.from + 2 * miss && other.to >= line.to - 2 * miss);
      return (
        (isEnd(({ from }) => from) || beside.some(({ at }) => at < line.at - miss)) &&
        (isEnd(({ to }) => to) || beside.some(({ at }) => at > line.at + miss))
      );
    });
    if (left.length === kept.length) return kept;
    kept = left;
  }
}

/** A line led on to the lines that it should end on, where what is left of it says so. */
function prolonged(line: Trace, crossing: readonly Trace[], raster: Raster, millimetre: number): Trace {
  const reach = SCRATCH * millimetre;
  const across = crossing
    .filter((other) => line.at >= other.from - reach && line.at <= other.to + reach)
    .map((other) => Math.round(other.at))
    .sort((a, b) => a - b);
  let { from, to } = line;
  for (const at of across.filter((one) => one > to)) {
    if (!goesOnTo(line, to, at, across, raster, millimetre)) break;
    to = at + 1;
  }
  for (const at of across.filter((one) => one < from).reverse()) {
    if (!goesOnTo(line, from, at, across, raster, millimetre)) break;
    from = at;
  }
  const dark = new Uint8Array(to - from).fill(1);
  dark.set(line.dark, line.from - from);
  return { ...line, from, to, dark };
}

/**
 * Whether a line goes on from its end to a line that crosses it there. It does when its end hangs in the air just
 * before; else when pieces of it are there, the first or last of which touch what is known: strokes of characters
 * stand between lines.
 */
function goesOnTo(
  line: Trace,
  end: number,
  at: number,
  across: readonly number[],
  raster: Raster,
  millimetre: number,
): boolean {
  const miss = MISS * millimetre;
  if (Math.abs(at - end) <= miss) return true;
  const hangs = !across.some((other) => Math.abs(other - end) <= miss);
  if (hangs && Math.abs(at - end) <= SCRATCH * millimetre) return true;
  const [from, to] = at > end ? [end, at] : [at, end];
  const { dark, alone } = inkAlong(line, from, to, raster, millimetre);
  // The lines at both ends are themselves ink.
  const skip = Math.min(Math.round(0.5 * millimetre), dark.length >> 2);
  const inked = (bits: Uint8Array): number =>
    bits.subarray(skip, bits.length - skip).reduce((sum, bit) => sum + bit, 0);
  const share = inked(dark) / Math.max(1, dark.length - 2 * skip);
  const few = skip + Math.round(0.6 * millimetre);
  const touching = [dark.subarray(0, few), dark.subarray(-few)].filter((bits) => bits.every((bit) => bit === 1)).length;
  // Print that fills a cell from side to side touches the lines too.
  if (!hangs && (touching < 2 || share < MOSTLY)) return false;
  return touching > 0 && share >= (touching === 2 ? LEFT : MOSTLY) && inked(alone) >= ALONE * inked(dark);
}

/** Whether other lines cross it well inside, or stand at both of its ends. */
function isFramed(trace: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  const [inside, beside] = [1.5 * millimetre, 0.7 * millimetre];
  const wide = { ...trace, from: trace.from - beside, to: trace.to + beside };
  const meets = crossingsOf(wide, crossing, millimetre);
  const inner = meets.some((at) => at > trace.from + inside && at < trace.to - inside);
  return inner || (meets.some((at) => at < trace.from + inside) && meets.some((at) => at > trace.to - inside));
}

function covers(line: Trace, trace: Trace): boolean {
  return line.at === trace.at && line.from < trace.to && line.to > trace.from;
}

/** The part of a short trace between the outermost lines that it meets, where that is a line and no stroke. */
function held(
  trace: Trace,
  crossing: readonly Trace[],
  alike: readonly Trace[],
  raster: Raster,
  millimetre: number,
): Trace[] {
  const meets = crossingsOf(trace, crossing, millimetre);
  if (meets.length < 2) return meets.length === 1 ? scratched(trace, crossing, millimetre) : [];
  const part = cut(trace, Math.floor(meets[0]!), Math.ceil(meets.at(-1)!) + 1);
  if (part.to - part.from < SHORT * millimetre) return [];
  const overhang = trace.to - trace.from - (part.to - part.from);
  if (overhang > MOST_OVERHANG * millimetre) return [];
  // A stroke of a character leaves some paper between itself and the lines above and below.
  const share = solid(part);
  const goesOn = alike.some((other) => Math.abs(other.at - trace.at) <= 0.4 * millimetre && solid(other) >= SOLID);
  if (!goesOn && isOfSeal(part, crossing, millimetre)) return [];
  if (!goesOn) {
    const touches = (from: number, to: number): boolean =>
      to - from <= Math.max(1.5, TOUCH * millimetre) ||
      inkAlong(trace, Math.ceil(from), Math.floor(to), raster, millimetre).dark.every((bit) => bit === 1);
    if (part.to - part.from < ROW * millimetre && !(touches(meets[0]!, part.from) && touches(part.to, meets.at(-1)!)))
      return [];
    const length = part.to - part.from;
    const isStroke = branches(part, meets, raster, millimetre) > length / (1.5 * ROW * millimetre);
    if (isStroke && (share < SOLID || length < 3 * ROW * millimetre)) return [];
  }
  return share >= SOLID || (share >= BROKEN && goesOn) || isBrokenLine(part, crossing, millimetre) ? [part] : [];
}

/** How often print sets out from a stroke to either side, away from the lines that cross it: as from those of characters. */
function branches(
  { at, from, to, depth }: Trace,
  meets: readonly number[],
  raster: Raster,
  millimetre: number,
): number {
  const [near, far] = [Math.round(ABOUT * millimetre) + 1, Math.round(0.8 * millimetre)];
  const free = 0.5 * millimetre;
  let count = 0;
  for (const side of [-1, 1]) {
    let before = false;
    for (let x = from; x < to; x++) {
      let goesOff = !meets.some((place) => Math.abs(place - x) < free);
      for (let off = near; goesOff && off <= far; off++) {
        const y = Math.round(at - 0.5 + side * off);
        goesOff = darkest(raster, x, y, y) > 0.45 * depth;
      }
      if (goesOff && !before) count++;
      before = goesOff;
    }
  }
  return count;
}

/**
 * Whether the ink between lines that cross is a line that was broken here and there: most of it is there, with paper
 * beside it all along, and it hangs on the lines. Strokes of print in rows, the ones of a column of figures, stand apart
 * from them, or touch one of two.
 */
function isBrokenLine(part: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  const { dark, alone, from, to } = part;
  if (alone < LONELY) return false;
  let [ink, gap, widest] = [0, 0, 0];
  for (const bit of dark) {
    ink += bit;
    gap = bit ? 0 : gap + 1;
    widest = Math.max(widest, gap);
  }
  if (ink < MOSTLY * dark.length || widest > SCRATCH * millimetre) return false;
  const few = Math.round(1.1 * millimetre);
  const inked = (start: number): boolean => dark.subarray(start, start + few).every((bit) => bit === 1);
  const sides = crossingsOf(part, crossing, millimetre).flatMap((at) => {
    const place = Math.min(dark.length - 1, Math.max(0, Math.round(at) - from));
    const before = place >= few ? [inked(place - few)] : [];
    return place + few <= to - from ? [...before, inked(place)] : before;
  });
  const hanging = sides.filter((hangs) => hangs).length;
  return sides.length > 0 && hanging >= HANGING * sides.length;
}

/** The ring of a seal, seen in grey, between two lines of a table: a broad stroke that is fainter than they are. */
function isOfSeal(part: Trace, crossing: readonly Trace[], millimetre: number): boolean {
  const depths = crossing
    .filter((other) => crossingsOf(part, [other], millimetre).length > 0)
    .map(({ depth }) => depth);
  return part.alone < BROAD && part.depth < FAINTER * Math.min(...depths);
}

/** A trace that touches one line, and would touch another one were it not scratched there. */
function scratched(trace: Trace, crossing: readonly Trace[], millimetre: number): Trace[] {
  const reach = SCRATCH * millimetre;
  const wide = { ...trace, from: trace.from - reach, to: trace.to + reach };
  const meets = crossingsOf(wide, crossing, millimetre);
  if (meets.length < 2 || trace.to - trace.from < SCRATCHED * millimetre) return [];
  const [from, to] = [Math.floor(meets[0]!), Math.ceil(meets.at(-1)!) + 1];
  if (from > trace.from + MISS * millimetre || to < trace.to - MISS * millimetre) return [];
  if (solid(trace) < SOLID || trace.alone < ALONE) return [];
  return [{ ...trace, from, to, dark: new Uint8Array(to - from).fill(1) }];
}

/**
 * A line between the lines that it crosses: where it is far less solid than elsewhere, it is the stroke of a character
 * that stands in its way, or nothing at all.
 */
function solidParts(line: Trace, crossing: readonly Trace[], millimetre: number): Trace[] {
  const inner = crossingsOf(line, crossing, millimetre).map(Math.round);
  const ends = [line.from, ...inner.filter((at) => at > line.from && at < line.to), line.to];
  const parts: { from: number; to: number; share: number }[] = [];
  for (const [i, to] of ends.entries()) {
    const from = ends[i - 1];
    if (from === undefined) continue;
    const part = cut(line, from, to);
    parts.push({
      from,
      to,
      share: to - from < millimetre || isBrokenLine(part, crossing, millimetre) ? 1 : solid(part),
    });
  }
  const shares = parts.filter((part) => part.to - part.from >= millimetre).map((part) => part.share);
  const usual = shares.sort((a, b) => a - b)[shares.length >> 1] ?? 1;
  const pieces: Trace[] = [];
  let start: number | undefined;
  for (const [i, { from, to, share }] of parts.entries()) {
    if (share >= STROKE * usual) start ??= from;
    const last = i === parts.length - 1;
    if (start !== undefined && (last || share < STROKE * usual)) {
      const end = share < STROKE * usual ? from : to;
      if (end - start >= SHORT * millimetre) pieces.push(cut(line, start, end));
      start = undefined;
    }
  }
  return pieces;
}

/** Where other lines cross or touch a line, along it, in order. */
function crossingsOf({ at, from, to }: Trace, crossing: readonly Trace[], millimetre: number): number[] {
  const miss = MISS * millimetre;
  return crossing
    .filter(
      (other) => other.at >= from - miss && other.at <= to + miss && at >= other.from - miss && at <= other.to + miss,
    )
    .map((other) => other.at)
    .sort((a, b) => a - b);
}
