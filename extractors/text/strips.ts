import { isFigure, isSerial } from './cells.js';
import { narrowed, type Gutter } from './gutters.js';
import type { SpacedLine, Span } from './spaced-lines.js';
import { OF_WHICH } from './words.js';

/** Lines of so many stretches show the columns; in others merged cells reach over them. */
export const FULL = 3;
const ENOUGH = 3;
/** A header and its only row, of so many stretches each, are no chance. */
const WIDE = 5;
/** Nobody prints more columns. */
const MOST_STRIPS = 120;
/** What stands together between two strips, and what it costs to keep a line of both sides in one column. */
const TOGETHER = 2;
const HEADLESS = 0.7;
const BARE = 0.3;
/** A blank between what is one column: of two sides the nearer one. */
const APART = 0.002;
/** A second label that stands neither over nor under the first. */
const SECOND = 1.1;

/** What stands between two strips: in which lines, and whether these are labels of the header or figures below. */
export interface Cluster {
  lines: Set<number>;
  headed: boolean;
  filled: boolean;
  /** Display columns that its words take, and how many of its stretches are figures. */
  left: number;
  right: number;
  figures: number;
  /** How often words begin, or end, with two signs: 指标 in 质量指标, 数量指标; and how many words there are. */
  marks: Map<string, number>;
  words: number;
}

/** Counts the first two signs and the last two of a label or sentence. */
export function addWord(cluster: Pick<Cluster, 'marks' | 'words'>, word: string): void {
  if (word.length < 3 || isFigure(word)) return;
  cluster.words++;
  for (const mark of [`${word.slice(0, 2)}…`, `…${word.slice(-2)}`])
    cluster.marks.set(mark, (cluster.marks.get(mark) ?? 0) + 1);
}

/** Strips of a page, what stands between them, and after which clusters a column ends. */
export interface Strips {
  strips: Gutter[];
  clusters: Cluster[];
  ends: number[];
}

/**
 * Gutters of text in which what stands in one column never overlaps with what stands in another, as pdftotext lays out a
 * page: strips that hold nothing from top to bottom. A label and the figures below may have a strip between them, too: what
 * never stands on one line is one column where that leaves fewer columns without a label. Undefined where nothing, or too
 * much, is parted.
 */
export function findStrips(rows: readonly SpacedLine[]): Gutter[] | undefined {
  const found = readStrips(rows);
  return (
    found &&
    narrowed(
      found.ends.map((last) => found.strips[last]!),
      rows,
    )
  );
}

export function readStrips(rows: readonly SpacedLine[]): Strips | undefined {
  const full = rows.filter(({ spans }) => spans.length >= FULL);
  const base =
    full.length >= ENOUGH || isOneRow(full) ? withParts(rows) : rows.filter(({ spans }) => spans.length >= 2);
  const strips = stripsOf(base);
  if (strips.length === 0 || strips.length > MOST_STRIPS) return undefined;
  const clusters = clustersOf(base, strips);
  fillByLoneLines(rows, clusters);
  return { strips, clusters, ends: group(clusters, strips) };
}

function isOneRow([header, row, ...others]: readonly SpacedLine[]): boolean {
  return (
    others.length === 0 &&
    header !== undefined &&
    header.spans.length >= WIDE &&
    row?.spans.length === header.spans.length
  );
}

/**
 * Lines of several stretches, and two labels below those of the header, which are parts of what stands above them, or of
 * which one stands to the right of all columns.
 */
function withParts(rows: readonly SpacedLine[]): SpacedLine[] {
  const head = rows.findIndex(({ spans }) => spans.length >= FULL);
  const body = rows.findIndex(({ spans }) => spans.slice(1).some(({ piece }) => isFigure(piece.text)));
  let end = 0;
  for (const { spans } of rows) if (spans.length >= FULL) end = Math.max(end, spans[spans.length - 1]!.right);
  return rows.filter(({ spans }, at) => {
    if (spans.length >= FULL) return true;
    // 1    2 3=1+2 has lost a gap.
    if (spans.length !== 2 || at >= body || spans.some(({ piece }) => /[\d\s]/u.test(piece.text))) return false;
    return at > head || (spans[1]!.left > end && !spans.some(({ piece }) => OF_WHICH.test(piece.text)));
  });
}

/** Runs of columns in which no line prints a sign but those that reach over columns, and at least one has a gap. */
function stripsOf(base: readonly SpacedLine[]): Gutter[] {
  const isMerged = bridging(base);
  const cover: number[] = [];
  const gaps: number[] = [];
  const add = (to: number[], from: number, end: number) => {
    if (end <= from) return;
    to[from] = (to[from] ?? 0) + 1;
    to[end] = (to[end] ?? 0) - 1;
  };
  for (const { spans } of base) {
    spans.forEach((span, at) => {
      if (!isMerged(span)) for (const [from, to] of wordsOf(span)) add(cover, from, to);
      const next = spans[at + 1];
      if (next) add(gaps, span.right, next.left);
    });
  }
  for (const counts of [cover, gaps]) {
    let sum = 0;
    for (let x = 0; x < counts.length; x++) counts[x] = sum += counts[x] ?? 0;
  }
  const strips: Gutter[] = [];
  let from: number | undefined;
  let needed = false;
  for (let x = 0; x < cover.length; x++) {
    if ((cover[x] ?? 0) === 0) {
      from ??= x;
      needed ||= (gaps[x] ?? 0) > 0;
      continue;
    }
    if (from !== undefined && needed) strips.push({ from, to: x });
    from = undefined;
    needed = false;
  }
  return strips;
}

