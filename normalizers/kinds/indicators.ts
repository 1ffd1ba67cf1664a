import { hits, type FormKind } from '../form-kind.js';

/** Indicators with target and actual value, with or without scores. */
export const kind: FormKind = {
  kind: 'indicators',
  fit(labels) {
    const indexes = hits([/[一二三]级指标|评价内容|绩效指标|^(?:具体)?指标(?:名称|内容)?$/u], labels.headers);
    const values = hits([/指标值|目标/u, /完成/u], labels.headers);
    if (indexes === 0 || values === 0) return 0;
    return hits(RULES, labels.headers) > 0 ? 0.7 : 0.9;
  },
};

const RULES = [/评分标准|计分标准|评分细则|评分办法|评价标准/u];
