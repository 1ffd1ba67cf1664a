import { isOn, type Attributes } from '../zip/xml.js';
import type { CellDraft, RowDraft } from './draft.js';
import type { OpenParagraph } from './paragraph.js';

/** A stretch of text in one dress. */
export interface Run {
  /** What is said of it itself; undefined leaves it to the styles. */
  hidden: boolean | undefined;
  style: string | undefined;
  font: string;
}

/** A large first letter stands in a paragraph of its own, before the one that it begins. */
const DROPPED = new Set(['drop', 'margin']);

/** What elements inside of w:pPr and w:numPr say. */
export function describeParagraph(paragraph: OpenParagraph, name: string, attributes: Attributes): void {
  if (name === 'w:pStyle') paragraph.style = attributes.get('w:val');
  else if (name === 'w:framePr') paragraph.joinsNext ||= DROPPED.has(attributes.get('w:dropCap') ?? '');
  else if (name === 'w:outlineLvl') paragraph.outline = Number(attributes.get('w:val'));
  else if (name === 'w:numId') paragraph.list = attributes.get('w:val');
  else if (name === 'w:ilvl') paragraph.listLevel = Number(attributes.get('w:val'));
}

/** What elements inside of a run's w:rPr say. */
export function describeRun(run: Run, name: string, attributes: Attributes): void {
  if (name === 'w:vanish') run.hidden = isOn(attributes.get('w:val'));
  else if (name === 'w:rStyle') run.style = attributes.get('w:val');
  else if (name === 'w:rFonts') run.font = attributes.get('w:ascii') ?? attributes.get('w:hAnsi') ?? '';
}

/** What elements inside of w:trPr say. A hidden row is printed as little as a deleted one. */
export function describeRow(row: RowDraft, name: string, attributes: Attributes): void {
  if (name === 'w:gridBefore') row.before = count(attributes.get('w:val'), 0);
  else if (name === 'w:gridAfter') row.after = count(attributes.get('w:val'), 0);
  else if (name === 'w:del') row.deleted = true;
  else if (name === 'w:hidden') row.hidden = isOn(attributes.get('w:val'));
}

/** What elements inside of w:tcPr say. */
export function describeCell(cell: CellDraft, name: string, attributes: Attributes): void {
  if (name === 'w:gridSpan') cell.span = count(attributes.get('w:val'), 1);
  else if (name === 'w:vMerge') cell.merge = attributes.get('w:val') === 'restart' ? 'restart' : 'continue';
  else if (name === 'w:hMerge') cell.joinsLeft = attributes.get('w:val') !== 'restart';
  else if (name === 'w:tcW')
    cell.width = attributes.get('w:type') === 'dxa' ? Number(attributes.get('w:w') ?? 0) || 0 : 0;
  else if (name === 'w:cellDel') cell.deleted = true;
  else if (name === 'w:cellMerge') {
    const merge = attributes.get('w:vMerge');
    cell.merge = merge === 'rest' ? 'restart' : merge === 'cont' ? 'continue' : undefined;
  }
}

/** A span as it is written, held to what a grid can have; hostile ones would fill the memory. */
function count(value: string | undefined, least: number): number {
  const number = Number(value);
  return Number.isInteger(number) ? Math.min(Math.max(number, least), 1000) : least;
}
