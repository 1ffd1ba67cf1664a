import type { Concept, Line } from '../../schemas/index.js';
import { declaredUnit, familyOf, nameIn, stageOf, unspaced, yearOf } from '../vocabulary/lookup.js';
import { BARE_TOTAL, PART_OF_YEAR, REST, TOTAL } from '../vocabulary/words.js';
import { settleCarried, tiesAt, valuesOf, type Values } from './carried.js';
import { nestCodes } from './codes.js';
import type { Grid } from './grid.js';
import { CellIndex } from './grid.js';
import type { HeaderShape } from './header.js';
import { nestItems } from './nesting.js';
import { rowItems, type RowItem } from './row-items.js';
import { completeParts, wholeOfAll, wholesOf } from './wholes.js';

/** What the lines of a form are: units of organisation, projects, or figures by name. */
export type StubKind = 'units' | 'projects' | 'figures';

/**
 * The rows of a form as lines of a tree: captions, 其中, numbered lines, 小计 and 合计, summary rows. Without `figures`
 * (indicators, signatures …) only their labels.
 */
export function rowLines(
  grid: Grid,
  shape: HeaderShape,
  stub: StubKind,
  figures: boolean,
  decided: (label: string) => void,
): Line[] {
  const items = rowItems(grid, shape);
  const lines = [...headLines(grid, shape), ...items.map(itemLine)];
  if (!figures) {
    for (const item of items) lines[item.row] = wordLine(item);
    return lines;
  }
  const values = valuesOf(grid, shape, 'rows');
  nestCodes(lines, items, values);
  const nests = nestItems(items.filter((item) => item.code === undefined));
  for (const [child, nest] of nests) {
    lines[child]!.partOf = nest.parent;
    const parent = lines[nest.parent]!;
    if (parent.parts !== 'complete') parent.parts = nest.complete ? 'complete' : 'partial';
  }
  const blocks = blocksOf(items);
  for (const total of items) if (total.total === 'plain') relateAbove(lines, items, total);
  relateConcepts(lines, items, blocks);
  relateTotals(lines, items, blocks, values);
  for (const line of lines) settleParts(line, lines);
  for (const label of settleCarried(lines, values)) decided(label);
  nameLines(lines, items, blocks, stub);
  demoteDoubles(lines, items, blocks);
  for (const item of items) setPath(lines, item, blocks);
  return lines;
}

function headLines(grid: Grid, shape: HeaderShape): Line[] {
  const index = new CellIndex(grid);
  return Array.from({ length: shape.headerRows }, (_, row) => {
    const text = unspaced(index.at(row, 0)?.text ?? '');
    return {
      index: row,
      path: text === '' ? [] : [text],
      label: text,
      role: row === shape.serialRow ? 'serial' : 'caption',
      partOf: null,
    };
  });
}

function wordLine(item: RowItem): Line {
  const path = [...item.outer, item.label].filter((text) => text !== '');
  return { index: item.row, path, label: item.label, role: item.label === '' ? 'blank' : 'figure', partOf: null };
}

function itemLine(item: RowItem): Line {
  const line: Line = {
    index: item.row,
    path: [],
    label: item.label,
    role: item.kind === 'bracket' || item.kind === 'note' ? 'caption' : item.kind === 'total' ? 'figure' : item.kind,
    partOf: null,
  };
  if (item.kind !== 'figure' && item.kind !== 'total') return line;
  if (item.concept) line.concept = item.concept;
  const stage = item.concept ? undefined : stageOf(item.label);
  if (stage && !item.number) line.stage = stage.stage;
  const year = yearOf(item.label);
  if (year !== '') line.period = year;
  const unit = item.unit || declaredUnit(item.label);
  if (unit !== '') line.unit = unit;
  return line;
}

/** A stretch of rows under one caption or one outer label. */
interface Block {
  caption: string;
  /** A numbered caption (一、运转类) parts the lines, one without a number names whose they are. */
  numbered: boolean;
  /** First and last row, inclusive; the caption row itself is outside. */
  first: number;
  last: number;
}

