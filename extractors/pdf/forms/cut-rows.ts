import type { Edge } from '../../grid/index.js';
import { middle } from '../lines.js';
import type { PageCell, PageTable } from '../page.js';
import type { PageZone } from './page-zone.js';

/** What ends together does within this (points). */
const CLOSE = 4;

/** A table whose first row is the rest of the last row of `above`: its cells are parted where those are. */
export function partedLike(above: PageTable, table: PageTable): PageTable {
  const wanted = above.cells.filter(({ row, rowSpan }) => row + rowSpan === above.rows).map(({ x0 }) => x0);
  const columns = new Map(table.cells.map(({ x0, column }) => [column, x0]));
  const cells = table.cells.flatMap((cell) =>
    cell.row === 0 && cell.rowSpan === 1 ? part(cell, wanted, columns) : [cell],
  );
  return { ...table, cells };
}

/** A cell cut at those of its columns (`columns`: where each begins) that are `wanted`; whole where print stands across. */
function part(cell: PageCell, wanted: readonly number[], columns: ReadonlyMap<number, number>): PageCell[] {
  const end = cell.column + cell.colSpan;
  const cuts = [...columns]
    .filter(([column, x]) => column > cell.column && column < end && wanted.some((at) => Math.abs(at - x) < CLOSE))
    .sort(([a], [b]) => a - b);
  if (cuts.some(([, x]) => cell.lines.some(({ x0, x1 }) => x0 < x - 2 && x1 > x + 2))) return [cell];
  const starts = [[cell.column, cell.x0] as const, ...cuts, [end, cell.x1] as const];
  return starts.slice(1).map(([next, x1], i) => {
    const [column, x0] = starts[i]!;
    const lines = cell.lines.filter((line) => line.x0 + line.x1 >= 2 * x0 && line.x0 + line.x1 < 2 * x1);
    return { ...cell, x0, x1, column, colSpan: next - column, lines };
  });
}

/**
 * The rules of a zone that the page cuts. The last ones stand as low as a label reaches that is merged over the page
 * break and hangs over beside them: below them is no row.
 */
export function withHanging({ rules, chunks }: Pick<PageZone, 'rules' | 'chunks'>): Edge[] {
  const at = rules.at(-1)?.at ?? Infinity;
  const hanging = chunks.filter((chunk) => middle(chunk) > at);
  const last = rules.filter((rule) => rule.at > at - CLOSE);
  const beside = hanging.every(({ x0, x1 }) => last.every(({ from, to }) => x1 < from + CLOSE || x0 > to - CLOSE));
  if (hanging.length === 0 || !beside) return rules;
  const reach = Math.max(...hanging.map(({ y1 }) => y1)) + 1;
  return rules.map((rule) => (last.includes(rule) ? { ...rule, at: reach } : rule));
}

/** Marks the cells of the last row that no rule closes, where one closes others: they go on on the next page. */
export function markOpen({ cells, y1, openBottom }: PageTable, rules: readonly Edge[]): void {
  if (openBottom) return;
  const last = cells.filter((cell) => cell.y1 > y1 - CLOSE);
  const isClosed = ({ x0, x1 }: PageCell): boolean =>
    rules.some(({ at, from, to }) => at > y1 - CLOSE && from < x0 + CLOSE && to > x1 - CLOSE);
  if (!last.some(isClosed)) return;
  for (const cell of last) if (!isClosed(cell)) cell.openBelow = true;
}
