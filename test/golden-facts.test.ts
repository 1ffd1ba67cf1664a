import { describe, expect, test } from 'vitest';
import { RECIPES, reportOf } from '../fixtures/generate/committed.js';
import { judge } from '../fixtures/generate/judge.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';
import { expectation, proseFactDifferences, rawOf, tableFactDifferences } from './golden.js';

describe.each(
  RECIPES.flatMap((recipe) => ['docx', 'pdf', 'txt'].map((format) => ({ recipe, name: recipe.name, format }))),
)('$name as $format', async ({ recipe, name, format }) => {
  const expected = expectation(name);
  const report = normalize(await rawOf(name, format));

  test('tells county, department and year', () => {
    const { county, department, year } = report.identity;
    expect({ county, department, year }).toEqual(expected.identity);
  });

  test('reads every figure of the money tables with its meaning', () => {
    expect(tableFactDifferences(expected, report)).toEqual({ named: [], unread: [], invented: [] });
  });

  test('reads the figures of the sentences', () => {
    expect(proseFactDifferences(expected, report)).toEqual([]);
  });

  test('flags what was planted and nothing else', () => {
    const { faults, falseAlarms } = judge(reportOf(recipe), assess(report).findings);
    const missed = faults.filter(({ found }) => !found);
    expect({
      missed: missed.map(({ fault }) => `${fault.kind} ${fault.rowLabel}: ${fault.before} → ${fault.after}`),
      falseAlarms: falseAlarms.map((finding) => `${finding.rule} ${finding.subject}: ${finding.message.zh}`),
    }).toEqual({ missed: [], falseAlarms: [] });
  });
});
