import type { Notice } from '../../schemas/index.js';
import { cellOf, emptyCell, type TextRow } from './cells.js';
import { canBeCut, cutGlued } from './cut-figures.js';
import { cutCell, gluedNotice, keepAlternatives } from './glued-cells.js';
import { pieceOf, type Chunk, type Piece } from './lines.js';
import { aroundTable, type Reading } from './stretch.js';

/** Lines by which the number of figures in all of them is told. */
const SAMPLE = 100;

/** Lines of a label and glued figures, one under the other: 项目支出194.9194.9100%. */
export function readGlued(chunks: readonly Chunk[], at: number): Reading | undefined {
  const { lines } = chunks[at]!;
  const found = lines.map((line) => {
    if (line.text.length > 120) return undefined;
    const match = /[\d.,%]{4,}\s*$/.exec(line.text);
    const label = match && match.index > 0 ? pieceOf(line, 0, match.index) : undefined;
    const tail = match ? pieceOf(line, match.index) : undefined;
    return label && tail && !/[\d.。，；]$/u.test(label.text) && canBeCut(tail.text) ? { label, tail } : undefined;
  });
  const first = found.findIndex((entry) => entry !== undefined);
  if (first < 0) return undefined;
  let last = first;
  while (found[last + 1]) last++;
  const body = found.slice(first, last + 1) as { label: Piece; tail: Piece }[];
  if (body.length < 2) return undefined;
  const width = commonCount(body.slice(0, SAMPLE).map(({ tail }) => tail.text));
  const notices: Notice[] = [];
  const rows: TextRow[] = body.map(({ label, tail }) => {
    const cell = cellOf([tail]);
    const figures = width > 1 ? cutCell(cell, cutGlued(tail.text, width)) : [cell];
    if (figures.some(({ alternatives }) => alternatives)) notices.push(gluedNotice(tail.line, tail.text));
    if (width <= 1) keepAlternatives(cell, tail.line, notices);
    const cells = [cellOf([label]), ...figures];
    while (cells.length <= width) cells.push(emptyCell());
    return { cells, line: label.line, gap: 0 };
  });
  const taken = lines.slice(first, last + 1);
  const stretch = {
    kind: 'run' as const,
    run: { layout: 'slots' as const, rows },
    lines: taken,
    notices,
    guessed: 'columns' as const,
  };
  return { stretches: aroundTable(lines.slice(0, first), stretch, []), next: at + 1, rest: lines.slice(last + 1) };
}

/** The number of figures into which every line can be cut, and most likely so; 0 where there is none. */
function commonCount(texts: readonly string[]): number {
  const totals = new Map<number, { score: number; lines: number }>();
  for (const text of texts) {
    const best = new Map<number, number>();
    for (const { parts, score } of cutGlued(text)) {
      if (!best.has(parts.length)) best.set(parts.length, score);
    }
    for (const [count, score] of best) {
      const total = totals.get(count) ?? { score: 0, lines: 0 };
      totals.set(count, { score: total.score + score, lines: total.lines + 1 });
    }
  }
  const shared = [...totals].filter(([, { lines }]) => lines === texts.length);
  return shared.sort((a, b) => b[1].score - a[1].score || a[0] - b[0])[0]?.[0] ?? 0;
}
