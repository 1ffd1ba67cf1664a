import { squeeze, type Concept } from '../../schemas/index.js';
import { unitAt } from '../number.js';
import { bareLabel, conceptOf, numbering, unspaced } from '../vocabulary/lookup.js';
import {
  BARE_TOTAL,
  BRACKET,
  BRACKET_LEAD,
  DIVISION,
  ELLIPSIS,
  GRAND_TOTAL,
  LEAVES_OUT,
  SUBJECT_CODE,
  SUBTOTAL,
  TOTAL,
} from '../vocabulary/words.js';
import type { FormCell, Grid } from './grid.js';
import { indexOf, type CellIndex } from './grid.js';
import type { HeaderShape } from './header.js';

/** A data row as its label tells it, before it is related to others. */
export interface RowItem {
  row: number;
  /** Label as printed, white space removed. */
  label: string;
  /** The label without numbering, 其中, unit and colon. */
  bare: string;
  /** Texts of the outer label columns. */
  outer: string[];
  /** `note` holds labelled figures (其中：一般公共预算：9.67) or heads such cells (按收入性质分：): no line of the grid. */
  kind: 'figure' | 'total' | 'caption' | 'bracket' | 'blank' | 'note';
  total: 'sub' | 'plain' | 'grand' | undefined;
  /** What it says that it leaves out, as a total: 合计（不含基建）. */
  omits: string;
  /** Opens with 其中. */
  bracketed: boolean;
  colon: boolean;
  concept: Concept | undefined;
  number: { style: string; ordinal: string } | undefined;
  /** Subject code of the line, all of its levels: 2080501. */
  code: string | undefined;
  /** Unit that a column of its own tells. */
  unit: string;
  hasFigures: boolean;
  /** What its column of numbers prints, where formulas may call it by that: 3, c=b/a. */
  serial: string;
}

export function rowItems(grid: Grid, shape: HeaderShape): RowItem[] {
  const index = indexOf(grid);
  const items: RowItem[] = [];
  let outerAbove: string[] = [];
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const stubs: FormCell[] = [];
    for (let column = 0; column < shape.labelColumns; column++) {
      if (column !== shape.nameColumn && isAside(shape, column)) continue;
      const cell = index.at(row, column);
      if (cell && stubs.at(-1) !== cell && cell.row >= shape.headerRows) stubs.push(cell);
    }
    const texts = stubs.map((cell) => unspaced(cell.text));
    // 合计 in the column of numbers or codes, its span over the names lost.
    const label = texts.findLast((text) => text !== '') ?? totalBeside(index, shape, row);
    const inner = texts.lastIndexOf(label);
    const outer = inner < 0 ? texts.slice(0, -1) : texts.slice(0, inner);
    for (let at = 0; at < outer.length; at++) if (outer[at] === '') outer[at] = outerAbove[at] ?? '';
    if (outer.length > 0) outerAbove = outer;
    let hasFigures = false;
    let labelled = false;
    const cells = index.row(row);
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]!;
      if (cell.row !== row) continue;
      hasFigures ||= cell.figure && cell.column >= shape.labelColumns;
      labelled ||= cell.reading.kind === 'labelled' && /\d/u.test(cell.text);
    }
    const item = rowItem(
      row,
      label,
      outer.length === 0 ? outer : outer.filter((text) => text !== '' && !/^\d{1,3}$/u.test(text)),
      hasFigures,
    );
    if (labelled) item.kind = 'note';
    // 一、运转类 over the whole width heads the lines below.
    if (item.kind === 'figure' && !hasFigures && stubs[0]?.colSpan === grid.columns) item.kind = 'caption';
    item.code = codeOf(index, shape, row) ?? item.code;
    const measure = shape.measureColumn === undefined ? undefined : index.at(row, shape.measureColumn);
    if (measure) item.unit = unitAt(squeeze(measure.text), 0)?.form.unit ?? unspaced(measure.text);
    items.push(item);
  }
  if (shape.ordinalColumn !== undefined) {
    numberByOrdinals(items, index, shape.ordinalColumn);
    for (const item of items) item.serial = index.at(item.row, shape.ordinalColumn)?.squeezed ?? '';
  }
  const whole = items.some((item) => item.total !== undefined && item.total !== 'sub' && item.omits === '');
  // 合计（不含基建）, 总计: the one is a part of the other.
  if (whole) for (const item of items) if (item.omits !== '') item.total = 'sub';
  // Beside labelled figures, labels that nothing is filled in behind are of their kind.
  const labelled = items.some((item) => item.kind === 'note');
  for (const item of items) if (labelled && item.colon && !item.hasFigures) item.kind = 'note';
  return items;
}

