import { squeeze, type ReportTable } from '../../schemas/index.js';

/**
 * Names the project on the forms of a project's own self-assessment (项目名称 | 残疾人康复救助 over money, indicators and a total
 * of its own). It holds for the forms behind, up to the next one that names a project or a department.
 */
export function nameProjects(tables: readonly ReportTable[]): void {
  let project: string | undefined;
  let physical: number | undefined;
  for (const table of tables) {
    const named = valueBeside(table, PROJECT);
    const apart = physical !== undefined && table.sources[0]?.table !== physical && !FOLLOWS.has(table.kind);
    if (named !== undefined) project = named;
    else if (apart || valueBeside(table, DEPARTMENT) !== undefined) project = undefined;
    physical = table.sources.at(-1)?.table;
    if (project !== undefined) table.project = project;
  }
}

const PROJECT = /^(?:专项|项目)(?:资金)?名称:?$/u;
const DEPARTMENT = /^(?:部门|单位|预算单位|部门\(单位\))名称:?$/u;
/** Forms that go on from the head of one that stands in a table of its own. */
const FOLLOWS: ReadonlySet<ReportTable['kind']> = new Set(['budgetExecution', 'indicators', 'goals', 'signatures']);

/** What is filled in right of a label, where nothing stands under the label as under a header. */
function valueBeside({ cells, headerRows }: ReportTable, label: RegExp): string | undefined {
  if (headerRows > 0) return undefined;
  const field = cells.find((cell) => label.test(squeeze(cell.text)));
  if (!field) return undefined;
  const beside = cells.find((cell) => cell.row === field.row && cell.column === field.column + field.colSpan);
  const value = squeeze(beside?.text ?? '');
  return value.length >= 2 && value.length <= 60 && /\p{Script=Han}/u.test(value) ? value : undefined;
}
