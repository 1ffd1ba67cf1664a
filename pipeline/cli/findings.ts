import { addUnder } from '../../schemas/index.js';
import { storedFindings } from '../store/findings.js';
import type { StoredFinding } from '../store/findings.js';
import { readStore } from '../store/store.js';
import type { Console } from './console.js';
import { failOnCode, printJson, printLines } from './console.js';
import { describeFindings } from './describe.js';
import type { FindingsFlags } from './flags.js';
import { oneLine } from './terminal.js';
import { SEVERITIES, tally } from './words.js';

/** `gouji findings`: for people, rounding differences are counted and listed only when they are asked for. */
export async function runFindings(flags: FindingsFlags, console: Console): Promise<number> {
  const { document, severity } = flags;
  const found = readStore(flags.db, (store) =>
    storedFindings(store, {
      ...(document === undefined ? {} : { document }),
      ...(severity === undefined ? {} : { severity }),
    }),
  );
  if (flags.json) printJson(console.out, found);
  else printLines(console.out, describe(found, flags, console));
  return failOnCode(flags.failOn, countBySeverity(found));
}

function describe(found: StoredFinding[], { severity }: FindingsFlags, console: Console): string[] {
  const { language, paint } = console;
  const zh = language === 'zh';
  const byDocument = new Map<string, StoredFinding[]>();
  for (const finding of found) {
    if (finding.severity === 'rounding' && severity !== 'rounding') continue;
    addUnder(byDocument, finding.document.id, finding);
  }
  const lines: string[] = [];
  for (const [id, findings] of byDocument) {
    const { path, county, department, year } = findings[0]!.document;
    const who = [county, department, year].filter(Boolean).join(' ');
    lines.push(`${paint.bold(oneLine(path))} ${paint.dim([who, id].filter(Boolean).join(' · '))}`);
    lines.push(...describeFindings(findings, console), '');
  }
  const total = tally(SEVERITIES, countBySeverity(found), language);
  lines.push(found.length === 0 ? (zh ? '没有问题。' : 'No findings.') : total);
  return lines;
}

function countBySeverity(found: readonly StoredFinding[]) {
  const counts = { discrepancy: 0, suspicious: 0, rounding: 0 };
  for (const { severity } of found) counts[severity]++;
  return counts;
}