/** 一 | 1 | 2 | 二 | 1 in the column of numbers are levels, as they are in front of the names; 1 | 2 | 3 alone only count. */
function numberByOrdinals(items: readonly RowItem[], index: CellIndex, column: number): void {
  const found = items.map(({ row }) => {
    const text = index.at(row, column)?.squeezed.replace(/[.、]$/u, '') ?? '';
    const style = ORDINALS.find(([pattern]) => pattern.test(text))?.[1];
    return style === undefined ? undefined : { style, ordinal: text.split('.').at(-1)! };
  });
  if (new Set(found.flatMap((number) => number?.style ?? [])).size < 2) return;
  for (const [at, item] of items.entries()) if (item.kind === 'figure') item.number ??= found[at];
}

const ORDINALS: readonly [RegExp, string][] = [
  [/^[一二三四五六七八九十]{1,3}$/u, '一、'],
  [/^\([一二三四五六七八九十]{1,3}\)$/u, '(一)'],
  [/^\d{1,2}$/u, '1、'],
  [/^\(\d{1,2}\)$/u, '(1)'],
  [/^\d{1,2}\.\d{1,2}$/u, '1.1'],
];

/** 栏次 | 1 | 2 where it was not read as a part of the header. */
const COLUMN_NUMBERS = /^[栏列]次$/u;

/** 208社会保障和就业支出: the code stands before the name. */
const LEADING_CODE = /^(\d{3}(?:\d{2}){0,2})(?=[-—]?\p{Script=Han}{2})(?!年)/u;

function totalBeside(index: CellIndex, shape: HeaderShape, row: number): string {
  for (let column = 0; column < shape.labelColumns; column++) {
    const text = unspaced(index.at(row, column)?.text ?? '');
    if (TOTAL.test(squeeze(text))) return text;
  }
  return '';
}

/** A column of numbers, codes or units beside the names of the lines. */
function isAside(shape: HeaderShape, column: number): boolean {
  return column === shape.ordinalColumn || column === shape.measureColumn || shape.codeColumns.includes(column);
}

/** The code of a line from one column (2080501), from columns that each say it all, or from its pieces (208 | 05 | 01). */
function codeOf(index: CellIndex, shape: HeaderShape, row: number): string | undefined {
  let code = '';
  let before: FormCell | undefined;
  for (const column of shape.codeColumns) {
    const cell = index.at(row, column);
    // 2080501 over 类, 款 and 项 is printed once.
    if (cell === before) continue;
    before = cell;
    const text = cell?.squeezed ?? '';
    if (!/^\d{2,7}$/u.test(text)) continue;
    code = code === '' || (text.length > code.length && text.startsWith(code)) ? text : `${code}${text}`;
  }
  return SUBJECT_CODE.test(code) ? code : undefined;
}

function rowItem(row: number, label: string, outer: string[], hasFigures: boolean): RowItem {
  const bare = bareLabel(label);
  const number = numbering(label);
  const colon = label.endsWith(':') || label.endsWith('：');
  const concept = conceptOf(label);
  const squeezed = squeeze(label);
  const bracket = BRACKET.test(squeezed.endsWith(':') ? squeezed.slice(0, -1) : squeezed);
  const omits = bare.endsWith(')') ? LEAVES_OUT.exec(bare) : null;
  const item: RowItem = {
    row,
    label,
    bare,
    outer,
    kind: 'figure',
    total: undefined,
    omits: '',
    bracketed: !bracket && BRACKET_LEAD.test(squeezed),
    colon,
    concept,
    number: number && { style: number.style, ordinal: number.ordinal },
    code: LEADING_CODE.exec(squeezed)?.[1],
    unit: '',
    hasFigures,
    serial: '',
  };
  if (COLUMN_NUMBERS.test(bare)) item.kind = 'caption';
  else if (bracket && !hasFigures) item.kind = 'bracket';
  else if (label === '' || ELLIPSIS.test(bare)) item.kind = hasFigures ? 'figure' : 'blank';
  else if (!hasFigures && DIVISION.test(bare)) item.kind = 'note';
  else if (!hasFigures && colon && !concept) item.kind = 'caption';
  else if (TOTAL.test(bare) || omits) {
    const named = omits ? bare.slice(0, bare.lastIndexOf('(')) : bare;
    item.kind = 'total';
    item.total = SUBTOTAL.test(named) ? 'sub' : GRAND_TOTAL.test(named) ? 'grand' : 'plain';
    item.omits = omits?.[1] ?? '';
  }
  if (item.kind === 'total' && BARE_TOTAL.test(bare)) item.number = undefined;
  return item;
}