function blocksOf(items: RowItem[]): Block[] {
  const blocks: Block[] = [];
  let outer = '';
  let open: Block = { caption: '', numbered: false, first: items[0]?.row ?? 0, last: -1 };
  const begin = (caption: string, first: number, numbered = false) => {
    if (open.last >= open.first) blocks.push(open);
    open = { caption, numbered, first, last: first - 1 };
  };
  for (const item of items) {
    const here = item.outer.join('/');
    if (here !== outer) {
      begin(here, item.row);
      outer = here;
    }
    if (item.kind === 'caption') begin(nameIn(item.label), item.row + 1, item.number !== undefined);
    else if (
      item.kind === 'total' &&
      item.total !== 'sub' &&
      open.caption !== '' &&
      BARE_TOTAL.test(item.bare) &&
      here === ''
    ) {
      begin('', item.row);
      open.last = item.row;
    } else {
      open.last = item.row;
      if (item.kind === 'total' && item.total === 'sub' && here === '') begin('', item.row + 1);
    }
  }
  begin('', 0);
  return blocks;
}

function blockOf(blocks: Block[], row: number): Block | undefined {
  return blocks.find((block) => row >= block.first && row <= block.last);
}

/** 本年收入合计 under the lines that it sums: contiguous lines right above that can be its parts, known by name or not. */
function relateAbove(lines: Line[], items: RowItem[], total: RowItem): void {
  const whole = total.concept;
  if (!whole || lines.some((line) => line.partOf === total.row)) return;
  const later = items.filter((item) => item.row > total.row);
  const own = later.findIndex(
    (item) => item.concept && item.concept !== 'income.carriedIn' && wholesOf(item.concept).includes(whole),
  );
  const next = later.findIndex((item) => item.kind === 'total');
  if (own >= 0 && (next < 0 || own < next)) return;
  const parts: RowItem[] = [];
  for (const item of items.filter((other) => other.row < total.row).reverse()) {
    if (item.kind === 'blank' || item.label === '' || lines[item.row]!.partOf !== null) continue;
    if (item.kind !== 'figure' || !mayBePart(item, whole) || item.concept === 'income.carriedIn') break;
    parts.push(item);
  }
  if (parts.length < 2) return;
  for (const part of parts) lines[part.row]!.partOf = total.row;
  lines[total.row]!.parts = 'complete';
}

/** Could a line be a part of that whole: by its concept, or, unnamed, by the word it ends with? */
function mayBePart(item: RowItem, whole: Concept): boolean {
  if (item.concept) return wholesOf(item.concept).includes(whole) || item.concept === whole;
  const family = familyOf(whole);
  if (INCOME_WORD.test(item.bare)) return family === 'income';
  return !/(?:支出|费|经费)$/u.test(item.bare) || family === 'expenditure' || family === 'threePublic';
}

const INCOME_WORD = /(?:收入|拨款|拨入|上缴|补助收入)$/u;

/** 支出合计, 基本支出, 项目支出 one under the other: by what the concepts are parts of, within a block. */
function relateConcepts(lines: Line[], items: RowItem[], blocks: Block[]): void {
  for (const item of items) {
    const line = lines[item.row]!;
    if (line.partOf !== null || !item.concept) continue;
    const block = blockOf(blocks, item.row);
    const near = items
      .filter((other) => other.row !== item.row && block !== undefined && blockOf(blocks, other.row) === block)
      .sort((left, right) => distance(left, item) - distance(right, item));
    // What is carried in is added to 本年收入 by a 总计, where there is one.
    const grand = item.concept === 'income.carriedIn' && near.some((other) => other.total === 'grand');
    if (grand) continue;
    for (const whole of wholesOf(item.concept)) {
      const parent = near.find((other) => other.concept === whole && lines[other.row]!.partOf !== item.row);
      if (!parent) continue;
      line.partOf = parent.row;
      break;
    }
  }
}

