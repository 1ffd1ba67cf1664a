import { type FormKind } from '../form-kind.js';

/** What was aimed at and what was reached, in words. */
export const kind: FormKind = {
  kind: 'goals',
  fit(labels) {
    if (/[一二三]级指标|评价内容|指标值|具体指标/u.test(labels.head)) return 0;
    return labels.head.includes('目标') && labels.head.includes('完成') ? 0.85 : 0;
  },
};
