import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { GROWING } from '../../scripts/hostile/growing.js';

/** Each took minutes when it cost the square of its length; `scripts/growth.ts` measures many more. */
test.each<[name: string, length: number]>([
  ['based-on.docx', 20_000],
  ['under-a-great-clip.pdf', 2000],
])('%s of length %i is read in time', { timeout: 60_000 }, async (name, length) => {
  const bytes = GROWING.find((one) => one.name === name)!.make(length);
  expect((await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS })).notices).toEqual([]);
});
