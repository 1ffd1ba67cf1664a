import type { Assessment, Report } from '../schemas/index.js';
import { checks as rules } from './checks/index.generated.js';
import type { CheckRule } from './check.js';
import { checkOf, findingsOf } from './findings.js';
import { Ledger } from './ledger.js';
import { scoreVerdicts } from './rubric/index.js';
import { distinctIds, stableId } from './stable-id.js';
import { testAll, type Trial } from './test-all.js';

export { withSettledReadings } from './parity/apply.js';
export { settleReadings } from './parity/settle.js';
export type { Settlement } from './parity/settle.js';

/** Report → Assessment: every relation tested, every score recomputed, findings with causes. A pure function. */
export function assess(report: Report): Assessment {
  return { ...reconcile(report, rules), scores: scoreVerdicts(report), notices: [] };
}

/** The relations of some rules, tested, with the findings that come of them. */
export function reconcile(report: Report, some: readonly CheckRule[]): Pick<Assessment, 'checks' | 'findings'> {
  const ledger = Ledger.of(report);
  const trials = testAll(some, report, ledger.fact);
  const remarks = [...some].sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((rule) => rule.remarks?.(report) ?? []);
  const distinct = distinctIds();
  const ids = new Map<Trial, string>();
  const checks = trials.map((trial) => {
    const id = distinct(stableId(trial.tested.relation.rule, trial.tested.relation.key));
    ids.set(trial, id);
    return checkOf(trial, id, ledger);
  });
  return { checks, findings: findingsOf(trials, remarks, ids, ledger) };
}
