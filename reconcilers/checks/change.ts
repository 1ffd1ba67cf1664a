import type { Expression, Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { difference, fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { namesOf } from '../names.js';
import { near } from '../neighbours.js';
import { equation } from '../phrase.js';
import { measureOf } from '../unit.js';

export const check: CheckRule = {
  id: 'change',
  class: 'ratio',
  title: { zh: '增减额与变动率', en: 'Change and rate of change' },
  about: {
    zh: '表中增减额 = 本年 − 上年（或预算），变动率 = 增减额 ÷ 上年（或预算）。',
    en: 'In a table, the change is this year less last year (or less the budget), the rate of change the change over last year (or over the budget).',
  },
  examples: [
    {
      title: { zh: '增减额与变动率相符', en: 'Both follow' },
      text: [
        '“三公经费”对比说明（元）',
        '| 指标 | 本年度 | 年初预算 | 上年度 | 比上年增减 | 比上年增减％ |',
        '| 三公经费合计 | 45120 | 80000 | 60160 | -15040 | -25.00% |',
        '| 其中：1、公务接待费 | 45120 | 80000 | 60160 | -15040 | -25.00% |',
      ].join('\n'),
      outcome: 'holds',
    },
    {
      title: { zh: '增减额漏了一位', en: 'A digit dropped from the change' },
      text: [
        '“三公经费”对比说明（元）',
        '| 指标 | 本年度 | 年初预算 | 上年度 | 比上年增减 | 比上年增减％ |',
        '| 三公经费合计 | 45120 | 80000 | 60160 | -1504 | -25.00% |',
      ].join('\n'),
      outcome: 'fails',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const around = near(ledger);
    const relations: Relation[] = [];
    for (const stated of report.facts)
      if (stated.source === 'table' && (stated.stage === 'change' || stated.concept === 'rate.change'))
        relations.push(...relationsOf(stated));
    return relations;

    function relationsOf(stated: Fact): Relation[] {
      const made: Relation[] = [];
      const rate = stated.concept === 'rate.change';
      const close = around(stated).filter(
        (other) => measureOf(other.unit).dimension !== 'ratio' && !other.concept.startsWith('rate.'),
      );
      const { current, before } = compared(stated, close) ?? latest(close);
      if (!current) return made;
      for (const base of close.filter((other) => other === before || isBase(stated.label, other))) {
        const called = namesOf([stated, current, base], ledger);
        const gap = difference(current, base);
        const fall = /减|降|压/u.test(stated.label) && !/增/u.test(stated.label);
        const signed: Expression = fall ? difference(base, current) : gap;
        made.push({
          rule: 'change',
          key: `${ledger.meaning(stated)}:${base.stage}`,
          subject: equation(
            called(stated),
            rate ? `(${called(current)} − ${called(base)}) ÷ ${called(base)}` : `${called(current)} − ${called(base)}`,
          ),
          stated: stated.id,
          formula: rate ? { op: 'divide', left: signed, right: fact(base) } : signed,
          comparison: 'equal',
          exact: false,
          roles: rate ? { [base.id]: 'denominator', [current.id]: 'numerator' } : {},
          group: `change:${stated.id}`,
        });
      }
      return made;
    }
  },
};

/** 2022年比2021年增长: the figures of the two years that the label names; undefined where it names no two. */
function compared({ label }: Fact, row: readonly Fact[]): { current?: Fact; before?: Fact } | undefined {
  const years = TWO_YEARS.exec(label.split(' / ').at(-1) ?? label);
  if (!years) return undefined;
  const [current, before] = years.slice(1).map((year) => {
    const told = row.filter(
      ({ period, stage }) => period === year && (stage === 'final' || stage === 'actual' || stage === 'previousFinal'),
    );
    return told.length === 1 ? told[0] : undefined;
  });
  return current && before ? { current, before } : {};
}

const TWO_YEARS = /((?:19|20)\d\d)年?(?:度?[比较]|对比|\/)((?:19|20)\d\d)年/u;

/** 2020年决算 | 2021年决算 | 2022年决算: the last year's figure, and that of the year before it. */
function latest(row: readonly Fact[]): { current?: Fact; before?: Fact } {
  const told = row.filter(({ stage }) => stage === 'final' || stage === 'actual');
  const [only] = told;
  if (!only || told.length === 1) return only ? { current: only } : {};
  const year = Math.max(...told.map(({ period }) => Number(period)));
  const of = (period: number) => told.filter((each) => Number(each.period) === period);
  const [current, ...more] = of(year);
  const [before, ...others] = of(year - 1);
  if (!current || more.length > 0) return {};
  return before && others.length === 0 ? { current, before } : { current };
}

/** What a change is measured against: its label says 预算 or 上年; where it says neither, either will do. */
function isBase(label: string, fact: Fact): boolean {
  const budget = fact.stage === 'opening' || fact.stage === 'adjusted';
  const previous = fact.stage === 'previousFinal';
  const own = label.split(' / ').at(-1) ?? label;
  if (/预算|年初|计划/u.test(own)) return budget;
  if (/上年|去年|同比|同期/u.test(own)) return previous;
  return budget || previous;
}
