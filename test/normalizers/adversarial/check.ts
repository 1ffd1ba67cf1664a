import { describe, expect, test } from 'vitest';
import { normalize } from '../../../normalizers/index.js';
import { assess } from '../../../reconcilers/index.js';
import { rawArt } from '../../raw-art.js';
import { outline } from '../forms/outline.js';

/** A small report table as other counties print it, with what must be understood of it. */
export interface AdversarialCase {
  name: string;
  art: string;
  /** Kinds of its forms, in order. */
  kinds?: string[];
  /** Every relation of the row trees, then of the column trees: `合计 = 甲 + 乙`, `合计 ≥ 甲`. */
  sums?: string[];
  /** Figures that must be among the facts, as `outline` writes them. */
  facts?: string[];
  /** Words of facts that must not be among them. */
  never?: RegExp;
  /** Replacements (first occurrence), each of which makes one wrong figure: exactly one root discrepancy. */
  plants: [string, string][];
}

/** Runs each case: its understanding, no alarm as it stands, one root alarm for each planted error. */
export function checkCases(cases: readonly AdversarialCase[]): void {
  describe.each(cases)('$name', ({ art, kinds, sums, facts, never, plants }) => {
    const forms = outline(art, '2023');
    if (kinds) test('kinds', () => expect(forms.map(({ kind }) => kind)).toEqual(kinds));
    if (sums)
      test('line trees', () => expect(forms.flatMap(({ rows, columns }) => [...rows, ...columns])).toEqual(sums));
    if (facts)
      test('facts', () => {
        const read = forms.flatMap((form) => form.facts);
        expect(facts.filter((fact) => !read.includes(fact))).toEqual([]);
      });
    if (never)
      test('no such facts', () =>
        expect(forms.flatMap((form) => form.facts).filter((fact) => never.test(fact))).toEqual([]));
    test('no alarm where everything ties', () => expect(alarms(art)).toEqual([]));
    for (const [before, after] of plants)
      test(`${before} → ${after}: one root`, () => {
        expect(art).toContain(before);
        expect(roots(art.replace(before, after))).toHaveLength(1);
      });
  });
}

/** What is not `rounding`: rule and message. */
export function alarms(art: string): string[] {
  return assess(normalize(rawArt(art)))
    .findings.filter((finding) => finding.severity !== 'rounding')
    .map((finding) => `${finding.severity} ${finding.rule} ${finding.message.zh}`);
}

/** Discrepancies that follow from no other. */
export function roots(art: string): string[] {
  return assess(normalize(rawArt(art)))
    .findings.filter((finding) => finding.severity === 'discrepancy' && finding.consequenceOf === null)
    .map((finding) => `${finding.rule} ${finding.message.zh}`);
}
