import { once } from '../../schemas/index.js';
import { bareLabel, conceptOf, stageOf } from '../vocabulary/lookup.js';
import {
  BARE_TOTAL,
  BRACKET,
  GRADE_LINE,
  HEADER_WORDS,
  SCORE_LINE,
  SIGNATURE,
  TEXT_COLUMN,
} from '../vocabulary/words.js';
import { BLANKS } from '../vocabulary/blanks.js';
import { type Words, squeezedOf, wordsOf } from '../printed-words.js';
import { indexOf, type FormCell, type Grid } from './grid.js';

/** What a row looks like before anything is known of its form. */
export interface RowTraits {
  /** Cells that begin in this row, with something printed. */
  printed: FormCell[];
  /** Cells that begin in this row. */
  cells: FormCell[];
  numbers: number;
  /** One printed cell over the whole width. */
  wide: FormCell | undefined;
  header: boolean;
  /** A label and one value over the rest of the width. */
  pair: boolean;
  /** Tells a score or a grade of the whole. */
  score: 'score' | 'grade' | undefined;
  /** Signatures, opinions, seals. */
  signature: boolean;
}

/**
 * Of all rows, or of the first `count` and, without what they need of those below, the two behind them. `top`: nothing
 * but captions stands above the grid.
 */
export function rowTraits(grid: Grid, count = grid.rows, top = true): RowTraits[] {
  const own = ownTraits(grid);
  const until = Math.min(grid.rows, count + 2);
  const traits: RowTraits[] = [];
  for (let row = 0; row < until; row++) traits.push(own(row));
  // 项目 | 局本级 | 文化馆 | 合计: units of organisation that no table knows head the figures under them.
  let opens = top;
  for (let row = 0; row < traits.length; row++) {
    const trait = traits[row]!;
    let { header } = trait;
    if (!header && opens && namesSides(trait, traits[row + 1])) header = true;
    else if (!header && trait.numbers === 0 && trait.printed.length >= 3) {
      const next = figuresBelow(traits, row);
      header = next !== undefined && (headsFigures(trait, next) || (opens && namesColumns(trait, next)));
    }
    // What a row looks like by itself is kept, and stays as it is.
    if (header !== trait.header) traits[row] = { ...trait, header };
    opens &&= trait.wide !== undefined || trait.printed.length === 0;
  }
  return traits;
}

/** What each row of a grid looks like by itself. */
const ownTraits: (grid: Grid) => (row: number) => RowTraits = once((grid) => {
  const index = indexOf(grid);
  const known: RowTraits[] = [];
  return (row) => (known[row] ??= traitsOf(index.row(row), row, grid.columns));
});

function traitsOf(touching: readonly FormCell[], row: number, columns: number): RowTraits {
  const cells: FormCell[] = [];
  const printed: FormCell[] = [];
  let numbers = 0;
  for (let at = 0; at < touching.length; at++) {
    const cell = touching[at]!;
    if (cell.row !== row) continue;
    cells.push(cell);
    if (cell.squeezed === '') continue;
    printed.push(cell);
    if (cell.figure) numbers += 1;
  }
  const first = printed[0];
  const alone = printed.length === 1 && first !== undefined && first.column === 0;
  const wide = alone && first.colSpan === columns && columns > 1 ? first : undefined;
  const value = printed.length <= 4 && columns > 1;
  const label = first && (value || printed.length === 1) ? bareLabel(first.text) : '';
  return {
    printed,
    cells,
    numbers,
    wide,
    header: numbers === 0 && isHeader(cells, printed),
    pair: printed.length <= 2 && cells.length === 2 && first?.column === 0 && touching.length === 2 && numbers === 0,
    score: value && label !== '' ? scoreIn(label) : undefined,
    signature: printed.length === 1 && label !== '' && SIGNATURE.test(label),
  };
}

function scoreIn(label: string): RowTraits['score'] {
  return GRADE_LINE.test(label) ? 'grade' : SCORE_LINE.test(label) ? 'score' : undefined;
}

