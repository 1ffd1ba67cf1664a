import { conceptsIn, type FormKind } from '../form-kind.js';

/** 固定资产: in use, leased, other. */
export const kind: FormKind = {
  kind: 'assets',
  fit(labels) {
    const own = conceptsIn(labels).count('assets');
    if (own >= 2) return 0.95;
    if (labels.stubs.filter((text) => /资产(?:合计|总计|总额)?$/u.test(text)).length >= 3) return 0.93;
    return own === 1 && /资产/u.test(labels.title) ? 0.7 : 0;
  },
};
