/** The checked truth of a report as the document that a perfect reader would give. */
import type { RawDocument, RawTable } from '../schemas/index.js';

export interface Truth {
  id: string;
  tables: { title: string; title_in_text?: boolean; nrows: number; ncols: number; cells: TruthCell[] }[];
  paragraphs: string[];
  order: string[];
  logical_tables: {
    title: string;
    table: number;
    first_row: number;
    last_row: number;
    header_rows: number;
    nrows: number;
    ncols: number;
    cells: TruthCell[];
  }[];
}

interface TruthCell {
  r: number;
  c: number;
  rowspan: number;
  colspan: number;
  text: string;
}

export function fromTruth(truth: Truth): RawDocument {
  const table = (number: number): RawTable => {
    const { nrows, ncols, cells } = truth.tables[number]!;
    return {
      kind: 'table',
      rows: nrows,
      columns: ncols,
      cells: cells.map(({ r, c, rowspan, colspan, text }) => ({
        row: r,
        column: c,
        rowSpan: rowspan,
        colSpan: colspan,
        text,
        place: { table: number, row: r, column: c },
      })),
      pages: [],
      place: { table: number },
    };
  };
  return {
    format: 'truth',
    pages: [],
    blocks: truth.order.map((entry, line) => {
      const number = Number.parseInt(entry.slice(1), 10);
      if (entry.startsWith('t')) return table(number);
      const place = { line: line + 1, start: 0, end: truth.paragraphs[number]!.length };
      return { kind: 'paragraph', text: truth.paragraphs[number]!, segments: [{ start: 0, place }] };
    }),
    furniture: [],
    notices: [],
  };
}
