import { type FormKind } from '../form-kind.js';
import { BARE_TOTAL } from '../vocabulary/words.js';

/** Indicators with target and actual value, with or without scores. */
export const kind: FormKind = {
  kind: 'indicators',
  fit(labels) {
    if (!INDEXES.test(labels.head) || !/指标值|目标|完成/u.test(labels.head)) return 0;
    // 指标名称 | 年度任务 | 完成数量 with a 合计: figures that are added, and no indicators.
    const judged = /[一二三]级指标|指标值|目标|分值|权重|得分|评分/u.test(labels.head);
    if (!judged && labels.stubs.some((text) => BARE_TOTAL.test(text))) return 0;
    return RULES.test(labels.head) ? 0.7 : 0.9;
  },
};

const INDEXES = /[一二三]级指标|评价内容|绩效指标|^(?:具体)?指标(?:名称|内容)?$/mu;
const RULES = /评分标准|计分标准|评分细则|评分办法|评价标准/u;
