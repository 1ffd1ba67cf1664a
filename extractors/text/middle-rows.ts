import { areNumbers, isFigure } from './cells.js';
import { greatest } from './lines.js';
import type { PlacedLine } from './place-spans.js';
import { FINISHED, GRADE } from './words.js';

/** What it costs that a row has no figures, or those of several lines, and lines of distance from the middle. */
const NO_FIGURES = 3;
const SEVERAL = 6;
/** Lines of figures with which nothing is a row any more, nor with lines above it. */
const MOST_FIGURES = 3;
const FAR = 1.2;
const NEAR = 0.6;
const LABEL_FAR = 0.4;
/** A row that begins in the middle of a sentence. */
const BROKEN = 0.8;
const MOST_FAR = 4;
/** Half a line above or below is where print puts what stands in the middle of an even number of lines. */
const FREE = 0.5;
/** Rows of several lines that have to show where their figures stand. */
const ENOUGH = 3;
const MOST_ON_TOP = 0.4;

/** No label of a header. */
const SENTENCE = /[，。；;①-⑳\d]/u;

/** What it costs to take lines from one to another (exclusive) for a row whose cells have one middle. */
export type MiddleCost = (start: number, end: number) => number;

/**
 * Rows of sentences with figures in their middle, as PDF readers print cells that are centred from top to bottom: heights
 * are counted in lines of the column that prints the most words, for what stands beside the middle of two lines is
 * printed on a line of its own. Undefined where figures stand beside the first lines of `starts`, or no column is tall.
 */
export function findMiddles(
  lines: readonly PlacedLine[],
  starts: readonly number[],
  columns: number,
): MiddleCost | undefined {
  const graded = gradedLines(lines);
  const anchors = lines.map(({ spans }, at) => {
    const others = spans.filter(({ first }) => first > 0).map(({ piece }) => piece.text);
    return graded[at]! || (others.some((text) => isFigure(text)) && (others.length === 1 || !areNumbers(others)));
  });
  const body = anchors.indexOf(true);
  const tall = tallestColumn(lines, columns, body);
  if (body < 0 || tall === undefined) return undefined;
  const hasTall = lines.map(({ spans }) => spans.some(({ first, last }) => first === tall && last === tall));
  // Where that column is empty, lines of labels are as high.
  const isTall = lines.map(
    ({ spans }, at) =>
      hasTall[at] ||
      (!hasTall[at - 1] && !hasTall[at + 1] && spans.some(({ first, piece }) => first < tall && !isFigure(piece.text))),
  );
  if (areOnTop(starts, anchors, isTall, body)) return undefined;
  // Height of each line; how many lines of the tall column and figures stand above it.
  const heights: number[] = [];
  const above = [0];
  isTall.forEach((own, at) => {
    heights.push(own ? above[at]! : above[at]! - 0.5);
    above.push(above[at]! + (own ? 1 : 0));
  });
  const broken = breaksIn(lines, tall, hasTall);
  const sentence = lines.findIndex(({ spans }) =>
    spans.some(({ first, piece }) => first === tall && SENTENCE.test(piece.text)),
  );
  const from = sentence < 0 ? body : Math.min(body, sentence);
  return (start, end) => {
    const [first, last] = [above[start]!, above[end]! - 1];
    const middle = last >= first ? (first + last) / 2 : (heights[start]! + heights[end - 1]!) / 2;
    let figures = 0;
    let cost = 0;
    const blocks = new Map<number, { top: number; bottom: number }>();
    for (let at = start; at < end; at++) {
      if (anchors[at]) {
        if (++figures > MOST_FIGURES) return Infinity;
        const far = Math.abs(heights[at]! - middle);
        cost += far <= FREE ? NEAR * far : FAR * (far - FREE) + NEAR * FREE;
      }
      for (const span of lines[at]!.spans) {
        if (span.first === tall || isFigure(span.piece.text)) continue;
        const block = blocks.get(span.first);
        if (block) block.bottom = heights[at]!;
        else blocks.set(span.first, { top: heights[at]!, bottom: heights[at]! });
      }
    }
    for (const { top, bottom } of blocks.values())
      cost += LABEL_FAR * Math.max(0, Math.abs((top + bottom) / 2 - middle) - FREE);
    if (start > from && broken[start]) cost += BROKEN;
    return Math.min(MOST_FAR, cost) + (figures === 0 ? (start >= from ? NO_FIGURES : 0) : SEVERAL * (figures - 1));
  };
}

/** 评价等次 一级: lines that hold a grade alone, beside a label, where a line above holds figures. */
export function gradedLines(lines: readonly PlacedLine[]): boolean[] {
  let figures = false;
  return lines.map(({ spans }) => {
    const others = spans.filter(({ first }) => first > 0);
    const graded = figures && others.length === 1 && GRADE.test(others[0]!.piece.text);
    figures ||= others.some(({ piece }) => isFigure(piece.text));
    return graded;
  });
}

/** Whether the sentence above a line goes on there or below. */
function breaksIn(lines: readonly PlacedLine[], tall: number, isTall: readonly boolean[]): boolean[] {
  const texts = lines.map(({ spans }) => spans.find(({ first }) => first === tall)?.piece.text ?? '');
  const most = greatest(
    texts.map((text) => text.length),
    0,
  );
  let open = false;
  return texts.map((text, at) => {
    const before = open;
    if (isTall[at]) open = text.length * 2 > most && !FINISHED.test(text.slice(-40));
    return before;
  });
}

/** The column that prints the most words; not the first one. */
function tallestColumn(lines: readonly PlacedLine[], columns: number, body: number): number | undefined {
  const counts = Array.from({ length: columns }, () => 0);
  for (const { spans } of lines.slice(Math.max(0, body)))
    for (const { first, last, piece } of spans)
      if (first === last && !isFigure(piece.text)) counts[first]! += piece.text.length;
  const most = counts.reduce((best, count, column) => (count > counts[best]! ? column : best), 0);
  return counts[most]! > 0 && most > 0 ? most : undefined;
}

/** Whether rows of several lines have their figures on the first one. */
function areOnTop(
  starts: readonly number[],
  anchors: readonly boolean[],
  isTall: readonly boolean[],
  body: number,
): boolean {
  let [rows, top] = [0, 0];
  starts.forEach((start, row) => {
    const end = starts[row + 1] ?? anchors.length;
    if (start < body - 1 || isTall.slice(start, end).filter(Boolean).length < 2) return;
    const at = anchors.indexOf(true, start);
    if (at < 0 || at >= end) return;
    rows++;
    if (at === start && isTall[start]) top++;
  });
  return rows < ENOUGH || top > MOST_ON_TOP * rows;
}
