import { bareLabel } from '../normalizers/vocabulary/lookup.js';
import { UNIT_PRICE } from '../normalizers/vocabulary/words.js';
import { Decimal, remembered, type Fact, type Line, type ReportTable, type TableKind } from '../schemas/index.js';
import type { Relation } from './check.js';
import { sum } from './expression.js';
import { partsOf, path, type Ledger } from './ledger.js';
import { comparison, terms } from './phrase.js';
import { testRelation } from './relation-test.js';
import { measureOf } from './unit.js';

/** Forms whose figures are scores or words; their trees are the scorings' business. */
const NOT_SUMMED: ReadonlySet<TableKind> = new Set([
  'cover',
  'goals',
  'indicators',
  'scoreSheet',
  'signatures',
  'layout',
]);

/** Rates do not add up, whatever tree their labels stand in. */
const RATE_LABEL = /(?<!效)率|[%％]|占比|比例|比重|百分|单价|均价|补助标准/u;

const isRateLabel = remembered((label) => RATE_LABEL.test(label) || UNIT_PRICE.test(bareLabel(label)));

/**
 * The sums that the tree of a table's columns (`columns`: within each row) or rows (`rows`: within each column)
 * promises. Blank addends are zero; a blank total, or a total of which no part is printed, promises nothing.
 */
export function sumRelations(ledger: Ledger, table: ReportTable, axis: 'columns' | 'rows', rule: string): Relation[] {
  if (NOT_SUMMED.has(table.kind)) return [];
  const tree = partsOf(table[axis]);
  if (tree.size === 0) return [];
  const across = (axis === 'columns' ? table.rows : table.columns).filter(
    (line) => line.role === 'figure' || line.role === 'total',
  );
  const at = (line: Line, cross: Line): Fact | undefined => {
    if (isRateLabel(cross.label) || isRateLabel(line.label)) return undefined;
    const fact =
      axis === 'columns'
        ? ledger.cell(table.id, cross.index, line.index)
        : ledger.cell(table.id, line.index, cross.index);
    return fact && isSummable(fact) ? fact : undefined;
  };
  /** A blank part whose own parts are printed stands for their sum. */
  const gather = (line: Line, cross: Line, found: Fact[], depth = 0): void => {
    const fact = at(line, cross);
    if (fact) found.push(fact);
    else if (depth <= 8) for (const part of tree.get(line) ?? []) gather(part, cross, found, depth + 1);
  };

  const relations: Relation[] = [];
  for (const [total, parts] of tree) {
    const make = (chosen: readonly Line[]): Relation[] => {
      const made: Relation[] = [];
      for (const cross of across) {
        const stated = at(total, cross);
        if (!stated) continue;
        const operands: Fact[] = [];
        for (const part of chosen) gather(part, cross, operands);
        if (operands.length > 0 && !isRepeated(stated, operands))
          made.push(relationOf(ledger, table, rule, total, cross, stated, operands));
      }
      return made;
    };
    if (total.parts === 'partial') {
      relations.push(...partialSums(make(parts), ledger));
      continue;
    }
    // Whether the total holds what was carried in is the habit of a form, the same in all of its rows.
    const without = parts.filter((part) => part.concept !== 'income.carriedIn');
    const all = make(parts);
    const fresh = without.length < parts.length && without.length > 0 ? make(without) : [];
    const missed = misses(all, ledger);
    const chosen = missed > 0 && fresh.length > 0 && misses(fresh, ledger) < missed ? fresh : all;
    // 合计 | 其中：人员 | 装备: where no sum ties and all fall short, 其中 told some of the parts only.
    if (chosen.length >= 2 && isOpen(parts) && chosen.every((one) => fallsShort(one, ledger))) {
      relations.push(...chosen.map((one): Relation => ({ ...one, comparison: 'atLeast' })));
      continue;
    }
    // A tree none of whose sums ties is likelier misread than wrong everywhere: for an auditor to look at.
    const misread = chosen.length >= 3 && misses(chosen, ledger) === chosen.length;
    relations.push(...(misread ? chosen.map((one) => ({ ...one, severity: 'suspicious' as const })) : chosen));
  }
  return relations;
}

