import type { Expression, Fact, Report, Statement } from '../schemas/index.js';
import type { Relation } from './check.js';
import { Ledger } from './ledger.js';
import { namesOf } from './names.js';

/** What a sentence says of its own figures, as relations. `formulas` gives every reading of it: one that fits is enough. */
export function statementRelations(
  report: Report,
  rule: string,
  kinds: readonly Statement['kind'][],
  formulas: (statement: Statement, stated: Fact, operands: Fact[]) => Reading[],
): Relation[] {
  const ledger = Ledger.of(report);
  const relations: Relation[] = [];
  const seen = new Map<string, number>();
  for (const statement of report.statements)
    if (kinds.includes(statement.kind)) relations.push(...relationsOf(statement));
  return relations;

  function relationsOf(statement: Statement): Relation[] {
    const stated = ledger.fact(statement.stated);
    if (!stated) return [];
    const operands = ledger.facts(statement.operands);
    if (operands.length !== statement.operands.length) return [];
    if (operands.length === 0 && !statement.members) return [];
    const name = `${statement.kind}:${ledger.meaning(stated)}:${operands.map((one) => one.label).join('+')}`;
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    const called = namesOf([stated, ...operands], ledger);
    const readings = formulas(
      statement,
      stated,
      operands.map((one) => withLabel(one, called(one))),
    );
    return readings.map(({ formula, words, comparison = 'equal', exact = false, others, severity, roles }, index) => {
      const text = `${called(stated)} ${SIGNS[comparison]} ${words}`;
      const relation: Relation = {
        rule,
        key: `${name}:${ordinal}:${index}`,
        subject: { zh: text, en: text },
        stated: stated.id,
        formula,
        comparison,
        exact,
      };
      if (others) relation.others = others;
      if (severity) relation.severity = severity;
      if (roles) relation.roles = roles;
      if (readings.length > 1) relation.group = `${rule}:${statement.id}`;
      return relation;
    });
  }
}

const SIGNS = { equal: '=', atLeast: '≥', atMost: '≤', below: '<' } as const;

function withLabel(fact: Fact, label: string): Fact {
  return fact.label === label ? fact : { ...fact, label };
}

export interface Reading {
  formula: Expression;
  words: string;
  comparison?: Relation['comparison'];
  exact?: boolean;
  others?: string[];
  severity?: 'discrepancy' | 'suspicious';
  roles?: NonNullable<Relation['roles']>;
}
