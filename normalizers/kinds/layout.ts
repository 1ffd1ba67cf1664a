import { type FormKind } from '../form-kind.js';

/** A frame around prose: one cell with sentences in it. */
export const kind: FormKind = {
  kind: 'layout',
  fit(labels) {
    const [only, ...more] = labels.stubs;
    return labels.headers.length === 0 && more.length === 0 && only !== undefined && only.length > 80 ? 0.99 : 0;
  },
};
