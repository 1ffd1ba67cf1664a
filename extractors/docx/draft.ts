/**
 * What the events of a part are gathered into before it becomes blocks: rows are not yet a grid, and a cell is a
 * little document of its own.
 */
export interface ParagraphDraft {
  kind: 'paragraph';
  /** 1-based ordinal of the paragraph in its part. */
  line: number;
  text: string;
  heading: number | undefined;
}

export interface CellDraft {
  /** Columns of the grid that it covers. */
  span: number;
  /** Vertical: begins a merge, goes on with the one above, or stands alone. */
  merge: 'restart' | 'continue' | undefined;
  /** Horizontal, the old way: goes on with the cell to the left. */
  joinsLeft: boolean;
  /** Twentieths of a point; 0 where none is given. */
  width: number;
  deleted: boolean;
  content: Draft[];
}

export interface RowDraft {
  /** Columns of the grid that the row leaves out at either end. */
  before: number;
  after: number;
  deleted: boolean;
  /** Set hidden: not printed, and told of. */
  hidden?: boolean;
  cells: CellDraft[];
}

export interface TableDraft {
  kind: 'table';
  /** Widths of the grid's columns, in twentieths of a point. */
  grid: number[];
  rows: RowDraft[];
}

/** A picture, behind the paragraph that it hangs on. */
export interface PictureDraft {
  kind: 'picture';
  /** The relationship that leads to its part. */
  relationship: string;
}

/** Another document that Word takes in at this place when it opens the file: what web systems export. */
export interface ChunkDraft {
  kind: 'chunk';
  /** The relationship that leads to its part. */
  relationship: string;
}

export type Draft = ParagraphDraft | TableDraft | PictureDraft | ChunkDraft;
