import type { Draft } from '../docx/draft.js';
import { toTableDraft, unshaped, type ShapedRow } from './rows.js';

/** A table that is being read: rows that are closed, cells of the open row, content of the open cell. */
interface OpenTable {
  rows: ShapedRow[];
  cells: Draft[][];
  content: Draft[];
}

/**
 * Weaves tables out of a stream of paragraphs and of marks that end cells and rows, as the older Word formats hold
 * them: a paragraph says only how deep in tables it stands.
 */
export class Weaver {
  private readonly out: Draft[] = [];
  private readonly open: OpenTable[] = [];
  private line = 0;

  /** Paragraphs so far. */
  get lines(): number {
    return this.line;
  }

  paragraph(depth: number, text: string, heading?: number): void {
    this.settle(depth);
    this.line += 1;
    this.target().push({ kind: 'paragraph', line: this.line, text, heading });
  }

  /** A picture that hangs on the last paragraph. */
  picture(depth: number, relationship: string): void {
    this.settle(depth);
    this.target().push({ kind: 'picture', relationship });
  }

  cellEnd(depth: number): void {
    this.settle(depth);
    const table = this.open.at(-1);
    if (!table) return;
    table.cells.push(table.content);
    table.content = [];
  }

  rowEnd(depth: number, shape: (cells: Draft[][]) => ShapedRow): void {
    this.settle(depth);
    const table = this.open.at(-1);
    if (!table) return;
    table.rows.push(shape(table.cells));
    table.cells = [];
    table.content = [];
  }

  finish(): Draft[] {
    this.settle(0);
    return this.out;
  }

  /** Closes the tables deeper than `depth` and opens those that are missing. */
  private settle(depth: number): void {
    while (this.open.length > depth) {
      const { rows, cells, content } = this.open.pop()!;
      if (cells.length > 0 || content.length > 0) rows.push(unshaped([...cells, content]));
      if (rows.length > 0) this.target().push(toTableDraft(rows));
    }
    while (this.open.length < depth) this.open.push({ rows: [], cells: [], content: [] });
  }

  private target(): Draft[] {
    return this.open.at(-1)?.content ?? this.out;
  }
}
