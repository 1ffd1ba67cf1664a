import type { Notice, Place, RawBlock, RawCell, RawTable } from '../../schemas/index.js';
import type { Draft, ParagraphDraft, TableDraft } from './draft.js';
import { expandSpans, type Placed } from './grid.js';

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
  for (const draft of content) {
    if (draft.kind === 'table') {
      const framed = frameContent(draft);
      if (framed) {
        const inside = toBlocks(framed, part, tables, notices);
        tables += inside.filter(({ kind }) => kind === 'table').length;
        blocks.push(...inside);
        continue;
      }
      const place = { ...origin, table: tables };
      const table = toTable(draft, (row, column) => ({ ...place, row, column }), place, notices);
      if (table.rows === 0) continue;
      blocks.push(table);
      tables++;
    } else if (draft.kind === 'paragraph' && draft.text.trim() !== '') {
      blocks.push({
        kind: draft.heading === undefined ? 'paragraph' : 'heading',
        ...(draft.heading !== undefined && { level: draft.heading }),
        text: draft.text,
        segments: [{ start: 0, place: { ...origin, line: draft.line, start: 0, end: draft.text.length } }],
      });
    }
  }
  return blocks;
}

/** All paragraphs of a story as one text, tables included: for headers and footers. */
export function plainText(content: readonly Draft[]): string {
  return content
    .flatMap((draft) =>
      draft.kind === 'paragraph'
        ? [draft.text]
        : draft.kind === 'picture'
          ? []
          : draft.rows.flatMap((row) => row.cells.map((cell) => plainText(cell.content))),
    )
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** What stands in a frame of one cell around other tables: the frame itself is no table. */
function frameContent({ rows }: TableDraft): Draft[] | undefined {
  const [row, ...others] = rows.filter(({ deleted }) => !deleted);
  const [cell, ...beside] = row?.cells.filter(({ deleted }) => !deleted) ?? [];
  if (!cell || others.length > 0 || beside.length > 0) return undefined;
  return cell.content.some(({ kind }) => kind === 'table') ? cell.content : undefined;
}

function toTable(
  draft: TableDraft,
  placeOf: (row: number, column: number) => Place,
  place: Place,
  notices: Notice[],
): RawTable {
  const { rows, columns, cells } = expandSpans(draft);
  return {
    kind: 'table',
    rows,
    columns,
    cells: cells.map((placed) => toCell(placed, placeOf(placed.row, placed.column), notices)),
    pages: [],
    place,
  };
}

function toCell(placed: Placed, at: Place, notices: Notice[]): RawCell {
  const { row, column, rowSpan, colSpan, draft, hidden } = placed;
  const content = draft?.content ?? [];
  const paragraphs = content.filter((item): item is ParagraphDraft => item.kind === 'paragraph');
  const printed = paragraphs.filter(({ text }) => text.trim() !== '');
  const text = printed.map((paragraph) => paragraph.text).join('\n');
  const line = (printed[0] ?? paragraphs[0])?.line;
  const place: Place = line === undefined ? at : { ...at, line, start: 0, end: text.length };
  for (const { content: covered } of hidden) {
    const lost = plainText(covered);
    if (lost !== '') notices.push(hiddenText(lost, place));
  }
  const nested = content.filter((item): item is TableDraft => item.kind === 'table');
  // A table inside a cell has no number of its own: its cells stand where the outer cell stands.
  const tables = nested.map((table) => toTable(table, () => at, at, notices)).filter((table) => table.rows > 0);
  return { row, column, rowSpan, colSpan, text, place, ...(tables.length > 0 && { tables }) };
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
