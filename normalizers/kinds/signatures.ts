import { SIGNATURE } from '../vocabulary/words.js';
import { type FormKind } from '../form-kind.js';

/** Who assessed and who agrees: names, posts, signatures, opinions, seals. */
export const kind: FormKind = {
  kind: 'signatures',
  fit(labels) {
    if (/^姓名$/mu.test(labels.head) && /职务|职称|签[字名]/u.test(labels.head)) return 0.95;
    if (labels.headers.length > 0) return 0;
    const signed = labels.stubs.filter((text) => SIGNATURE.test(text)).length;
    return signed > 0 && signed * 2 >= labels.stubs.length ? 0.8 : 0;
  },
};
