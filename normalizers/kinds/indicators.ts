import { hits, type FormKind } from '../form-kind.js';
import { BARE_TOTAL } from '../vocabulary/words.js';

/** Indicators with target and actual value, with or without scores. */
export const kind: FormKind = {
  kind: 'indicators',
  fit(labels) {
    const indexes = hits([/[一二三]级指标|评价内容|绩效指标|^(?:具体)?指标(?:名称|内容)?$/u], labels.headers);
    const values = hits([/指标值|目标/u, /完成/u], labels.headers);
    if (indexes === 0 || values === 0) return 0;
    // 指标名称 | 年度任务 | 完成数量 with a 合计: figures that are added, and no indicators.
    const judged = hits([/[一二三]级指标|指标值|目标|分值|权重|得分|评分/u], labels.headers) > 0;
    if (!judged && labels.stubs.some((text) => BARE_TOTAL.test(text))) return 0;
    return hits(RULES, labels.headers) > 0 ? 0.7 : 0.9;
  },
};

const RULES = [/评分标准|计分标准|评分细则|评分办法|评价标准/u];