function isOpen([first]: readonly Line[]): boolean {
  return first?.label.startsWith('其中') === true;
}

function fallsShort(relation: Relation, ledger: Ledger): boolean {
  const { outcome, difference } = testRelation(relation, ledger.fact);
  return outcome === 'fails' && difference?.gt(0) === true;
}

/** 年度预算 2480 | 2480 | 2480 | 合计 2480: what is the same beside every line is told again and not added up. */
function isRepeated(stated: Fact, operands: readonly Fact[]): boolean {
  const others = operands.filter(({ value }) => value !== stated.value).length;
  return operands.length - others > 1 && others < 2 && !new Decimal(stated.value).isZero();
}

function relationOf(
  ledger: Ledger,
  table: ReportTable,
  rule: string,
  total: Line,
  cross: Line,
  stated: Fact,
  operands: readonly Fact[],
): Relation {
  const partial = total.parts === 'partial';
  const lines = operands.map((fact): Pick<Line, 'label' | 'path'> => {
    const row = table.rows[fact.row ?? -1];
    const column = table.columns[fact.column ?? -1];
    return (fact.row === stated.row ? column : row) ?? { label: ledger.label(fact), path: [] };
  });
  // 小计 + 小计: the same word twice says nothing, its block does.
  const met = new Set<string>();
  const repeated = new Set<string>();
  for (const { label } of lines) (met.has(label) ? repeated : met).add(label);
  const labels = lines.map(({ label, path: words }) => (repeated.has(label) ? words.join('/') || label : label));
  return {
    rule,
    key: `${ledger.tableName(table.id)}:${path(total)}@${path(cross)}`,
    subject: comparison(total.label, partial ? '≥' : '=', terms(labels), cross.label),
    stated: stated.id,
    formula: sum(operands),
    comparison: partial ? 'atLeast' : 'equal',
    exact: isCounted(stated, operands),
  };
}

/**
 * 其中 tells some parts only, so that no more than parts > total is wrong. But where the told parts add up exactly in
 * at least two other lines, the list is complete in fact, and a line where it is not deserves a look.
 */
function partialSums(relations: Relation[], ledger: Ledger): Relation[] {
  const tied = (relation: Relation) =>
    relation.formula.op === 'add' &&
    testRelation({ ...relation, comparison: 'equal' }, ledger.fact).outcome === 'holds' &&
    !new Decimal(ledger.fact(relation.stated)?.value ?? 0).isZero();
  const ties = relations.map(tied);
  const count = ties.filter(Boolean).length;
  return relations.map((relation, index) => {
    if (relation.formula.op !== 'add') return relation;
    const complete = count - (ties[index] ? 1 : 0) >= 2;
    if (!complete) return relation;
    const subject = {
      zh: relation.subject.zh.replace('≥', '='),
      en: relation.subject.en.replace('≥', '='),
    };
    // More than the total the parts may not be in any case; what they should come to is known now.
    if (testRelation(relation, ledger.fact).outcome === 'fails') return { ...relation, comparison: 'equal', subject };
    return { ...relation, comparison: 'equal', severity: 'suspicious', subject };
  });
}

function misses(relations: readonly Relation[], ledger: Ledger): number {
  let count = 0;
  for (const relation of relations) if (testRelation(relation, ledger.fact).outcome === 'fails') count++;
  return count;
}

export function isSummable(fact: Fact): boolean {
  const { dimension } = measureOf(fact.unit);
  return (
    dimension !== 'ratio' &&
    dimension !== 'score' &&
    !fact.concept.startsWith('rate.') &&
    !fact.concept.startsWith('score.') &&
    fact.concept !== 'staff.controlRate'
  );
}

/** Heads and pieces tie exactly. */
export function isCounted(stated: Fact, operands: readonly Fact[]): boolean {
  return isWholeCount(stated) && operands.every(isWholeCount);
}

function isWholeCount({ unit, concept, value }: Fact): boolean {
  return (measureOf(unit).dimension === 'count' || concept.startsWith('staff.')) && !value.includes('.');
}
