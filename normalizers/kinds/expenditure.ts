import { conceptsIn, countFamily, type FormKind } from '../form-kind.js';

/** What was spent and what was left: 支出合计 with 基本支出 and 项目支出, 结余. */
export const kind: FormKind = {
  kind: 'expenditure',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const own = countFamily(concepts, 'expenditure');
    if (own >= 3) return 0.85;
    return own === 2 ? 0.75 : 0;
  },
};
