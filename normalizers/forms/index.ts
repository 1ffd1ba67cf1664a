import {
  squeeze,
  type Guessed,
  type Identity,
  type Notice,
  type RawDocument,
  type ReportCell,
  type ReportTable,
} from '../../schemas/index.js';
import { kinds } from '../kinds/index.generated.js';
import { bareLabel, conceptOf, declaredUnit } from '../vocabulary/lookup.js';
import { unitNamed } from '../number.js';
import { PROJECT_WORD, STUB_PROJECTS, STUB_UNITS, TOTAL } from '../vocabulary/words.js';
import { columnLines } from './columns.js';
import type { FormCell, Grid } from './grid.js';
import { indexOf } from './grid.js';
import { headerShape, type HeaderShape } from './header.js';
import { unfoldPairs } from './pairs.js';
import { physicalTables } from './physical.js';
import { nameProjects } from './projects.js';
import type { StubKind } from './row-names.js';
import { rowLines } from './rows.js';
import { joinSeams } from './seams.js';
import { alignTotalRows, closeScoreRows } from './total-row.js';
import { splitSides } from './sides.js';
import { splitForms, type Segment } from './split.js';
import { unitsInProse } from './unit-in-prose.js';

/** The forms (logical tables) of a document: recognised by their labels, on their own grids, facts not yet read. */
export function findForms(raw: RawDocument, _identity: Identity): { tables: ReportTable[]; notices: Notice[] } {
  const tables: ReportTable[] = [];
  const notices: Notice[] = [];
  const guessed = guessedTables(raw);
  const told = unitsInProse(raw);
  let inherited = '';
  for (const physical of physicalTables(raw)) {
    // Forms of one printed table, which a text without lines parts where their columns change: the unit stands above the first.
    if (!physical.adjoins || !guessed.has(tables[tables.length - 1]?.sources[0]?.table ?? -1)) inherited = '';
    for (const segment of splitForms(physical).flatMap(splitSides)) {
      const table = reportTable(segment, `t${tables.length + 1}`, inherited, told, physical.pages, notices);
      if (unitNamed(table.unit)?.family === 'money') inherited = table.unit;
      const own = guessed.size > 0 ? table.sources.flatMap((source) => guessed.get(source.table) ?? []) : [];
      if (own.length > 0) table.guessed = own.includes('rows') ? 'rows' : 'columns';
      tables.push(table);
    }
  }
  nameProjects(tables);
  return { tables, notices };
}

/** What a text reader guessed of tables, by their number; nothing is nested in those. */
function guessedTables({ blocks }: RawDocument): Map<number, Guessed> {
  const guessed = new Map<number, Guessed>();
  let number = 0;
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    if (block.guessed) guessed.set(number, block.guessed);
    number++;
  }
  return guessed;
}

function reportTable(
  printed: Segment,
  id: string,
  inherited: string,
  told: (grid: Grid) => string,
  pages: number[],
  notices: Notice[],
): ReportTable {
  const { segment, joined, ...read } = shaped(printed);
  let { shape } = read;
  let grid = alignTotalRows(joined, shape);
  if (shape.headerRows === shape.captionRows) {
    grid = closeScoreRows(grid);
    if (grid !== joined) shape = headerShape(grid, segment.captionRows);
  }
  const decided = (label: string) => notices.push(decidedBySums(label, id));
  const columns = columnLines(grid, shape, decided);
  const title = isBlockTitle(segment, shape) ? shape.block : segment.title;
  const own = kindOf(title, grid, shape);
  const kind = segment.pairs && !FIGURES.has(own) ? 'baseData' : own;
  const figures = FIGURES.has(kind);
  const rows = rowLines(grid, shape, stubKind(grid, shape, columns), figures, decided);
  const units = [shape.block, title, ...[...segment.context].reverse()].map(declaredUnit);
  const money =
    units.find((unit) => unitNamed(unit)?.family === 'money') ??
    units.find((unit) => unit === '人') ??
    (figures ? inherited || told(grid) : '');
  const unit = declaredUnit(shape.block) || declaredUnit(title) || money || (figures ? stubUnit(grid, shape) : '');
  const printedOn = new Set<number>();
  for (let at = 0; at < grid.cells.length; at++) {
    const { page } = grid.cells[at]!.raw.place;
    if (page !== undefined) printedOn.add(page);
  }
  return {
    id,
    kind,
    title: squeeze(title) === '' ? fallbackTitle(columns, grid, shape) : title,
    pages: printedOn.size > 0 ? [...printedOn].sort((left, right) => left - right) : pages,
    unit,
    sources: sources(grid),
    headerRows: shape.headerRows,
    rows,
    columns,
    cells: grid.cells.map(cellOf),
  };
}

/** A form with its seams closed and its header found; what has none may print pairs, and is read again one a row. */
function shaped(segment: Segment): { segment: Segment; joined: Grid; shape: HeaderShape } {
  const joined = joinSeams(segment.grid, segment.seams);
  const shape = headerShape(joined, segment.captionRows);
  const bare = shape.headerRows === shape.captionRows && joined.columns > 3;
  const pairs = bare ? unfoldPairs({ ...segment, grid: joined }) : undefined;
  return pairs
    ? { segment: pairs, joined: pairs.grid, shape: headerShape(pairs.grid, pairs.captionRows) }
    : { segment, joined, shape };
}

