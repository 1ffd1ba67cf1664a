import { conceptsIn, countFamily, hits, type FormKind } from '../form-kind.js';

/** The national form's head: 年度资金总额 with budget, execution, rate and score, by source and by use. */
export const kind: FormKind = {
  kind: 'budgetExecution',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const columns = hits(COLUMNS, labels.headers);
    const scored = hits([/分值|权重/u, /得分|自评分/u, /执行率/u], labels.headers);
    const lines =
      concepts.has('budget.total') || countFamily(concepts, 'income') + countFamily(concepts, 'expenditure') > 0;
    if (columns >= 2 && scored >= 1 && lines) return 0.96;
    if (concepts.has('budget.total') && columns >= 1) return 0.8;
    return /预算执行情况|年度预算申请/u.test(labels.title) && columns >= 2 ? 0.7 : 0;
  },
};

const COLUMNS = [/年初预算|预算申报/u, /全年预算|调整后预算|预算数\(A\)/u, /执行数|决算数|实际支出/u];
