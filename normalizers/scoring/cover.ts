import {
  SUMMARY,
  squeeze,
  type Claim,
  type Identity,
  type ReportCell,
  type ReportTable,
  type Scoring,
} from '../../schemas/index.js';
import { figureReading } from '../doubt.js';
import type { FactBook } from '../fact-book.js';
import { isNumbered } from '../number.js';
import { COVER_GRADE, COVER_SCORE, GRADES } from '../vocabulary/score-columns.js';
import { gridOf } from './grid.js';
import { pointsIn } from './label.js';
import { ScoreTree } from './tree.js';

/** 绩效自评综合得分 | 100 and 评价等次 | 一级: the score and the grade that a cover states in cells. */
export function readCover(
  table: ReportTable,
  identity: Identity,
  book: FactBook,
  ids: { scoring: () => string; claim: () => string },
): { scorings: Scoring[]; claims: Claim[] } {
  const scorings: Scoring[] = [];
  const claims: Claim[] = [];
  let scoreFact: string | undefined;
  for (const { cell, label } of labelsIn(table)) {
    const beside = neighbour(gridOf(table), cell);
    if (!beside || isListed(table, beside)) continue;
    const points = COVER_SCORE.test(label) ? pointsIn(beside.text) : null;
    if (points) {
      const known =
        beside.facts.length > 0 &&
        book.facts.find((fact) => beside.facts.includes(fact.id) && fact.value === points.value);
      const meaning = { concept: 'score.total', stage: 'actual', unit: '分', subject: SUMMARY } as const;
      const fact =
        known ||
        book.add({
          ...meaning,
          label,
          period: identity.year,
          text: points.text,
          value: points.value,
          decimals: points.decimals,
          fineness: points.decimals,
          source: 'table',
          table: table.id,
          row: beside.row,
          column: beside.column,
          place: beside.place,
          ...figureReading(beside, 0, beside.text.length),
        });
      if (known) Object.assign(known, meaning);
      else beside.facts.push(fact.id);
      scoreFact = fact.id;
      const tree = new ScoreTree(ids.scoring(), 'cover', label);
      tree.root.scoreFact = fact.id;
      tree.root.complete = false;
      const scoring = tree.finish(table.id);
      if (scoring) scorings.push(scoring);
    }
    const grade = COVER_GRADE.test(label) ? gradeIn(beside.text) : undefined;
    if (grade) {
      claims.push({
        id: ids.claim(),
        kind: 'grade',
        text: `${label} ${squeeze(beside.text)}`,
        value: grade,
        facts: scoreFact ? [scoreFact] : [],
        place: beside.place,
      });
    }
  }
  return { scorings, claims };
}

/** The cells that score or grade the whole stand beside, from the top. */
function labelsIn({ cells }: ReportTable): { cell: ReportCell; label: string }[] {
  const found: { cell: ReportCell; label: string }[] = [];
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!;
    // Figures are most of the cells.
    if (isNumbered(cell.text)) continue;
    let label = squeeze(cell.text);
    if (label.endsWith(':')) label = label.slice(0, -1);
    if (label.endsWith(')')) label = label.replace(/\(.*\)$/u, '');
    if (label.length <= 20 && (COVER_SCORE.test(label) || COVER_GRADE.test(label))) found.push({ cell, label });
  }
  return found.sort((left, right) => left.cell.row - right.cell.row || left.cell.column - right.cell.column);
}

/** The grade that a short text is: 优, 良好, 二级; a row of boxes counts by the one that is ticked. */
export function gradeIn(text: string): string | undefined {
  const squeezed = squeeze(text).replace(/[“”"。()]/gu, '');
  if (GRADES.includes(squeezed)) return squeezed;
  const ticked = /[☑√■✓✔]([优良中差][秀好等]?|合格|不合格)/u.exec(squeezed)?.[1];
  return ticked ?? GRADES.find((grade) => squeezed === `${grade}等` || squeezed === `为${grade}`);
}

/** 得分 | 13 | 22.5 | 33.6: one of several in a row is not the score of the whole. */
function isListed(table: ReportTable, cell: ReportCell): boolean {
  const next = neighbour(gridOf(table), cell);
  return next !== undefined && pointsIn(cell.text) !== null && pointsIn(next.text) !== null;
}

function neighbour(grid: ReturnType<typeof gridOf>, cell: ReportCell): ReportCell | undefined {
  const next = grid[cell.row]?.[cell.column + cell.colSpan];
  return next && next !== cell && squeeze(next.text) !== '' ? next : undefined;
}
