import { hits, type FormKind } from '../form-kind.js';

/** What was aimed at and what was reached, in words. */
export const kind: FormKind = {
  kind: 'goals',
  fit(labels) {
    const indexes = hits([/[一二三]级指标|评价内容|指标值|具体指标/u], labels.headers);
    if (indexes > 0) return 0;
    return hits([/目标/u], labels.headers) === 1 && hits([/完成/u], labels.headers) === 1 ? 0.85 : 0;
  },
};