/** Lines above count as nearer than lines below. */
function distance(other: RowItem, item: RowItem): number {
  return other.row < item.row ? item.row - other.row : 1000 + other.row - item.row;
}

/** 小计 sums its block, 合计 the 小计s and what is in none, 总计 the 合计s; a summary row may stand first or last. */
function relateTotals(lines: Line[], items: RowItem[], blocks: Block[], values: Values): void {
  const free = (item: RowItem) =>
    lines[item.row]!.partOf === null && (item.kind === 'figure' || item.kind === 'total') && item.label !== '';
  const isHead = (item: RowItem) => lines.some((line) => line.partOf === item.row);
  for (const rank of ['sub', 'plain', 'grand'] as const) {
    const totals = items.filter((item) => item.total === rank && free(item));
    for (const total of totals) {
      if (isHead(total)) continue;
      const span = rank === 'sub' ? blockOf(blocks, total.row) : undefined;
      const candidates = items.filter(
        (item) =>
          item !== total &&
          free(item) &&
          !reaches(lines, total.row, item.row) &&
          (span ? item.row >= span.first && item.row <= span.last : true) &&
          below(item, rank),
      );
      const previous = totals.filter((other) => other.row < total.row).at(-1)?.row ?? -1;
      const next = totals.find((other) => other.row > total.row)?.row ?? Infinity;
      const before = candidates.filter((item) => item.row < total.row && item.row > previous).reverse();
      const after = candidates.filter((item) => item.row > total.row && item.row < next);
      const parts = sided(lines, total, before, after, values);
      if (parts.length === 0) continue;
      for (const part of parts) lines[part.row]!.partOf = total.row;
      lines[total.row]!.parts = 'complete';
    }
  }
}

/**
 * A total closes what stands above it, or, with nothing above, opens what stands below. Between two lists it may be of
 * either or of both (小计, 合计, 小计): as more of its figures tie, and of what is above where none do.
 */
function sided(lines: Line[], total: RowItem, before: RowItem[], after: RowItem[], values: Values): RowItem[] {
  const above = comparable(total, before);
  if (before.length === 0) return comparable(total, after);
  const below = comparable(total, after);
  if (below.length === 0) return above;
  const ties = (parts: RowItem[]) => {
    const known = parts.map((part) => lines[part.row]!);
    return tiesAt(lines[total.row]!, known, values);
  };
  const lists = [above, [...above, ...below], below];
  let best = above;
  for (const list of lists) if (list.length > 0 && ties(list) > ties(best)) best = list;
  return best;
}

/** A total takes lines and lower totals. */
function below(item: RowItem, rank: 'sub' | 'plain' | 'grand'): boolean {
  if (item.kind !== 'total') return true;
  if (rank === 'sub') return false;
  return rank === 'plain' ? item.total === 'sub' : item.total !== 'grand';
}

/** A named total (三公经费合计) takes lines, nearest first, until one that is known to be something else. */
function comparable(total: RowItem, parts: RowItem[]): RowItem[] {
  const whole = total.concept;
  if (!whole) return parts;
  // What is carried out may be in a 支出总计 or not: sums decide that later.
  const own = total.total === 'grand' ? parts.filter((part) => part.concept !== 'balance.current') : parts;
  const foreign = own.findIndex((part) => !mayBePart(part, whole));
  return foreign < 0 ? own : own.slice(0, foreign);
}

function reaches(lines: Line[], from: number, to: number): boolean {
  for (let at: number | null = from; at !== null; at = lines[at]?.partOf ?? null) if (at === to) return true;
  return false;
}

function settleParts(line: Line, lines: Line[]): void {
  const parts = lines.filter((part) => part.partOf === line.index);
  if (parts.length === 0) {
    delete line.parts;
    return;
  }
  line.role = 'total';
  const last = parts.at(-1)!;
  const closed = REST.test(nameIn(last.label)) && parts.length > 1;
  const known = completeParts(
    line.concept,
    parts.map((part) => part.concept),
  );
  if (closed || known) line.parts = 'complete';
  line.parts ??= 'partial';
}

