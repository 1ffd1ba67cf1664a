import { SIGNATURE } from '../vocabulary/words.js';
import { hits, type FormKind } from '../form-kind.js';

/** Who assessed and who agrees: names, posts, signatures, opinions, seals. */
export const kind: FormKind = {
  kind: 'signatures',
  fit(labels) {
    if (hits([/^姓名$/u], labels.headers) && hits([/职务|职称/u, /签[字名]/u], labels.headers)) return 0.95;
    const signed = labels.stubs.filter((text) => SIGNATURE.test(text)).length;
    return labels.headers.length === 0 && signed > 0 && signed * 2 >= labels.stubs.length ? 0.8 : 0;
  },
};
