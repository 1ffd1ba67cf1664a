import type { Notice } from '../../schemas/index.js';
import { cellOf, type TextCell, type TextRow } from './cells.js';
import { canBeCut, cutGlued, type Cut } from './cut-figures.js';
import { noticeAt } from './stretch.js';

/**
 * Rows with too few cells, one of which holds figures that ran together, get as many cells as the others. Where other
 * cuts are as likely, each cell keeps them as alternatives, and a notice says so.
 */
export function splitGluedCells(rows: readonly TextRow[], notices: Notice[]): void {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  for (const row of rows) {
    const glued = row.cells.findIndex(({ text, pieces }) => pieces.length === 1 && canBeCut(text));
    if (glued < 0) continue;
    const missing = width - row.cells.length;
    const cell = row.cells[glued]!;
    if (missing > 0) {
      const parts = cutCell(cell, cutGlued(cell.text, missing + 1));
      if (parts.some(({ alternatives }) => alternatives)) notices.push(gluedNotice(row.line, cell.text));
      row.cells.splice(glued, 1, ...parts);
    } else keepAlternatives(cell, row.line, notices);
  }
}

/** Every way to cut a cell that nobody can decide on. */
export function keepAlternatives(cell: TextCell, line: number, notices: Notice[]): void {
  cell.alternatives = cutGlued(cell.text)
    .slice(0, 5)
    .map(({ parts }) => parts.join(' '));
  notices.push(gluedNotice(line, cell.text));
}

/** The cells that the first cut gives, with what the next ones that are nearly as likely would put in their place. */
export function cutCell(cell: TextCell, cuts: readonly Cut[]): TextCell[] {
  const best = cuts[0];
  if (!best) return [cell];
  const rivals = cuts
    .slice(1)
    .filter(({ score }) => score > best.score - 2)
    .slice(0, 4);
  const [piece] = cell.pieces;
  let offset = 0;
  return best.parts.map((part, at) => {
    const start = piece!.start + offset;
    offset += part.length;
    const own = cellOf([{ text: part, line: piece!.line, start, end: start + part.length }]);
    const others = [...new Set(rivals.map(({ parts }) => parts[at]!))].filter((other) => other !== part);
    return others.length > 0 ? { ...own, alternatives: others } : own;
  });
}

export function gluedNotice(line: number, text: string): Notice {
  return noticeAt(
    'glued-figures',
    line,
    `数字“${text}”之间的空格丢失，有几种切分方法，其余的留作备选。`,
    `the spaces inside “${text}” are lost and several cuts are possible; the others are kept as alternatives.`,
  );
}
