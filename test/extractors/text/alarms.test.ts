import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { makeReport } from '../../../fixtures/generate/make-report.js';
import { writeDocx } from '../../../fixtures/generate/write-docx.js';
import { normalize } from '../../../normalizers/index.js';
import { assess } from '../../../reconcilers/index.js';
import { FLOWING } from '../../../scripts/looks/text-layouts.js';

/** Layouts that no sign parts into columns; the whole measure is `scripts/text-alarms.ts`. */
const GUESSED = /^(?:tab rows, merged|spaced (?:left|centred|mixed)$|line a cell)/u;

test.each(['hunanFull', 'national', 'sichuan', 'hubei'] as const)(
  'what ties out in a report (%s) is not accused in any layout of text',
  async (family) => {
    const report = makeReport(3_000_001, { family });
    const document = await extract(Buffer.from(await writeDocx(report)), { limits: DEFAULT_LIMITS });
    for (const { name, print } of FLOWING.filter((layout) => GUESSED.test(layout.name))) {
      const read = await extract(Buffer.from(print(document)), { limits: DEFAULT_LIMITS });
      const accused = assess(normalize(read)).findings.filter(({ severity }) => severity === 'discrepancy');
      expect([name, accused.map(({ message }) => message.zh)]).toEqual([name, []]);
    }
  },
);
