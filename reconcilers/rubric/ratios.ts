import type { Concept, Stage } from '../../schemas/index.js';

/** A figure that a ratio is made of: concepts and stages are tried in order. */
export interface Term {
  concepts: readonly Concept[];
  stages: readonly Stage[];
  zh: string;
}

/**
 * What the ratios of score sheets are made of, from the common definitions of 部门整体支出绩效评价: quotient is
 * numerator ÷ denominator, change is (numerator − denominator) ÷ denominator; both × 100 %. `printed` is the concept
 * under which the ratio itself may be printed.
 */
export interface RatioDefinition {
  /** All of these words stand in the indicator's name (squeezed). */
  names: readonly (readonly string[])[];
  kind: 'quotient' | 'change';
  numerator: Term;
  denominator: Term;
  printed?: Concept;
}

const term = (concepts: Concept | readonly Concept[], stages: readonly Stage[], zh: string): Term => ({
  concepts: typeof concepts === 'string' ? [concepts] : concepts,
  stages,
  zh,
});

/** The whole of a department's money: its budget line, or what it spent in all. */
const WHOLE = ['budget.total', 'expenditure.total'] as const;

export const RATIOS: readonly RatioDefinition[] = [
  {
    names: [
      ['供养', '控制率'],
      ['在职', '控制率'],
      ['编制', '控制率'],
    ],
    kind: 'quotient',
    numerator: term('staff.actual', ['actual', 'final'], '在职人员数'),
    denominator: term('staff.authorized', ['target', 'opening', 'actual', 'final'], '编制数'),
    printed: 'staff.controlRate',
  },
  {
    names: [
      ['三公', '变动率'],
      ['三公', '增长率'],
      ['三公', '增减率'],
    ],
    kind: 'change',
    numerator: term('threePublic.total', ['final'], '本年三公经费'),
    denominator: term('threePublic.total', ['previousFinal'], '上年三公经费'),
  },
  {
    names: [
      ['三公', '控制率'],
      ['三公', '执行率'],
    ],
    kind: 'quotient',
    numerator: term('threePublic.total', ['final'], '三公经费决算数'),
    denominator: term('threePublic.total', ['opening', 'adjusted'], '三公经费预算数'),
  },
  {
    names: [
      ['公用经费', '控制率'],
      ['公用支出', '控制率'],
    ],
    kind: 'quotient',
    numerator: term('expenditure.running', ['final'], '公用经费决算数'),
    denominator: term('expenditure.running', ['opening', 'adjusted'], '公用经费预算数'),
  },
  {
    names: [
      ['采购', '执行率'],
      ['采购', '完成率'],
    ],
    kind: 'quotient',
    numerator: term('procurement.total', ['final'], '政府采购决算数'),
    denominator: term('procurement.total', ['opening', 'adjusted'], '政府采购预算数'),
  },
  {
    names: [['预算', '调整率']],
    kind: 'quotient',
    numerator: term(WHOLE, ['adjustment'], '预算调整数'),
    denominator: term(WHOLE, ['opening'], '年初预算数'),
    printed: 'rate.adjustment',
  },
  {
    names: [
      ['预算', '执行率'],
      ['预算', '完成率'],
      ['资金', '执行率'],
      ['支出', '执行率'],
    ],
    kind: 'quotient',
    numerator: term(WHOLE, ['final'], '全年执行数'),
    denominator: term(WHOLE, ['adjusted', 'opening'], '全年预算数'),
    printed: 'rate.execution',
  },
  {
    names: [
      ['结转', '率'],
      ['结余', '率'],
    ],
    kind: 'quotient',
    numerator: term(['balance.accumulated', 'balance.current'], ['final', 'actual'], '结转结余'),
    denominator: term(WHOLE, ['adjusted', 'opening'], '预算数'),
  },
  {
    names: [
      ['资产', '利用率'],
      ['资产', '使用率'],
    ],
    kind: 'quotient',
    numerator: term('assets.inUse', ['final', 'actual'], '在用固定资产'),
    denominator: term('assets.total', ['final', 'actual'], '固定资产总额'),
  },
];
