import { conceptsIn, hits, type FormKind } from '../form-kind.js';

/** 基础数据表: staff and control rate; expenses over years and stages; buildings. */
export const kind: FormKind = {
  kind: 'baseData',
  fit(labels) {
    const concepts = conceptsIn(labels);
    if (labels.headers.length >= 2 && concepts.has('staff.authorized') && concepts.has('staff.actual')) return 0.9;
    if (hits(BUILDINGS, labels.head) >= 2) return 0.92;
    const mixed =
      Math.min(1, concepts.count('threePublic')) +
      Math.min(1, concepts.count('expenditure')) +
      Math.min(1, concepts.count('procurement')) +
      Math.min(1, concepts.count('staff'));
    if (concepts.count('threePublic') >= 2 && mixed >= 2) return 0.92;
    return /基础数据|经费控制/u.test(labels.title) && mixed > 0 ? 0.9 : 0;
  },
};

const BUILDINGS = [/批复规模/u, /实际规模/u, /规模控制率/u, /预算投资|投资概算/u, /实际投资/u];
