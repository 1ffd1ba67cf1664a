import { squeeze } from '../../schemas/index.js';
import type { Piece } from './lines.js';
import type { Section } from './placed.js';

/**
 * A cell as the text gives it, before it has a column. `blank` marks a cell that holds a space on purpose: the
 * continuation of a merged cell is truly empty, a cell of its own often is not.
 */
export interface TextCell {
  text: string;
  pieces: Piece[];
  blank?: boolean;
  /** Offsets into `pieces` where a page cut the cell: what follows is glued on without a line end. */
  cuts?: number[];
  alternatives?: string[];
  /** Columns that the drawing itself gives the cell. */
  span?: number;
}

export interface TextRow {
  cells: TextCell[];
  line: number;
  /** Empty lines before the row: a page may have ended there. */
  gap: number;
}

/**
 * Rows of one printed table. `slots`: every grid position has its slot, spans show as empty slots (tab-separated, `|`,
 * csv). `merged`: a merged cell is written once, so that rows differ in their number of cells. `drawn`: a frame tells
 * the place and the spans of every cell.
 */
export type TextRun =
  | { layout: 'slots' | 'merged'; rows: TextRow[] }
  /** `section` is how the drawing places the cells of `rows`. */
  | { layout: 'drawn'; rows: TextRow[]; section: Section };

export function emptyCell(): TextCell {
  const pieces: Piece[] = [];
  return { text: '', pieces };
}

export function cellOf(pieces: readonly Piece[]): TextCell {
  const own = pieces.slice();
  return { text: textOf(own), pieces: own };
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.length === 1 ? pieces[0]!.text : pieces.map(({ text }) => text).join('\n');
}

/** The cell with more pieces at its end: on lines of their own, or glued on where a page cut it. */
export function extendCell(cell: TextCell, pieces: readonly Piece[], cut = false): void {
  if (pieces.length === 0) return;
  const cuts = cell.cuts ?? [];
  if (cut && cell.pieces.length > 0) cell.cuts = [...cuts, cell.pieces.length];
  const text = textOf(pieces);
  cell.text = cell.text === '' ? text : cell.text + (cut ? '' : '\n') + text;
  cell.pieces = [...cell.pieces, ...pieces];
}

const NUMBER = /^[-+−－＋]?[(（]?[-−]?\d[\d,，]*(?:[.．]\d+)?[)）]?(?:%|％|‰|万元|元|亿元|万|分|人|个)?$/u;
const NOTHING = /^(?:[-—－─–/／\\]+|无|没有|√|×|☑|☐|□)?$/u;

/** A printed figure standing alone: `3,485.75`, `-39.78%`, `(12.5)`, `10分`. */
export function isFigure(text: string): boolean {
  return text !== '' && text.length <= 40 && !beginsInHan(text) && NUMBER.test(squeeze(text));
}

/** Most texts do, and no figure does: asked before dearer questions. */
export function beginsInHan(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x4e00 && code <= 0x9fff;
}

/** Empty, or one of the signs that stand for nothing: `/`, `——`, 无, and ticks. */
export function isVoid(text: string): boolean {
  return text.length <= 20 && NOTHING.test(squeeze(text));
}

/** What a column of serials under a header holds: 1, 2, 3=1+2, (4)=(3)/(1), A, B/A, 栏次. */
export function isSerial(text: string): boolean {
  return (
    text.length <= 30 &&
    /^(?:[(（]?\d{1,2}[)）]?|[①-⑳]|[A-Z]|栏次|行次)(?:[=＝][\d()（）+＋\-−*×/÷A-Z%％①-⑳]+)?$/u.test(squeeze(text))
  );
}

/** 1 2 3=1+2, A B: not the 5 5 of a weight and its score. */
export function areNumbers(texts: readonly string[]): boolean {
  if (!texts.every(isSerial)) return false;
  return (
    texts.some((text) => !/^\d+$/u.test(text)) || texts.every((text, at) => at === 0 || +text === +texts[at - 1]! + 1)
  );
}
