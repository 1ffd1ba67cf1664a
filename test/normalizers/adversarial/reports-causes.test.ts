import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { normalize } from '../../../normalizers/index.js';
import { assess } from '../../../reconcilers/index.js';
import { MISTAKEN } from './reports-causes.js';

/** Of each root, its rule with the first cause; what only is suspected, too. */
async function rootsOf(art: string): Promise<string[]> {
  const text = art
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
  const { findings } = assess(normalize(await extract(new TextEncoder().encode(text), { limits: DEFAULT_LIMITS })));
  return findings
    .filter(({ severity, consequenceOf }) => severity !== 'rounding' && consequenceOf === null)
    .map(({ rule, causes: [cause], operands }) => {
      const printed = operands.find(({ fact }) => fact === cause?.repair?.fact)?.text;
      return cause?.repair ? `${rule}: ${printed} → ${cause.repair.text}` : rule;
    });
}

describe.each(MISTAKEN)('$name', ({ art, mistakes }) => {
  it.each(mistakes)('$what', async ({ printed, roots }) => {
    let text = art;
    for (const [from, to] of printed) {
      expect(text.split(from)).toHaveLength(2);
      text = text.replace(from, to);
    }
    expect(await rootsOf(text)).toEqual(roots);
  });
});