/** The one of the two rows below that has figures; a header with a corner of its own is not the lower half of this row's. */
function figuresBelow(traits: readonly RowTraits[], row: number): RowTraits | undefined {
  const below = traits[row + 1];
  if (below?.header === true && below.printed[0]?.column === 0) return undefined;
  if (below && below.numbers > 0) return below;
  const second = traits[row + 2];
  return second && second.numbers > 0 ? second : undefined;
}

/** 资金情况（万元）| 人员情况（人）, each over several columns of the header below: forms side by side. */
function namesSides({ printed, cells, numbers }: RowTraits, below: RowTraits | undefined): boolean {
  if (numbers > 0 || printed.length < 2 || printed.length !== cells.length || below?.header !== true) return false;
  return printed.every(
    ({ colSpan, text }) => colSpan >= 2 && /(?:情况|收支|收入|支出|经费|人员|资产)表?$/u.test(bareLabel(text)),
  );
}

/** A stub word with names beside it, over a row that is all figures but for its label. */
function headsFigures(trait: RowTraits, next: RowTraits): boolean {
  const corner = bareLabel(trait.cells[0]?.text ?? '');
  if (trait.numbers > 0 || trait.printed.length < 3 || trait.cells[0]?.column !== 0) return false;
  if (corner !== '' && !HEADER_WORDS.test(corner)) return false;
  if (trait.printed.some((cell) => cell.squeezed.length > 20 || /[:：]$/u.test(cell.text.trim()))) return false;
  return next.numbers >= 2 && next.numbers >= next.printed.length - 1 && next.printed[0]?.column === 0;
}

/** 乡镇 | 户数（户） | 补助标准 | 备注 at the top, over a label with figures only: a header whatever its words. */
function namesColumns(trait: RowTraits, next: RowTraits): boolean {
  if (trait.numbers > 0 || trait.printed.length < 3 || trait.cells[0]?.column !== 0) return false;
  if (trait.printed.some((cell) => cell.squeezed.length > 20 || /[:：]$/u.test(cell.text.trim()))) return false;
  const filled = next.printed.filter((cell) => !BLANKS.has(cell.squeezed));
  const first = filled.findIndex((cell) => cell.figure);
  if (first < 0 || next.numbers < 2 || (filled[first]?.column ?? 0) < 1) return false;
  const last = filled.findLastIndex((cell) => cell.figure);
  const heads = (column: number) => trait.cells.find((cell) => cell.column === column)?.text ?? '';
  return (
    filled.slice(first, last).every((cell) => cell.figure || /^\d+[:：]\d/u.test(cell.squeezed)) &&
    filled.slice(last + 1).every((cell) => TEXT_COLUMN.test(bareLabel(heads(cell.column))))
  );
}

/** Does a cell say what stands under it? Years and stages, concepts, and the known words of headers. */
export function isHeaderWord(text: string): boolean {
  const words = wordsOf(text);
  return (words.header ??= saysWhatIsUnder(words));
}

function saysWhatIsUnder(words: Words): boolean {
  const { text } = words;
  const squeezed = squeezedOf(words);
  if (squeezed === '' || squeezed.length > 24) return false;
  const bare = bareLabel(text);
  if (BRACKET.test(bare) || BRACKET.test(squeezed.replace(/:$/u, ''))) return true;
  if (squeezed.endsWith(':')) return false;
  // 项目（按功能分类）
  const short = bare.replace(/\([^()]*\)$/u, '');
  if (BARE_TOTAL.test(bare) || HEADER_WORDS.test(bare) || HEADER_WORDS.test(short)) return true;
  return stageOf(text) !== undefined || conceptOf(text) !== undefined;
}

function isHeader(cells: FormCell[], printed: FormCell[]): boolean {
  if (printed.length < 2) return false;
  for (const cell of printed) if (cell.squeezed.length > 40) return false;
  let words = 0;
  for (const cell of printed) if (isHeaderWord(cell.text)) words += 1;
  if (words < 2 || words * 2 < printed.length) return false;
  // 编制数 | _ | 实有人数 | _ : labels with nothing filled in.
  const alternating =
    cells.length >= 4 && cells.length % 2 === 0 && cells.every((cell, at) => (cell.squeezed === '') === (at % 2 === 1));
  return !alternating;
}
