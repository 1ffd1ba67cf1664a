import { Decimal, type Expression, type Fact } from '../../schemas/index.js';
import type { CheckRule, Relation } from '../check.js';
import { fact } from '../expression.js';
import { Ledger } from '../ledger.js';
import { near } from '../neighbours.js';
import { parseRule } from '../rubric/index.js';
import { nodeName } from '../scores.js';

export const check: CheckRule = {
  id: 'execution-score',
  class: 'score',
  title: { zh: '执行率得分', en: 'Score of the execution rate' },
  about: {
    zh: '国家格式中，执行率得分 = 分值 × 执行率，最高为分值。',
    en: 'In the national form the score of the execution rate is weight × rate, at most the weight.',
  },
  examples: [
    {
      title: { zh: '得分按执行率折算', en: 'The score follows the rate' },
      text: [
        '部门整体支出绩效自评表',
        '| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 |',
        '| | 年度资金总额 | 800 | 850.5 | 840.5 | 10 | 98.82% | 9.88 |',
      ].join('\n'),
      outcome: 'holds',
    },
  ],
  relations: (report) => {
    const ledger = Ledger.of(report);
    const around = near(ledger);
    // A line that prints another rule than the proportional one is for that rule to judge.
    const hasOwnRule = (indicator: string | undefined): boolean =>
      report.indicators.some(
        ({ id, rule }) => id === indicator && rule !== '' && !BY_THE_RATE.has(parseRule(rule).kind),
      );
    const relations: Relation[] = [];
    const money = new Set(report.tables.flatMap(({ id, kind }) => (kind === 'budgetExecution' ? [id] : [])));
    for (const scoring of report.scorings) {
      for (const node of scoring.nodes) {
        const score = node.scoreFact === undefined ? undefined : ledger.fact(node.scoreFact);
        const weight = node.weightFact === undefined ? undefined : ledger.fact(node.weightFact);
        if (!score || !weight || node.level === 'total') continue;
        const rates = around(score).filter((one) => one.concept === 'rate.execution' && one.stage !== 'target');
        const rate =
          score.source === 'table' ? rates[0] : /执行率/u.test(node.label) ? closest(rates, score) : undefined;
        if (!rate || (score.source === 'table' && !isOfMoney(node.label, money.has(score.table ?? '')))) continue;
        if (hasOwnRule(node.indicator)) continue;
        const formula = scored(weight, rate);
        const whole = score.decimals === 0 && new Decimal(score.value).minus(weight.value).abs().lt(1);
        relations.push({
          rule: 'execution-score',
          key: nodeName(scoring, node),
          subject: {
            zh: `${node.label}得分 = 分值 × 执行率（最高为分值）`,
            en: `${node.label}: score = weight × execution rate, at most the weight`,
          },
          stated: score.id,
          formula,
          comparison: 'equal',
          exact: false,
          cut: true,
          fineness: score.decimals > 0 ? 'own' : 'column',
          roles: { [weight.id]: 'factor', [rate.id]: 'factor' },
          others: [weight.id, rate.id],
          // A sheet may have its own rule for the rate, and a whole score may have been rounded up.
          severity: scoring.source === 'sheet' && !whole ? 'discrepancy' : 'suspicious',
        });
      }
    }
    return relations;
  },
};

/** 年度资金总额, 预算执行率; in the form of the year's money, its 合计 too. */
function isOfMoney(label: string, inMoney: boolean): boolean {
  return /执行|总额|资金|预算/u.test(label) || (inMoney && /^(?:合计|小计|总计)$/u.test(label));
}

const BY_THE_RATE: ReadonlySet<string> = new Set(['proportional', 'unknown']);

/** weight × rate, capped at the weight, which is exact. A bare rate above 1.5 is in percent. */
function scored(weight: Fact, rate: Fact): Expression {
  const value = new Decimal(rate.value);
  const bare = rate.unit === '';
  const percent = bare ? value.gt('1.5') : true;
  if (value.gte(percent ? 100 : 1)) return fact(weight);
  const product: Expression = { op: 'multiply', left: fact(weight), right: fact(rate) };
  return bare && percent ? { op: 'divide', left: product, right: { op: 'constant', value: '100' } } : product;
}

/** The rate that is printed last before the score. */
function closest(rates: readonly Fact[], score: Fact): Fact | undefined {
  const before = rates.filter(
    (rate) => rate.place.line === score.place.line && (rate.place.start ?? 0) <= (score.place.start ?? 0),
  );
  return before.at(-1) ?? rates.at(-1);
}
