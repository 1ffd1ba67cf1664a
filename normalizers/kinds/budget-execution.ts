import { conceptsIn, hits, type FormKind } from '../form-kind.js';

/** The head of a self-assessment form: the year's money with budget, execution, rate and score, by source and by use. */
export const kind: FormKind = {
  kind: 'budgetExecution',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const columns = hits(COLUMNS, labels.head);
    const lines = concepts.has('budget.total') || concepts.count('income') + concepts.count('expenditure') > 0;
    if (columns >= 2 && lines && SCORED.test(labels.head)) return 0.96;
    // 预算数（A）| 执行数（B）| 执行率 | 得分: a score beside the rate makes it a line of the scoring, whatever its money is called.
    const rated = SCORE.test(labels.head) && RATE.test(labels.head);
    if (rated && hits(PLAIN_COLUMNS, labels.head) === 2 && (lines || tellsFunds(labels.stubs))) return 0.96;
    if (concepts.has('budget.total') && columns >= 1) return 0.8;
    return /预算执行情况|年度预算申请/u.test(labels.title) && columns >= 2 ? 0.7 : 0;
  },
};

const SCORE = /得分|自评分/u;
const SCORED = /分值|权重|得分|自评分|执行率/u;
const RATE = /执行率|完成率|支出进度/u;
const COLUMNS = [/年初预算|预算申报/u, /全年预算|调整后预算|预算数\(A\)/u, /执行数|决算数|实际支出/u];
const PLAIN_COLUMNS = [/预算|计划/u, /执行(?:数|金额)?(?:\(B\))?$|决算|支出/mu];
/** Lines of money, not of projects that have a score each. */
function tellsFunds(stubs: readonly string[]): boolean {
  return stubs.length === 0 || stubs.filter((stub) => FUNDS.test(stub)).length * 2 > stubs.length;
}

const FUNDS = /资金|金额|总额|拨款|经费|支出|收入|预算/u;
