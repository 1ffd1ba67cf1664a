import { describe, expect, test } from 'vitest';
import { extract, DEFAULT_LIMITS } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import { rawArt } from '../raw-art.js';
import { alarms } from './adversarial/check.js';
import { REPORTS_CLAUSES } from './adversarial/reports-clauses.js';
import { REPORTS_PROSE } from './adversarial/reports-prose.js';

/** What an auditor is shown first: the first finding that follows from no other, with every figure in it. */
function firstFlag(art: string): string[] {
  const [first] = assess(normalize(rawArt(art))).findings.filter(
    ({ severity, consequenceOf }) => severity !== 'rounding' && consequenceOf === null,
  );
  return (first?.operands ?? []).map(({ text }) => text);
}

describe.each([...REPORTS_PROSE, ...REPORTS_CLAUSES])('$name', ({ art, plants }) => {
  test('no alarm where everything ties', () => expect(alarms(art)).toEqual([]));
  test('no alarm where lines are wrapped', async () => {
    const bytes = new TextEncoder().encode(wrapped(art));
    const { findings } = assess(normalize(await extract(bytes, { limits: DEFAULT_LIMITS })));
    expect(findings.filter(({ rule }) => rule.startsWith('statement-')).map(({ message }) => message.zh)).toEqual([]);
  });
  test.each(plants)('%s → %s: told first', (before, after) => {
    expect(art).toContain(before);
    expect(firstFlag(art.replace(before, after))).toContain(changed(before, after));
  });
});

/** The figure of `after` that `before` does not have. */
function changed(before: string, after: string): string | undefined {
  const figures = (text: string) => text.match(/[\d０-９][\d０-９,.．]*[%％]?/gu) ?? [];
  const old = figures(before);
  return figures(after).find((figure, index) => figure !== old[index]);
}

/** The text as a page of 36 characters breaks it: never within a figure. */
function wrapped(art: string): string {
  const lines: string[] = [];
  for (const paragraph of art.split('\n').map((line) => line.trim())) {
    if (paragraph.includes('|') || paragraph === '') lines.push(paragraph);
    else {
      let line = '    ';
      for (const token of paragraph.match(/[\d.,%]+[，。；、：]?|[^\d.,%][，。；、：]?/gu) ?? []) {
        if (line.length + token.length > 40) {
          lines.push(line);
          line = '';
        }
        line += token;
      }
      lines.push(line);
    }
  }
  return lines.join('\n');
}
