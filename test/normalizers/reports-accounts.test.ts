import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import { checkCases } from './adversarial/check.js';
import { printed } from './adversarial/printed.js';
import { MORE_ACCOUNT_REPORTS } from './adversarial/reports-accounts-more.js';
import { ACCOUNT_REPORTS } from './adversarial/reports-accounts.js';

const REPORTS = [...ACCOUNT_REPORTS, ...MORE_ACCOUNT_REPORTS];

checkCases(REPORTS);

describe('in other formats', () => {
  test.each(REPORTS)('$name: no alarm', async ({ art }) => {
    for (const [format, bytes] of await printed(art)) {
      const { findings } = assess(normalize(await extract(bytes, { limits: DEFAULT_LIMITS })));
      const told = findings.filter(({ severity }) => severity !== 'rounding').map(({ message }) => message.zh);
      expect([format, ...told]).toEqual([format]);
    }
  });
});
