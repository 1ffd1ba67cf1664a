import type { Notice, Place, RawBlock, RawCell, RawTable } from '../../schemas/index.js';
import type { Draft, ParagraphDraft, TableDraft } from './draft.js';
import { expandSpans, isSameGrid, type Placed } from './grid.js';

/**
 * Turns what was gathered from a story into blocks. Blank paragraphs go; tables are numbered from `firstTable` on in
 * document order. `part` is undefined for the main one.
 */
export function toBlocks(
  content: readonly Draft[],
  part: string | undefined,
  firstTable: number,
  notices: Notice[],
): RawBlock[] {
  const origin: Place = part === undefined ? {} : { part };
  const blocks: RawBlock[] = [];
  let tables = firstTable;
  for (const draft of joined(content)) {
    if (draft.kind === 'table') {
      const framed = frameContent(draft);
      if (framed) {
        const inside = toBlocks(framed, part, tables, notices);
        tables += inside.filter(({ kind }) => kind === 'table').length;
        blocks.push(...inside);
        continue;
      }
      const place = { ...origin, table: tables };
      const table = toTable(draft, placesIn(tables, part), place, notices);
      if (table.rows === 0) continue;
      blocks.push(table);
      tables++;
    } else if (draft.kind === 'paragraph' && draft.text.trim() !== '') {
      blocks.push({
        kind: draft.heading === undefined ? 'paragraph' : 'heading',
        ...(draft.heading !== undefined && { level: draft.heading }),
        text: draft.text,
        segments: [{ start: 0, place: placeIn(part, draft.line, draft.text.length) }],
      });
    }
  }
  return blocks;
}

function placeIn(part: string | undefined, line: number, end: number): Place {
  return part === undefined ? { line, start: 0, end } : { part, line, start: 0, end };
}

/**
 * Tables of the same columns that no paragraph parts are printed as one: Word leaves them so where clerks cut and paste.
 * One that begins with the titles of the one before is a table of its own.
 */
function joined(content: readonly Draft[]): readonly Draft[] {
  const isNext = (draft: Draft, i: number): boolean => {
    const before = content[i - 1];
    if (draft.kind !== 'table' || before?.kind !== 'table' || !isSameGrid(before.grid, draft.grid)) return false;
    return titlesOf(before) !== titlesOf(draft);
  };
  if (!content.some(isNext)) return content;
  const all: Draft[] = [];
  for (const [i, draft] of content.entries()) {
    const last = all.at(-1);
    if (isNext(draft, i) && last?.kind === 'table' && draft.kind === 'table')
      all[all.length - 1] = { ...last, rows: [...last.rows, ...draft.rows] };
    else all.push(draft);
  }
  return all;
}

function titlesOf({ rows }: TableDraft): string {
  return (rows[0]?.cells ?? []).map(({ content }) => plainText(content)).join('\t');
}

/** All paragraphs of a story as one text, tables included: for headers and footers. */
export function plainText(content: readonly Draft[]): string {
  const texts: string[] = [];
  for (const draft of content) {
    if (draft.kind === 'paragraph') texts.push(draft.text);
    else if (draft.kind === 'table') {
      for (const { cells } of draft.rows) for (const cell of cells) texts.push(plainText(cell.content));
    }
  }
  return texts.filter((text) => text.trim() !== '').join('\n');
}

/** What stands in a frame of one cell around other tables: the frame itself is no table. */
function frameContent({ rows }: TableDraft): Draft[] | undefined {
  const [row, ...others] = rows.filter(({ deleted }) => !deleted);
  const [cell, ...beside] = row?.cells.filter(({ deleted }) => !deleted) ?? [];
  if (!cell || others.length > 0 || beside.length > 0) return undefined;
  return cell.content.some(({ kind }) => kind === 'table') ? cell.content : undefined;
}

/** Where a cell stands whose first paragraph is `line` (undefined without one) and whose text is `end` long. */
type PlaceOf = (row: number, column: number, line: number | undefined, end: number) => Place;

function placesIn(table: number, part: string | undefined): PlaceOf {
  return (row, column, line, end) => {
    if (line === undefined) return part === undefined ? { table, row, column } : { part, table, row, column };
    if (part === undefined) return { table, row, column, line, start: 0, end };
    return { part, table, row, column, line, start: 0, end };
  };
}

function toTable(draft: TableDraft, placeOf: PlaceOf, place: Place, notices: Notice[]): RawTable {
  const { rows, columns, cells } = expandSpans(draft);
  return {
    kind: 'table',
    rows,
    columns,
    cells: cells.map((placed) => toCell(placed, placeOf, notices)),
    pages: [],
    place,
  };
}

function toCell(placed: Placed, placeOf: PlaceOf, notices: Notice[]): RawCell {
  const { row, column, rowSpan, colSpan, draft, hidden } = placed;
  let text = '';
  let printed: ParagraphDraft | undefined;
  let first: ParagraphDraft | undefined;
  const nested: TableDraft[] = [];
  for (const item of draft?.content ?? []) {
    if (item.kind === 'table') nested.push(item);
    if (item.kind !== 'paragraph') continue;
    first ??= item;
    if (item.text.trim() === '') continue;
    text = printed ? `${text}\n${item.text}` : item.text;
    printed ??= item;
  }
  const line = (printed ?? first)?.line;
  const place = placeOf(row, column, line, text.length);
  for (let i = 0; i < hidden.length; i++) {
    const lost = plainText(hidden[i]!.content);
    if (lost !== '') notices.push(hiddenText(lost, place));
  }
  const cell: RawCell = { row, column, rowSpan, colSpan, text, place };
  if (nested.length === 0) return cell;
  // A table inside a cell has no number of its own: its cells stand where the outer cell stands.
  const outer = placeOf(row, column, undefined, 0);
  const inside: PlaceOf = (_row, _column, at, end) =>
    at === undefined ? outer : { ...outer, line: at, start: 0, end };
  const tables = nested.map((table) => toTable(table, inside, outer, notices)).filter(({ rows }) => rows > 0);
  if (tables.length > 0) cell.tables = tables;
  return cell;
}

function hiddenText(text: string, place: Place): Notice {
  return {
    code: 'hidden-cell-text',
    message: {
      zh: `合并单元格下盖住了不显示的文字：${text.slice(0, 60)}`,
      en: `A merged cell covers text that is not shown: ${text.slice(0, 60)}`,
    },
    place,
  };
}