/** 预算情况（万元） over the names of the lines: the unit of all that has none of its own. */
function stubUnit(grid: Grid, shape: HeaderShape): string {
  for (const cell of grid.cells) {
    if (cell.row < shape.captionRows || cell.row >= shape.headerRows || cell.column >= shape.labelColumns) continue;
    const unit = declaredUnit(cell.text);
    if (unitNamed(unit)?.family === 'money') return unit;
  }
  return '';
}

function cellOf({ row, column, rowSpan, colSpan, text, raw }: FormCell): ReportCell {
  const { place, confidence, alternatives, doubts } = raw;
  const facts: string[] = [];
  const cell: ReportCell = { row, column, rowSpan, colSpan, text, place, facts };
  if (confidence !== undefined) cell.confidence = confidence;
  if (alternatives !== undefined) cell.alternatives = alternatives;
  if (doubts !== undefined) cell.doubts = doubts;
  return cell;
}

/** A corner that names what the block is about (经费控制情况（万元）) is its title; one that names its lines (乡镇) is not. */
function isBlockTitle(segment: Segment, shape: HeaderShape): boolean {
  if (segment.captionRows > 0 || shape.block === '') return false;
  return squeeze(segment.title) === '' || declaredUnit(shape.block) !== '' || /情况|资金|预算|经费/u.test(shape.block);
}

function decidedBySums(label: string, table: string): Notice {
  return {
    code: 'parts-decided-by-sums',
    message: {
      zh: `表${table}：“${label}”是否包含结转，文字未说明，按多数数字能否相加判定。`,
      en: `Table ${table}: no word tells whether ${label} contains what is carried over; most of its figures decided.`,
    },
  };
}

const FIGURES: ReadonlySet<ReportTable['kind']> = new Set([
  'income',
  'expenditure',
  'threePublic',
  'assets',
  'baseData',
  'budgetExecution',
  'projectBudget',
  'generic',
]);

function kindOf(title: string, grid: Grid, shape: HeaderShape): ReportTable['kind'] {
  const headers: string[] = [];
  const stubs: string[] = [];
  const { captionRows, headerRows, labelColumns } = shape;
  const bare = headerRows === captionRows;
  for (let at = 0; at < grid.cells.length; at++) {
    const cell = grid.cells[at]!;
    const text = cell.squeezed;
    if (text === '' || cell.row < captionRows) continue;
    if (cell.row < headerRows) headers.push(bareLabel(cell.text));
    else if (bare || cell.column < labelColumns) stubs.push(text);
  }
  let best: { kind: ReportTable['kind']; fit: number } = { kind: 'generic', fit: 0 };
  const labels = { title: squeeze(title), headers, stubs, head: headers.join('\n') };
  for (const plug of kinds) {
    const fit = plug.fit(labels);
    if (fit > best.fit || (fit === best.fit && plug.kind < best.kind)) best = { kind: plug.kind, fit };
  }
  // Labels with words beside them, and no header: filled in like a cover, whatever they ask for.
  const filled = bare && !grid.cells.some((cell) => cell.figure);
  return best.kind === 'generic' && filled ? 'cover' : best.kind;
}

function stubKind(grid: Grid, shape: HeaderShape, columns: ReportTable['columns']): StubKind {
  const index = indexOf(grid);
  const corner = bareLabel(index.at(shape.captionRows, shape.nameColumn)?.text ?? '');
  if (STUB_UNITS.test(corner)) return 'units';
  const labels: string[] = [];
  for (let row = shape.headerRows; row < grid.rows; row++) {
    const cell = index.at(row, shape.nameColumn);
    if (cell && cell.squeezed !== '') labels.push(cell.text);
  }
  const named = labels.filter((text) => conceptOf(text) !== undefined);
  if (STUB_PROJECTS.test(corner)) {
    // 支出项目 over 基本支出, 人员经费 …: lines of an account.
    if (named.some((text) => conceptOf(text) === 'expenditure.basic')) return 'figures';
    const lines = labels.filter((text) => !TOTAL.test(bareLabel(text)));
    const projects =
      /名称/u.test(corner) ||
      named.some((text) => conceptOf(text) === 'expenditure.project') ||
      labels.some((text) => conceptOf(text) === undefined && PROJECT_WORD.test(squeeze(text))) ||
      (named.length === 0 &&
        lines.length > 0 &&
        !lines.some((text) => /(?:费用?|支出|经费|收入|补助|拨款|资产)$/u.test(bareLabel(text))));
    return projects ? 'projects' : 'figures';
  }
  const concepts = new Set(columns.map((column) => column.concept).filter((concept) => concept !== undefined));
  return named.length === 0 && concepts.size >= 2 ? 'units' : 'figures';
}

/** A form without a caption is called by its first total: 三公经费合计. */
function fallbackTitle(columns: ReportTable['columns'], grid: Grid, shape: HeaderShape): string {
  const total = columns.find((column) => column.role === 'total' && column.label !== '');
  if (total) return total.label;
  return shape.headerRows > shape.captionRows
    ? (indexOf(grid).at(shape.captionRows, shape.nameColumn)?.squeezed ?? '')
    : '';
}

function sources(grid: Grid): ReportTable['sources'] {
  const found: ReportTable['sources'] = [];
  for (const { table, row } of grid.origins) {
    const last = found.at(-1);
    if (last && last.table === table && row >= last.lastRow && row - last.lastRow <= 1) last.lastRow = row;
    else found.push({ table, firstRow: row, lastRow: row });
  }
  return found;
}
