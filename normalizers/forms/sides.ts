import { bareLabel } from '../vocabulary/lookup.js';
import { STUB_CODES, STUB_PROJECTS, STUB_UNITS } from '../vocabulary/words.js';
import { indexOf, moved, regrid, type CellIndex, type Grid } from './grid.js';
import { isHeaderWord } from './row-traits.js';
import type { Segment } from './split.js';

/** Forms printed side by side (收入 | 决算数 | 支出 | 决算数), each as a form of its own; any other form as it is. */
export function splitSides(segment: Segment): Segment[] {
  const { row, edges } = stubEdges(segment.grid, segment.captionRows);
  if (edges.length < 2) return [segment];
  const whole = headSides(segment.grid, segment.captionRows, row, edges);
  return edges.map((from, at) => {
    const grid = sliceColumns(whole, from, (edges[at + 1] ?? whole.columns) - 1);
    const captionRows = leadingCaptions(grid);
    const own = captionRows > 0 ? (indexOf(grid).at(captionRows - 1, 0)?.squeezed ?? '') : '';
    const title = own === '' || segment.title.includes(own) ? segment.title : `${segment.title} ${own}`.trim();
    return { ...segment, grid, captionRows, title };
  });
}

/** Columns at which a stub word is printed again in one header row, with labels and not figures under it. */
function stubEdges(grid: Grid, captionRows: number): { row: number; edges: number[] } {
  const index = indexOf(grid);
  for (let row = captionRows; row < Math.min(grid.rows, captionRows + 3); row++) {
    const coded: number[] = [];
    const named: number[] = [];
    for (const { row: begin, column, colSpan, text, figure } of index.row(row)) {
      if (begin !== row || colSpan !== 1 || figure) continue;
      const bare = bareLabel(text);
      if (STUB_CODES.test(bare)) coded.push(column);
      if (isStub(bare)) named.push(column);
    }
    if (coded.length < 2 && named.length < 2) named.splice(0, named.length, ...repeatedSides(index, row, grid));
    // One alone is no form beside another.
    if (coded.length < 2 && named.length < 2) continue;
    const codeEdges = coded.filter((column) => codes(grid, column, row));
    const edges = codeEdges.length >= 2 ? codeEdges : named.filter((column) => labelled(grid, column, row));
    if (edges[0] === 0 && edges.length >= 2 && edges.every((edge, at) => at === 0 || edge - edges[at - 1]! >= 2))
      return { row, edges };
  }
  return { row: captionRows, edges: [] };
}

/** 资产 | 年初数 | 期末数 | 负债 | 年初数 | 期末数: other names over labels, and the same headers behind each. */
function repeatedSides(index: CellIndex, row: number, grid: Grid): number[] {
  const cells = index.row(row).filter((cell) => cell.row === row && cell.squeezed !== '');
  const half = cells.length / 2;
  if (!Number.isInteger(half) || half < 2 || cells.length !== grid.columns) return [];
  const [first, second] = [cells[0]!, cells[half]!];
  if (first.squeezed === second.squeezed || first.column !== 0 || isHeaderWord(second.text)) return [];
  // 预算编制 | 10 | 完整得10分 | 10 is a line of a score sheet, and no header.
  const same = cells
    .slice(1, half)
    .every((cell, at) => !cell.figure && cell.squeezed === cells[half + 1 + at]!.squeezed);
  return same ? [first.column, second.column] : [];
}

/** 收入 | 支出 over 项目 | 金额 | 项目 | 金额, their spans lost in print: a name for each side stands over all of it. */
function headSides(grid: Grid, captionRows: number, stubs: number, edges: readonly number[]): Grid {
  let cells = grid.cells;
  for (let row = captionRows; row < stubs; row++) {
    const here = cells.filter((cell) => cell.row === row);
    const printed = here.filter((cell) => cell.squeezed !== '').sort((left, right) => left.column - right.column);
    if (printed.length !== edges.length || here.some((cell) => cell.rowSpan > 1)) continue;
    const named = printed.map((cell, at) => {
      const column = edges[at]!;
      return { ...cell, column, colSpan: (edges[at + 1] ?? grid.columns) - column };
    });
    cells = [...cells.filter((cell) => cell.row !== row), ...named];
  }
  return cells === grid.cells ? grid : regrid({ ...grid, cells });
}

function isStub(bare: string): boolean {
  // 项目（按功能分类）
  const short = bare.endsWith(')') ? bare.replace(/\([^()]*\)$/u, '') : bare;
  return (
    STUB_UNITS.test(short) ||
    STUB_PROJECTS.test(short) ||
    /^(?:收入|支出)(?:项目|科目|内容)?$|^科目(?:名称)?$|^(?:.{2})?类别$/u.test(short)
  );
}

function labelled(grid: Grid, column: number, header: number): boolean {
  const printed = grid.cells.filter((cell) => cell.column === column && cell.row > header && cell.squeezed !== '');
  const beside = grid.cells.some((cell) => cell.column === column + 1 && cell.row > header && cell.figure);
  return beside && printed.length >= 2 && printed.every((cell) => !cell.figure);
}

/** Codes under the header, names beside them. */
function codes(grid: Grid, column: number, header: number): boolean {
  const under = grid.cells.filter((cell) => cell.row > header && cell.colSpan === 1 && cell.squeezed !== '');
  const own = under.filter((cell) => cell.column === column);
  const beside = under.filter((cell) => cell.column === column + 1);
  return (
    own.length > 0 &&
    own.every((cell) => /^\d{2,7}$/u.test(cell.squeezed)) &&
    beside.length > 0 &&
    beside.every((cell) => !cell.figure)
  );
}

function sliceColumns(grid: Grid, first: number, last: number): Grid {
  const cells = [];
  for (const cell of grid.cells) {
    const left = Math.max(cell.column, first);
    const right = Math.min(cell.column + cell.colSpan - 1, last);
    if (left <= right) cells.push(moved(cell, cell.row, left - first, cell.rowSpan, right - left + 1));
  }
  return regrid({ ...grid, columns: last - first + 1, cells });
}

function leadingCaptions(grid: Grid): number {
  const index = indexOf(grid);
  let row = 0;
  while (row < grid.rows && index.at(row, 0)?.colSpan === grid.columns) row += 1;
  return row;
}
