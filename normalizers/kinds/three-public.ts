import { conceptsIn, type FormKind } from '../form-kind.js';

/** 公务接待费, 公务用车, 因公出国: as columns over units, or as rows over years. */
export const kind: FormKind = {
  kind: 'threePublic',
  fit(labels) {
    const concepts = conceptsIn(labels);
    const own = concepts.count('threePublic');
    const other = concepts.count('expenditure') + concepts.count('staff') + concepts.count('procurement');
    if (own >= 2 && other === 0) return 0.95;
    if (own === 1 && other === 0 && /三公/u.test(labels.title)) return 0.8;
    return own >= 3 ? 0.6 : 0;
  },
};
