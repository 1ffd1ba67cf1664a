/** Documents of any length, for readers that would take the square of it, or more. */
import { fixedPages } from './growing/fixed-pages.js';
import { forms } from './growing/forms.js';
import { office } from './growing/office.js';
import { pages } from './growing/pages.js';
import { portables } from './growing/portables.js';
import { prose } from './growing/prose.js';
import { sheets } from './growing/sheets.js';
import type { Sample } from './mutations.js';

export const GROWING: readonly { name: string; base: number; make: (length: number) => Buffer }[] = Object.entries({
  ...forms,
  ...prose,
  ...office,
  ...sheets,
  ...pages,
  ...portables,
  ...fixedPages,
}).map(([name, [base, make]]) => ({ name, base, make: (length) => Buffer.from(make(length) as string) }));

/** Each at the length of a long document. */
export function grown(): Sample[] {
  return GROWING.map(({ name, base, make }) => ({ name: `long-${name}`, bytes: make(base * 4) }));
}
