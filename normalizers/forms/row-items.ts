import { squeeze, type Concept } from '../../schemas/index.js';
import { readCell } from '../cell.js';
import { bareLabel, conceptOf, numbering, unspaced } from '../vocabulary/lookup.js';
import {
  BARE_TOTAL,
  BRACKET,
  BRACKET_LEAD,
  DIVISION,
  ELLIPSIS,
  GRAND_TOTAL,
  SUBTOTAL,
  TOTAL,
} from '../vocabulary/words.js';
import type { FormCell, Grid } from './grid.js';
import { CellIndex } from './grid.js';
import type { HeaderShape } from './header.js';
import { isFigure } from './row-traits.js';

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
  total?: 'sub' | 'plain' | 'grand';
  /** Opens with 其中. */
  bracketed: boolean;
  colon: boolean;
  concept: Concept | undefined;
  number: { style: string; ordinal: string } | undefined;
  hasFigures: boolean;
}

export function rowItems(grid: Grid, shape: HeaderShape): RowItem[] {
  const index = new CellIndex(grid);
  const items: RowItem[] = [];
  let outerAbove: string[] = [];
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const stubs: FormCell[] = [];
    for (let column = 0; column < shape.labelColumns; column++) {
      if (column === shape.ordinalColumn && shape.labelColumns > 1) continue;
      const cell = index.at(row, column);
      if (cell && stubs.at(-1) !== cell && cell.row >= shape.headerRows) stubs.push(cell);
    }
    const texts = stubs.map((cell) => unspaced(cell.text));
    const label = [...texts].reverse().find((text) => text !== '') ?? '';
    const outer = texts
      .slice(0, texts.lastIndexOf(label))
      .map((text, at) => (text === '' ? (outerAbove[at] ?? '') : text));
    outerAbove = outer.length > 0 ? outer : outerAbove;
    const hasFigures = index
      .row(row)
      .some((cell) => cell.row === row && cell.column >= shape.labelColumns && isFigure(cell.text));
    const labelled = index
      .row(row)
      .some((cell) => cell.row === row && readCell(cell.text).kind === 'labelled' && /\d/u.test(cell.text));
    const item = rowItem(
      row,
      label,
      outer.filter((text) => text !== ''),
      hasFigures,
    );
    if (labelled) item.kind = 'note';
    items.push(item);
  }
  // Beside labelled figures, labels that nothing is filled in behind are of their kind.
  const labelled = items.some((item) => item.kind === 'note');
  for (const item of items) if (labelled && item.colon && !item.hasFigures) item.kind = 'note';
  return items;
}

function rowItem(row: number, label: string, outer: string[], hasFigures: boolean): RowItem {
  const bare = bareLabel(label);
  const number = numbering(label);
  const colon = /[:：]$/u.test(label);
  const concept = conceptOf(label);
  const bracket = BRACKET.test(squeeze(label).replace(/:$/u, ''));
  const item: RowItem = {
    row,
    label,
    bare,
    outer,
    kind: 'figure',
    bracketed: !bracket && BRACKET_LEAD.test(squeeze(label)),
    colon,
    concept,
    number: number && { style: number.style, ordinal: number.ordinal },
    hasFigures,
  };
  if (bracket && !hasFigures) item.kind = 'bracket';
  else if (label === '' || ELLIPSIS.test(bare)) item.kind = hasFigures ? 'figure' : 'blank';
  else if (!hasFigures && DIVISION.test(bare)) item.kind = 'note';
  else if (!hasFigures && colon && !concept) item.kind = 'caption';
  else if (TOTAL.test(bare)) {
    item.kind = 'total';
    item.total = SUBTOTAL.test(bare) ? 'sub' : GRAND_TOTAL.test(bare) ? 'grand' : 'plain';
  }
  if (item.kind === 'total' && BARE_TOTAL.test(bare)) item.number = undefined;
  return item;
}