/** 收入总计 and 本年收入合计 are two figures: the greater keeps the name. */
function demoteDoubles(lines: Line[], items: RowItem[], blocks: Block[]): void {
  for (const item of items) {
    const line = lines[item.row]!;
    const parent = line.partOf === null ? undefined : lines[line.partOf];
    if (!line.concept || parent?.concept !== line.concept) continue;
    if (item.kind !== 'total') {
      // 商品和服务支出 in 公用经费合计 is a part of it; in 实有人数 with 其中：在职人员 the part is what is called so.
      const inner = /在职/u.test(line.label) && !/在职/u.test(parent.label);
      if (line.subject === parent.subject) delete (inner ? parent : line).concept;
      continue;
    }
    if (blockOf(blocks, item.row) === blockOf(blocks, parent.index) && item.total === 'plain') delete line.concept;
  }
}

function nameLines(lines: Line[], items: RowItem[], blocks: Block[], stub: StubKind): void {
  const blockUnits = blocks.some((block) => block.caption !== '' && !block.numbered);
  for (const item of items) {
    const line = lines[item.row]!;
    if (line.role !== 'figure' && line.role !== 'total') continue;
    const block = blockOf(blocks, item.row);
    const caption = block && !block.numbered ? block.caption : '';
    if (caption !== '') line.subject = caption;
    if (line.concept) continue;
    if (line.role === 'total' || TOTAL.test(item.bare)) {
      const parts = lines.filter((part) => part.partOf === line.index);
      const concept = wholeOfAll(parts.map((part) => part.concept)) ?? common(parts);
      if (concept && item.kind === 'total') line.concept = concept;
      if (item.kind === 'total' && caption === '') line.subject = 'summary';
      const named = parts.some((part) => part.concept !== undefined);
      if (item.kind === 'total' && !line.concept && stub === 'projects' && !named) line.concept = 'expenditure.project';
      if (item.kind === 'total') continue;
    }
    if (isPeriod(item.bare)) continue;
    if (stub === 'units') line.subject = nameIn(item.label);
    else if (!blockUnits && (stub === 'projects' || underProjects(lines, line))) {
      line.subject = nameIn(item.label);
      line.concept = 'expenditure.project';
    }
  }
}

/** 2023年, 2023年末, 一季度, 3月: when, not who. */
function isPeriod(bare: string): boolean {
  return /^(?:19|20)\d\d(?:年度?)?[末底初]?$/u.test(bare) || PART_OF_YEAR.test(bare);
}

/** 业务工作经费 under 项目支出 is a project. */
function underProjects(lines: Line[], line: Line): boolean {
  for (let at = line.partOf; at !== null; at = lines[at]!.partOf)
    if (lines[at]!.concept === 'expenditure.project') return true;
  return false;
}

/** What all parts are, if they are all the same: 合计 of two 支出小计. */
function common(parts: Line[]): Line['concept'] {
  const [first] = parts;
  return first?.concept && parts.every((part) => part.concept === first.concept) ? first.concept : undefined;
}

/** Caption, outer labels and the lines that it is nested in (not the totals that sum it). */
function setPath(lines: Line[], item: RowItem, blocks: Block[]): void {
  const line = lines[item.row]!;
  const nested: string[] = [];
  for (let at = line.partOf; at !== null; at = lines[at]!.partOf) {
    const parent = lines[at]!;
    if (parent.index < line.index && !TOTAL.test(parent.label)) nested.unshift(parent.label);
    if (nested.length > 8) break;
  }
  const caption = blockOf(blocks, item.row)?.caption ?? '';
  const outer = item.outer.length > 0 ? item.outer : caption === '' ? [] : [caption];
  line.path = [...outer, ...nested, item.label].filter((text) => text !== '');
}
