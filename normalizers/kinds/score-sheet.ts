import { hits, type FormKind } from '../form-kind.js';

/** Indicators with weight, scoring rule and score. */
export const kind: FormKind = {
  kind: 'scoreSheet',
  fit(labels) {
    const indexes = hits([/[一二三]级指标|评价内容|绩效指标|评价指标|^指标|考核内容/u], labels.headers);
    const weights = hits([/分值|权重|满分|标准分/u], labels.headers);
    const scores = hits([/得分|打分|自评分|评分$/u], labels.headers);
    const rules = hits([/评分标准|计分标准|评分细则|评分办法|评价标准|指标解释/u], labels.headers);
    // 项目 | 分值 | 得分: a weight and a score beside anything that is named.
    const named =
      labels.headers.length <= 6 &&
      hits([/^(?:评分|考核|考评|评价)?(?:项目|内容|要素|类别|名称)$/u], labels.headers) > 0;
    // 项目 | 投入 | 过程 | 合计 over 分值 and 得分, or over 得分 with 投入（20分）: lines side by side.
    const scored = labels.stubs.some((text) => /^(?:自评|评价|实际|综合)?(?:得分|评分)$/u.test(text));
    const weighed = labels.stubs.some((text) => /^(?:指标|标准)?(?:分值|权重|满分|标准分)$/u.test(text));
    const pointed = labels.headers.filter((text) => /\(\d+(?:\.\d+)?分\)$/u.test(text)).length;
    if (scored && labels.stubs.length <= 5 && (weighed || pointed >= 2)) return 0.9;
    // 任务名称 | 年初计划 | 实际完成 | 分值 | 得分: tasks that are scored, where no money is told of them.
    const tasks = hits([TASKS], labels.headers) > 0 && hits([/预算|金额|资金|支出|元\)/u], labels.headers) === 0;
    if (tasks && weights > 0 && scores > 0) return 0.92;
    if (named && weights > 0 && scores > 0) return 0.5;
    if (indexes === 0 || weights + scores === 0) return 0;
    return rules > 0 ? 0.95 : 0.5;
  },
};

const TASKS = /^(?:重点|年度|主要|工作)*(?:任务|事项)(?:名称|内容)?$/u;
