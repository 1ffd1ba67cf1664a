import { Decimal, type Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { comparison } from '../phrase.js';
import { testRelation } from '../relation-test.js';
import { slipBetween } from '../slips.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'same-quantity',
  class: 'same',
  title: { zh: '同一数量印了两次', en: 'One quantity printed twice' },
  about: {
    zh: '同一概念、同一单位、同一年度、同一阶段的数，在表与表、表与文字、文字与文字之间应当一致（元与万元按较粗的一方取整比较）。按含义比对，从不只凭数字相同；文字中的数若与另一机构（如局机关）的数相符，则是口径不同，不报。',
    en: 'A figure of the same concept, unit of organisation, year and stage is the same in every form and sentence (元 and 万元 compared as coarsely as the coarser one). Matched by meaning, never by digits alone; a figure in a sentence that is that of another unit (the head office, say) has another scope and is not flagged.',
  },
  examples: [
    {
      title: { zh: '万元与元，取整后相同', en: '万元 and 元, equal after rounding' },
      text: ['2023年“三公”经费决算数4.51万元。', '', '2023年“三公”经费决算数45120元。'].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const groups = new Map<string, Fact[]>();
    const moneyInTables: Fact[] = [];
    for (const one of report.facts) {
      if (measureOf(one.unit).dimension !== 'money') continue;
      if (one.source === 'table') moneyInTables.push(one);
      if (one.concept === 'unnamed' || one.concept.startsWith('rate.') || one.bound) continue;
      if (one.period === '' || one.stage === 'change') continue;
      const key = [one.concept, one.subject, ...yearAndStage(one, report.identity.year)].join('|');
      const there = groups.get(key);
      if (there) there.push(one);
      else groups.set(key, [one]);
    }
    const elsewhere = new Map<string, Fact[]>();
    for (const one of moneyInTables) {
      const key = significant(one);
      const there = elsewhere.get(key);
      if (there) there.push(one);
      else elsewhere.set(key, [one]);
    }
    const relations: Relation[] = [];
    for (const [key, group] of groups) {
      const tables = representatives(
        group.filter((one) => one.source === 'table'),
        (one) => one.table ?? '',
      );
      const prose = group.filter((one) => one.source === 'prose');
      const reference = tables[0] ?? prose[0];
      if (!reference) continue;
      const others = [...tables.slice(1), ...prose].filter((one) => one !== reference);
      const conflicting = (one: Fact) => outcome(one, reference, ledger) === 'fails';
      // Figures of one sentence that differ among themselves are several quantities, whatever they are called.
      const scattered = new Set(others.filter(conflicting).map((one) => `${one.value}${one.unit}`)).size > 1;
      others.forEach((one, index) => {
        const fails = conflicting(one);
        const sameScope = !fails || !hasOtherScope(one, reference, elsewhere);
        if (!sameScope) return;
        const slip = fails ? slipBetween(one, inUnit(reference, one.unit)) : null;
        if (fails && scattered && !slip) return;
        relations.push({
          rule: 'same-quantity',
          key: `${key}:${ledger.meaning(reference)}=${ledger.meaning(one)}:${index}`,
          subject: comparison(name(ledger, one), '=', bilingual(name(ledger, reference))),
          stated: one.id,
          formula: fact(reference),
          comparison: 'equal',
          exact: false,
          roles: { [reference.id]: 'other' },
          // Two unlike numbers under one name may be two quantities; a slip of the pen away from each other they are not.
          severity: fails && !slip ? 'suspicious' : 'discrepancy',
        });
      });
    }
    return relations;
  },
};

/** Last year's final account in this year's table is the final account of last year. */
function yearAndStage(one: Fact, year: string): [string, string] {
  if (one.stage !== 'previousFinal') return [one.period, one.stage];
  return [one.period === year ? String(Number(year) - 1) : one.period, 'final'];
}

function outcome(one: Fact, reference: Fact, ledger: Ledger): string {
  return testRelation(
    {
      rule: '',
      key: '',
      subject: { zh: '', en: '' },
      stated: one.id,
      formula: fact(reference),
      comparison: 'equal',
      exact: false,
    },
    ledger.fact,
  ).outcome;
}

/** One fact a context; a context that prints two different values under one name does not tell them apart. */
function representatives(facts: readonly Fact[], contextOf: (fact: Fact) => string): Fact[] {
  const contexts = new Map<string, Fact | null>();
  for (const one of facts) {
    const context = contextOf(one);
    const there = contexts.get(context);
    if (there === undefined) contexts.set(context, one);
    else if (there && there.value !== one.value) contexts.set(context, null);
  }
  return [...contexts.values()].filter((one): one is Fact => one !== null);
}

function hasOtherScope(one: Fact, reference: Fact, elsewhere: ReadonlyMap<string, readonly Fact[]>): boolean {
  if (one.source === 'table') return false;
  const digits = significant(one);
  if (digits.length < 3) return false;
  return (elsewhere.get(digits) ?? []).some(
    (other) =>
      other !== reference &&
      (other.subject !== reference.subject || other.concept !== reference.concept || other.stage !== reference.stage),
  );
}

/** The digits of an amount, whatever its unit: 60158元 and 6.0158万元 share them. */
function significant(one: Fact): string {
  return one.value.replace(/[-.]/gu, '').replace(/^0+|0+$/gu, '');
}

function inUnit(one: Fact, unit: string): Decimal {
  return new Decimal(one.value).times(measureOf(one.unit).factor).div(measureOf(unit).factor);
}

function name(ledger: Ledger, one: Fact): string {
  const table = ledger.table(one.table);
  return table?.title ? `${table.title}·${ledger.label(one)}` : ledger.label(one);
}

function bilingual(text: string) {
  return { zh: text, en: text };
}
