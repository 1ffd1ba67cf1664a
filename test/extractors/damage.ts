import fc from 'fast-check';
import { expect } from 'vitest';
import type { Extractor } from '../../extractors/index.js';
import { DEFAULT_LIMITS } from '../../extractors/index.js';
import { UnreadableError } from '../../schemas/index.js';

/** Cuts a document off and changes bytes of it at random: whatever comes, it is read or refused, never more. */
export async function survivesDamage(extractor: Extractor, whole: Uint8Array, runs = 60): Promise<void> {
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.array(change, { maxLength: 40 }), async (cut, changes) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      await extractor
        .extract(cut % 2 === 0 ? bytes.subarray(0, cut) : bytes, { limits: DEFAULT_LIMITS })
        .catch((error: unknown) => expect(error).toBeInstanceOf(UnreadableError));
    }),
    { numRuns: runs },
  );
}
