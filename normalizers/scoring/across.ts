import type { Indicator, ReportTable } from '../../schemas/index.js';
import { SHEET_TOTAL, type ScoreRole } from '../vocabulary/score-columns.js';
import { readHeader, roleOf, type Grid } from './grid.js';
import { pointsIn, splitLabel } from './label.js';
import type { ScoreFacts } from './score-facts.js';
import type { ScoreTree } from './tree.js';

/** Rows of a sheet whose lines stand side by side, by what they hold. */
export type RowsAcross = ReadonlyMap<ScoreRole, number>;

/** 一级指标 | 投入 | 过程 | 合计 over 分值 and 得分: which row holds which; undefined where no row of scores does. */
export function rowsAcross(table: ReportTable, grid: Grid): RowsAcross | undefined {
  if (table.headerRows === 0) return undefined;
  // 指标名称 | 标准分 | 自评: columns that have their own names.
  const named = readHeader(grid[table.headerRows - 1] ?? [], table.headerRows - 1, undefined);
  if (named?.some((column) => column !== undefined && ACROSS.has(column.role))) return undefined;
  const rows = new Map<ScoreRole, number>();
  for (let row = table.headerRows; row < grid.length; row++) {
    const role = roleOf(grid[row]?.[0]?.text ?? '');
    if (role && ACROSS.has(role) && !rows.has(role)) rows.set(role, row);
  }
  const score = rows.get('score');
  if (score === undefined) return undefined;
  const scored = (grid[score] ?? []).filter((cell, at) => at > 0 && cell && pointsIn(cell.text)).length;
  return scored >= 2 ? rows : undefined;
}

const ACROSS: ReadonlySet<ScoreRole> = new Set(['weight', 'score', 'review', 'scoreRate']);

/** The lines of such a sheet, in its columns; `closed` where one of them is the total. */
export function readAcross(
  table: ReportTable,
  grid: Grid,
  rows: RowsAcross,
  tree: ScoreTree,
  facts: ScoreFacts,
  nextIndicator: () => string,
): { indicators: Indicator[]; closed: boolean } {
  const indicators: Indicator[] = [];
  let closed = false;
  const heads = grid[table.headerRows - 1] ?? [];
  const titleOf = (role: ScoreRole) => grid[rows.get(role) ?? -1]?.[0]?.text.trim() ?? '';
  for (const [column, head] of heads.entries()) {
    if (!head || head.column !== column || column === 0) continue;
    const cellOf = (role: ScoreRole) => grid[rows.get(role) ?? -1]?.[column];
    const { label, weight: own } = splitLabel(head.text);
    const total = SHEET_TOTAL.test(label);
    const concept = total ? 'score.total' : 'score.line';
    const score = facts.of(table, cellOf('score'), titleOf('score'), [label], concept, 'actual');
    const weight =
      facts.of(table, cellOf('weight'), titleOf('weight'), [label], concept, 'target') ??
      (own ? facts.add(table, head, own, [label], concept, 'target') : undefined);
    facts.of(table, cellOf('review'), titleOf('review'), [label], concept, 'actual');
    facts.percent(table, cellOf('scoreRate'), [label], 'unnamed');
    if (!score && !weight) continue;
    const node = total ? tree.root : tree.add(tree.root, label, 'line');
    if (weight) node.weightFact = weight.id;
    if (score) node.scoreFact = score.id;
    if (total) {
      tree.root.label = label;
      closed = true;
      continue;
    }
    const indicator: Indicator = {
      id: nextIndicator(),
      level1: label,
      level2: '',
      level3: '',
      target: '',
      actual: '',
      weight: weight?.value ?? null,
      score: score?.value ?? null,
      rule: '',
      reason: '',
      place: head.place,
      table: table.id,
      row: cellOf('score')?.row ?? head.row,
    };
    if (weight) indicator.weightFact = weight.id;
    if (score) indicator.scoreFact = score.id;
    node.indicator = indicator.id;
    indicators.push(indicator);
  }
  return { indicators, closed };
}
