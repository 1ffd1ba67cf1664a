import type { TextCell, TextRun } from './cells.js';
import { gist, isRowOf, type Chunk, type Line } from './lines.js';
import type { Stretch } from './stretch.js';
import { BARE_NUMBER, ITEM, LIST_MARK, OUTLINE, PAGE_NUMBER } from './words.js';

/** What looked like a table but is prose (paragraphs with a tab in front, numbered lists) is given back as lines. */
export function assemble(before: Line[], run: TextRun, taken: Line[], after: Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  if (before.length > 0) stretches.push({ kind: 'prose', lines: before });
  if (isProse(run)) stretches.push({ kind: 'prose', lines: taken });
  else stretches.push({ kind: 'run', run, lines: taken });
  if (after.length > 0) stretches.push({ kind: 'prose', lines: after });
  return stretches;
}

function isProse(run: TextRun): boolean {
  const { rows } = run;
  if (rows.every((row) => row.cells.filter((cell) => cell.text !== '').length <= 1)) {
    return rows.every((row) => row.cells.length === 1) || rows.length === 1;
  }
  if (run.layout === 'merged') return rows.length === 1 && rows[0]!.cells.every(isSentence);
  return rows.every(({ cells }) => {
    const full = cells.filter((cell) => cell.text !== '');
    return full.length <= 1 || (full.length === 2 && LIST_MARK.test(gist(full[0]!.text)));
  });
}

function isSentence(cell: TextCell): boolean {
  if (OUTLINE.test(gist(cell.text)) || ITEM.test(gist(cell.text))) return cell.text.length >= 3;
  return cell.text.length > 30 && /[。；：]$/u.test(cell.text.slice(-10).trimEnd());
}

export function isPageNumber(chunk: Chunk): boolean {
  return (
    chunk.lines.length === 1 &&
    (PAGE_NUMBER.test(gist(chunk.lines[0]!.text)) || BARE_NUMBER.test(gist(chunk.lines[0]!.text)))
  );
}

/** Whole rows on one line: a tab inside the text, or several in front of it. */
export function isRowPerLine(chunk: Chunk): boolean {
  return chunk.lines.some((line) => {
    if (!hasTab(line)) return false;
    const { text } = line;
    const first = text.indexOf('\t');
    return text.includes('\t', first + 1) || text.slice(0, first).trim() !== '';
  });
}

export function hasTab(line: Line): boolean {
  return line.text.includes('\t') && isRowOf(line.text, /\t/g);
}
