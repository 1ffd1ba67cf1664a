import { conceptsIn, type FormKind } from '../form-kind.js';

/** What was spent and what was left: 支出合计 with 基本支出 and 项目支出, 结余. */
export const kind: FormKind = {
  kind: 'expenditure',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const own = concepts.count('expenditure');
    if (own >= 3) return 0.85;
    if (own === 2) return 0.75;
    // 教育支出, 卫生健康支出 … with 本年支出合计: expenditure by what it is for.
    if (own !== 1 || concepts.count('income') > 0) return 0;
    return labels.stubs.filter((text) => text.endsWith('支出')).length >= 3 ? 0.7 : 0;
  },
};
