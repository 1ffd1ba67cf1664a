import type { Guessed, Notice } from '../../schemas/index.js';
import type { TextRun } from './cells.js';
import type { Line } from './lines.js';

/** What a stretch of a text turned out to be. */
export type Stretch =
  /** `guessed`: no sign parts the columns, they were told by where the text stands or in what order. */
  | { kind: 'run'; run: TextRun; lines: Line[]; notices?: Notice[]; guessed?: Guessed }
  | { kind: 'prose'; lines: Line[] };

/**
 * How many lines may be looked at more than once, a document. A hostile one makes a reader look at all that follows again
 * and again; when nothing is left a reader looks at what is near.
 */
export interface Work {
  left: number;
}

/** What a reader of one layout made of the chunks from one on. */
export interface Reading {
  stretches: Stretch[];
  /** Index of the first chunk that was not read. */
  next: number;
  /** Lines of the last chunk below the table, not read yet. */
  rest?: Line[];
}

/** A table inside a chunk, with the lines above and below it that are prose. */
export function aroundTable(before: readonly Line[], table: Stretch, after: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  if (before.length > 0) stretches.push({ kind: 'prose', lines: [...before] });
  stretches.push(table);
  if (after.length > 0) stretches.push({ kind: 'prose', lines: [...after] });
  return stretches;
}

export function noticeAt(code: string, line: number, zh: string, en: string): Notice {
  return { code, message: { zh: `第${line}行起的表：${zh}`, en: `Table from line ${line}: ${en}` }, place: { line } };
}

export function cellsLost(line: number): Notice {
  return noticeAt(
    'empty-cells-lost',
    line,
    '空单元格在文本中丢失，有的行的数字可能不在原来的列。',
    'empty cells are lost in the text; figures of some rows may stand in another column.',
  );
}
