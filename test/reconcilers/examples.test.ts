import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { checks } from '../../reconcilers/checks/index.generated.js';
import { reconcile } from '../../reconcilers/index.js';

const HEAD = '甲县档案局2023年度部门整体支出绩效自评报告\n\n';

/** Every check is its own manual: its examples go through the whole way from text to outcome. */
describe.each(checks.filter(({ examples }) => examples.length > 0).map((check) => [check.id, check] as const))(
  '%s',
  (id, check) => {
    it.each(check.examples.map((example) => [example.title.en, example] as const))('%s', async (_title, example) => {
      const raw = await extract(new TextEncoder().encode(`${HEAD}${example.text}\n`), { limits: DEFAULT_LIMITS });
      const { checks: tested, findings } = reconcile(normalize(raw), [check]);
      const outcomes = new Set(tested.map(({ outcome }) => outcome));
      if (example.outcome === 'silent') {
        expect(findings).toEqual([]);
        return;
      }
      // A check of remarks tests no relations; what it finds is its outcome.
      if (outcomes.size === 0 && example.outcome === 'fails') {
        expect(findings.map(({ rule }) => rule)).toContain(id);
        return;
      }
      expect([...outcomes]).toContain(example.outcome);
      if (example.outcome !== 'fails') expect([...outcomes]).not.toContain('fails');
      expect(tested.every(({ rule }) => rule === id)).toBe(true);
    });
  },
);
