import { normalize } from '../../normalizers/index.js';
import { assess } from '../../reconcilers/index.js';
import type { RawDocument } from '../../schemas/index.js';
import type { AuditedDocument } from '../../pipeline/document.js';

/** What the digital print says and the scan does not, and the other way round. */
export interface Difference {
  all: number;
  missing: string[];
  extra: string[];
}

/** Facts by meaning, findings by their id and severity; what rounding explains is no finding here. */
export function differences(digital: RawDocument, scan: AuditedDocument): { facts: Difference; findings: Difference } {
  const report = normalize(digital);
  const factsOf = ({ facts }: typeof report): string[] =>
    facts.map(({ concept, label, subject, period, stage, value, unit, source }) =>
      [concept, label.normalize('NFKC'), subject, period, stage, value, unit, source].join(' | '),
    );
  const findingsOf = ({ findings }: AuditedDocument['assessment']): string[] =>
    findings
      .filter(({ severity }) => severity !== 'rounding')
      .map(({ id, severity, rule, stated, expected }) => `${id} ${severity} ${rule} ${stated} ≠ ${expected}`);
  return {
    facts: differenceOf(factsOf(report), factsOf(scan.report)),
    findings: differenceOf(findingsOf(assess(report)), findingsOf(scan.assessment)),
  };
}

function differenceOf(wanted: readonly string[], found: readonly string[]): Difference {
  const extra = [...found];
  const missing = wanted.filter((one) => {
    const at = extra.indexOf(one);
    if (at >= 0) extra.splice(at, 1);
    return at < 0;
  });
  return { all: wanted.length, missing, extra };
}
