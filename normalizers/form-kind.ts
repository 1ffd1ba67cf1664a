import type { TableKind } from '../schemas/index.js';

/** How one kind of form is recognised: by its labels, never by its position or document. */
export interface FormKind {
  kind: TableKind;
  /**
   * How well the labels fit, 0 to 1. `headers` are the squeezed texts of the header rows, `stubs` those of the first
   * columns, `title` the caption.
   */
  fit(labels: { title: string; headers: string[]; stubs: string[] }): number;
}
