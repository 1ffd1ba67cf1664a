import { type FormKind } from '../form-kind.js';

/** Indicators with weight, scoring rule and score. */
export const kind: FormKind = {
  kind: 'scoreSheet',
  fit(labels) {
    const { head, headers, stubs } = labels;
    if (stubs.length <= 5 && isSideBySide(headers, stubs)) return 0.9;
    const weights = /分值|权重|满分|标准分/u.test(head);
    const scores = /得分|打分|自评分|评分$/mu.test(head);
    if (weights && scores) {
      // 任务名称 | 年初计划 | 实际完成 | 分值 | 得分: tasks that are scored, where no money is told of them.
      if (TASKS.test(head) && !/预算|金额|资金|支出|元\)/u.test(head)) return 0.92;
      // 项目 | 分值 | 得分: a weight and a score beside anything that is named.
      if (headers.length <= 6 && NAMES.test(head)) return 0.5;
    }
    if (!(weights || scores) || !INDEXES.test(head)) return 0;
    return RULES.test(head) ? 0.95 : 0.5;
  },
};

const TASKS = /^(?:重点|年度|主要|工作)*(?:任务|事项)(?:名称|内容)?$/mu;
const NAMES = /^(?:评分|考核|考评|评价)?(?:项目|内容|要素|类别|名称)$/mu;
const INDEXES = /[一二三]级指标|评价内容|绩效指标|评价指标|^指标|考核内容/mu;
const RULES = /评分标准|计分标准|评分细则|评分办法|评价标准|指标解释/u;

/** 项目 | 投入 | 过程 | 合计 over 分值 and 得分, or over 得分 with 投入（20分）: lines side by side. */
function isSideBySide(headers: readonly string[], stubs: readonly string[]): boolean {
  if (!stubs.some((text) => /^(?:自评|评价|实际|综合)?(?:得分|评分)$/u.test(text))) return false;
  const weighed = stubs.some((text) => /^(?:指标|标准)?(?:分值|权重|满分|标准分)$/u.test(text));
  return weighed || headers.filter((text) => /\(\d+(?:\.\d+)?分\)$/u.test(text)).length >= 2;
}