/** Whether a stretch reaches over the whole of two gaps of other lines. */
function bridging(base: readonly SpacedLine[]): (span: Span) => boolean {
  /** By where gaps begin: where the two of them that end first do. */
  const ends: [number, number][] = [];
  for (const { spans } of base) {
    for (let at = 1; at < spans.length; at++) {
      const { right: from } = spans[at - 1]!;
      const { left: to } = spans[at]!;
      const [first, second] = ends[from] ?? [Infinity, Infinity];
      ends[from] = to < first ? [to, first] : [first, Math.min(second, to)];
    }
  }
  return ({ left, right }) => {
    let count = 0;
    for (let x = left; x < right && count < 2; x++) {
      const [first, second] = ends[x] ?? [Infinity, Infinity];
      count += (first <= right ? 1 : 0) + (second <= right ? 1 : 0);
    }
    return count >= 2;
  };
}

/** The words of a stretch, in display columns: `[left, right)`. */
function wordsOf({ piece: { text }, left }: Span): [number, number][] {
  return Array.from(text.matchAll(/\S+/g), ({ index, 0: word }) => [left + index, left + index + word.length]);
}

function clustersOf(base: readonly SpacedLine[], strips: readonly Gutter[]): Cluster[] {
  const clusters = Array.from({ length: strips.length + 1 }, (): Cluster => ({
    lines: new Set(),
    headed: false,
    filled: false,
    left: Infinity,
    right: -Infinity,
    figures: 0,
    marks: new Map(),
    words: 0,
  }));
  let header = true;
  base.forEach(({ spans }, at) => {
    const figures = spans.slice(1).some(({ piece }) => isFigure(piece.text));
    if (figures && !spans.every(({ piece }) => isSerial(piece.text))) header = false;
    for (const span of spans) {
      for (const [left, right] of wordsOf(span)) {
        const index = strips.findIndex(({ to }) => left < to);
        const cluster = clusters[index < 0 ? strips.length : index]!;
        if (index >= 0 && right > strips[index]!.from + 1) continue;
        cluster.left = Math.min(cluster.left, left);
        cluster.right = Math.max(cluster.right, right);
        if (!cluster.lines.has(at) && isFigure(span.piece.text)) cluster.figures++;
        addWord(cluster, span.piece.text.slice(left - span.left, right - span.left));
        cluster.lines.add(at);
        if (!header) cluster.filled = true;
        else if (!OF_WHICH.test(span.piece.text)) cluster.headed = true;
      }
    }
  });
  return clusters;
}

/** Sentences alone on their lines below a label of their own, as remarks beside the middle of a row are printed. */
function fillByLoneLines(rows: readonly SpacedLine[], clusters: readonly Cluster[]): void {
  const last = clusters[clusters.length - 1]!;
  if (last.filled || !last.headed) return;
  const body = rows.findIndex(({ spans }) => spans.slice(1).some(({ piece }) => isFigure(piece.text)));
  const end = clusters[clusters.length - 2]?.right ?? Infinity;
  last.filled = rows.some(({ spans }, at) => at >= body && spans.length === 1 && spans[0]!.left >= end);
}

/** Neighbouring clusters joined to columns at the least cost: the last cluster of each column but the last one. */
function group(clusters: readonly Cluster[], strips: readonly Gutter[]): number[] {
  const headed = clusters.some((cluster) => cluster.headed);
  const best = [0];
  const from = [0];
  for (let end = 1; end <= clusters.length; end++) {
    best[end] = Infinity;
    const lines = new Set<number>();
    let together = 0;
    let apart = 0;
    let column = { labels: 0, filled: false };
    for (let start = end - 1; start >= 0; start--) {
      const cluster = clusters[start]!;
      if (start < end - 1) apart += strips[start]!.to - strips[start]!.from;
      for (const line of cluster.lines) if (lines.has(line)) together++;
      for (const line of cluster.lines) lines.add(line);
      column = { labels: column.labels + (cluster.headed ? 1 : 0), filled: column.filled || cluster.filled };
      const labels = column.labels === 0 ? (headed ? HEADLESS : 0) : SECOND * (column.labels - 1);
      const cost =
        best[start]! +
        1 +
        TOGETHER * together +
        labels +
        (column.filled ? 0 : BARE * Math.max(1, column.labels)) +
        APART * apart;
      if (cost < best[end]! - 1e-9) [best[end], from[end]] = [cost, start];
    }
  }
  const lasts: number[] = [];
  for (let at = clusters.length; at > 0; at = from[at]!) if (from[at]! > 0) lasts.unshift(from[at]! - 1);
  return lasts;
}
