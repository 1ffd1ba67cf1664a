import type { CellDraft, Draft, RowDraft, TableDraft } from '../docx/draft.js';
import { SPRM, type Properties } from './properties.js';

/** A row as the file tells it: where its cells begin and end on the page, and how they are merged. */
export interface ShapedRow {
  /** Edges in twentieths of a point, one more than there are cells. */
  edges: number[];
  merges: { joinsLeft: boolean; vertical: 'restart' | 'continue' | undefined }[];
  cells: Draft[][];
}

/** Edges closer than this (twentieths of a point) are the same line. */
const SAME_EDGE = 60;

/** The shape of a row, from the properties of its end mark; null where they are missing. */
export function rowShape(properties: Properties, cells: Draft[][]): ShapedRow {
  const shape = properties.get(SPRM.tableShape);
  const count = shape && shape.byteLength > 0 ? shape.getUint8(0) : 0;
  if (!shape || count === 0 || 1 + (count + 1) * 2 > shape.byteLength) return unshaped(cells);
  const edges = Array.from({ length: count + 1 }, (_, index) => shape.getInt16(1 + index * 2, true));
  const first = 1 + (count + 1) * 2;
  const merges = Array.from({ length: count }, (_, index) => {
    const at = first + index * 20;
    const bits = at + 2 <= shape.byteLength ? shape.getUint16(at, true) : 0;
    return {
      joinsLeft: (bits & 0b11) === 0b10,
      vertical: (bits & 0x20) === 0 ? undefined : bits & 0x40 ? ('restart' as const) : ('continue' as const),
    };
  });
  return { edges, merges, cells: Array.from({ length: count }, (_, index) => cells[index] ?? []) };
}

/** A row whose shape nobody tells: cells side by side. */
export function unshaped(cells: Draft[][]): ShapedRow {
  return {
    edges: Array.from({ length: cells.length + 1 }, (_, index) => index * 1000),
    merges: cells.map(() => ({ joinsLeft: false, vertical: undefined })),
    cells,
  };
}

/** Puts rows on the common grid that all their edges make together. */
export function toTableDraft(rows: readonly ShapedRow[]): TableDraft {
  const lines = commonLines(rows.flatMap(({ edges }) => edges));
  const columnOf = (edge: number): number => nearest(lines, edge);
  return {
    kind: 'table',
    grid: lines.slice(1).map((line, index) => line - lines[index]!),
    rows: rows.map((row): RowDraft => {
      const ends = row.edges.map(columnOf);
      const cells = row.cells.map((content, index): CellDraft => ({
        span: Math.max(1, ends[index + 1]! - ends[index]!),
        merge: row.merges[index]?.vertical,
        joinsLeft: row.merges[index]?.joinsLeft ?? false,
        width: row.edges[index + 1]! - row.edges[index]!,
        deleted: false,
        content,
      }));
      return { before: ends[0]!, after: lines.length - 1 - ends.at(-1)!, deleted: false, cells };
    }),
  };
}

/** Edges of different rows that lie within a hair of each other are one line; its place is the first of them. */
function commonLines(edges: readonly number[]): number[] {
  const lines: number[] = [];
  for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
    if (lines.length === 0 || edge - lines.at(-1)! > SAME_EDGE) lines.push(edge);
  }
  return lines;
}

function nearest(lines: readonly number[], edge: number): number {
  let best = 0;
  for (let index = 1; index < lines.length; index++) {
    if (Math.abs(lines[index]! - edge) < Math.abs(lines[best]! - edge)) best = index;
  }
  return best;
}
