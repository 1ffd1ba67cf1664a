import type { Indicator, ReportTable } from '../../schemas/index.js';
import { gridOf, readHeader, type Columns } from './grid.js';
import { isBlank, levelsOf, plainLabel, textOf } from './levels.js';

/**
 * Gives lines without a rule the one that another table prints under their name: 评分标准 in an appendix, or a sheet of
 * weights and rules beside one of scores. A name that stands for two rules tells none.
 */
export function appendRules(indicators: readonly Indicator[], others: readonly ReportTable[]): void {
  const waiting = indicators.filter(({ rule, score }) => rule === '' && score !== null);
  if (waiting.length === 0) return;
  const rules = new Map<string, string>();
  const add = (name: string, rule: string) => {
    const known = rules.get(name);
    rules.set(name, known === undefined || known === rule ? rule : '');
  };
  for (const { rule, score, ...line } of indicators) if (rule !== '' && score === null) add(nameOf(line), rule);
  for (const table of others) for (const { name, rule } of rulesIn(table)) add(name, rule);
  if (rules.size === 0) return;
  for (const line of waiting) line.rule = rules.get(nameOf(line)) ?? '';
}

const nameOf = ({ level1, level2, level3 }: Pick<Indicator, 'level1' | 'level2' | 'level3'>): string =>
  plainLabel(level3 || level2 || level1);

/** 指标名称 | 评分标准: the rules of a table that has no points. */
function rulesIn(table: ReportTable): { name: string; rule: string }[] {
  const grid = gridOf(table);
  const [at, columns] = headerOf(table) ?? [];
  const rule = columns?.findLastIndex((column) => column?.role === 'rule') ?? -1;
  if (at === undefined || !columns || rule < 0) return [];
  return grid.slice(at + 1).flatMap((line) => {
    const name = levelsOf(line, columns, []).cells.findLast((cell) => cell && !isBlank(cell));
    const text = textOf(line[rule]);
    return name && text !== '' && line[rule] !== name ? [{ name: plainLabel(name.text), rule: text }] : [];
  });
}

/** The header of a table, in one of its first rows. */
function headerOf(table: ReportTable): [row: number, columns: Columns] | undefined {
  const grid = gridOf(table);
  for (let row = 0; row < Math.min(grid.length, DEEPEST); row++) {
    const columns = readHeader(grid[row] ?? [], row, undefined);
    if (columns) return [row, columns];
  }
  return undefined;
}

const DEEPEST = 3;
