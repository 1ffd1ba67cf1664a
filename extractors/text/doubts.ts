import { isFigure, isSerial, type TextCell, type TextRow } from './cells.js';
import type { Line } from './lines.js';
import { FINISHED } from './words.js';

/**
 * Whether rows that were told by blanks or order alone show that they were told wrong: a cell of several figures (200 133)
 * that nothing parted, or the numbers of columns (1 2 3=1+2) among the figures.
 */
export function areDoubtful(rows: readonly TextRow[]): boolean {
  let figures = false;
  return rows.some(({ cells }, row) => {
    const rest = cells.slice(1);
    if (row > 0 && isTorn(rows[row - 1]!.cells, cells)) return true;
    if (cells.some(({ text }) => SEVERAL.test(text) || LABELLED.test(text))) return true;
    if (figures && isNumbering(rest.map(({ text }) => text))) return true;
    figures ||= rest.some(({ text }) => isFigure(text) && !isSerial(text));
    return false;
  });
}

/** Whether a row without a figure begins with the rest of the sentences that the row above, which has figures, breaks off. */
function isTorn(above: readonly TextCell[], cells: readonly TextCell[]): boolean {
  if (cells.some(({ text }) => isFigure(text)) || !above.some(({ text }) => isFigure(text))) return false;
  return cells.some(({ text }, column) => {
    const before = above[column]?.text ?? '';
    return (
      text !== '' &&
      before.length >= 10 &&
      text.length >= 4 &&
      !FINISHED.test(before.slice(-40)) &&
      /[，。；、]/u.test(text)
    );
  });
}

/** Two figures, or a figure and a stroke, with a blank between. */
const SEVERAL = /^[-−]?\d[\d.,]*%?[ \u00a0\n]+(?:[-−]?\d[\d.,]*%?|[-—－−─–/])(?:\s|$)/u;

/** A label with its figure far behind it: 防汛站 158.39, with more blanks. */
const LABELLED = /\p{Script=Han}[)）]?(?:\u3000{2,4}|[ \u00a0]{3,9})[-−]?\d[\d.,]*%?$/u;

function isNumbering(texts: readonly string[]): boolean {
  const printed = texts.filter((text) => text !== '');
  return printed.length > 1 && printed.every((text) => isSerial(text)) && printed.some((text) => /[=＝]/u.test(text));
}

/** Whether a page ends right above or below the lines of a table: it may be the part of one. */
export function isCutByPage(lines: readonly Line[], all: readonly Line[]): boolean {
  const [first, last] = [lines[0]!.index, lines[lines.length - 1]!.index];
  let above = first;
  while (above > 0 && !all[above]!.breaks && all[above - 1]!.text.trim() === '') above--;
  let below = last + 1;
  while (below < all.length && !all[below]!.breaks && all[below]!.text.trim() === '') below++;
  return (all[above]!.breaks && above > 0) || all[below]?.breaks === true;
}
