import { emptyCell, type TextRow } from './cells.js';
import { cellFrom, isHeading } from './listed-line.js';
import type { Line } from './lines.js';
import { noticeAt, type Stretch } from './stretch.js';
import { CAPTION, FIGURES } from './words.js';

/** A table in some lines. */
export interface Found {
  table: Stretch;
  /** Lines from … to, exclusive. */
  start: number;
  end: number;
}

/**
 * Column after column, as PDF readers copy some tables: the labels of all rows, then the title of each column and its
 * figures. Told from row after row by the titles: 预算数, 决算数, 执行率 head columns.
 */
export function readColumns(
  lines: readonly Line[],
  groups: readonly { label: number; values: number[] }[],
): Found | undefined {
  const valued = groups.filter(({ values }) => values.length > 0);
  const rows = valued[0]?.values.length ?? 0;
  const first = groups[0]!.label;
  if (valued.length < 2 || valued.length < groups.length || rows < 3 || first < rows) return undefined;
  if (valued.some(({ values }) => values.length !== rows)) return undefined;
  const labels = lines.slice(first - rows, first);
  const isTitle = ({ text }: Line) => FIGURES.test(text.trim());
  if (!valued.every(({ label }) => isTitle(lines[label]!)) || labels.filter(isTitle).length * 2 > rows)
    return undefined;
  const corner = lines[first - rows - 1];
  const cornered =
    corner !== undefined && corner.text.trim().length <= 12 && !isHeading(corner) && !/[:：]$/u.test(corner.text);
  const start = first - rows - (cornered ? 1 : 0);
  const header = [cornered ? cellFrom(corner) : emptyCell(), ...valued.map(({ label }) => cellFrom(lines[label]!))];
  const body = labels.map((label, at) => ({
    cells: [cellFrom(label), ...valued.map(({ values }) => cellFrom(lines[values[at]!]!))],
    line: label.number,
    gap: 0,
  }));
  const end = valued[valued.length - 1]!.values.at(-1)! + 1;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows: [{ cells: header, line: lines[start]!.number, gap: 0 }, ...body] },
    lines: lines.slice(start, end),
    notices: [pairedNotice(lines[start]!.number)],
    guessed: 'columns',
  };
  return { table, start, end };
}

/** All labels, then as many figures: pairs, most likely. */
export function readLabelsFirst(lines: readonly Line[], first: number): Found | undefined {
  let labels = 0;
  while (
    labels < first &&
    !CAPTION.test(lines[first - 1 - labels]!.text) &&
    !/[:：]./u.test(lines[first - 1 - labels]!.text)
  )
    labels++;
  const figures = lines.length - first;
  if (figures < 4 || labels < figures || labels > figures + 2) return undefined;
  const rows: TextRow[] = [];
  for (let at = 0; at < figures; at++) {
    const label = lines[first - figures + at]!;
    rows.push({ cells: [cellFrom(label), cellFrom(lines[first + at]!)], line: label.number, gap: 0 });
  }
  const start = first - figures;
  const table: Stretch = {
    kind: 'run',
    run: { layout: 'slots', rows },
    lines: lines.slice(start),
    notices: [pairedNotice(rows[0]!.line)],
    guessed: 'columns',
  };
  return { table, start, end: lines.length };
}

function pairedNotice(line: number) {
  return noticeAt(
    'labels-before-figures',
    line,
    '文本先列出全部名称、后列出全部数字，按次序一一对应，请核对。',
    'the text gives all labels first and all figures later; they were paired in order. Please check.',
  );
}
