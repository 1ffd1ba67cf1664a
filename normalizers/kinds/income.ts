import { conceptsIn, type FormKind } from '../form-kind.js';

/** What came in: 收入合计 with 财政拨款, 上年结转 … as columns or as rows. */
export const kind: FormKind = {
  kind: 'income',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const own = concepts.count('income');
    const spent = concepts.count('expenditure');
    if (own >= 3 && spent <= 1) return 0.9;
    if (own >= 2 && spent === 0) return /收入/u.test(labels.title) ? 0.9 : 0.7;
    return 0;
  },
};
