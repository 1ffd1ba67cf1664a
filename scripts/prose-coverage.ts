/**
 * How many of the amounts in the prose of reports became facts. The amounts are counted by a crude pattern that shares
 * nothing with the reader; what it finds and no fact of that passage prints is listed.
 *
 *   npx tsx scripts/prose-coverage.ts [files…]     default: the text, Word and PDF files in ../shared/reports
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';

/** A decimal, a number with commas, or a number with a unit; the last group is the unit. */
const CRUDE =
  /(\d+(?:,\d{3})*(?:\.\d+)?)\s*([余多]?\s*(?:[万亿]?元|[万亿]|％|%|人次|件次|批次|万人|人|个|项|次|家|件|名|起|户|条|份|场|分|例|辆|所|台|期|轮|亩))?/gu;

const folder = '../shared/reports';
const given = process.argv.slice(2);
const files = given.length > 0 ? given : existsSync(folder) ? listed(folder) : [];
if (files.length === 0) console.error('no reports: name files, or put them into ../shared/reports');

let all = 0;
let found = 0;
for (const file of files) {
  const report = normalize(await extract(readFileSync(file), { limits: DEFAULT_LIMITS }));
  const texts = new Map(report.facts.map((fact) => [fact.id, fact.text]));
  let amounts = 0;
  let covered = 0;
  const missing: string[] = [];
  for (const passage of report.passages) {
    const printed = passage.facts.map((id) => plain(texts.get(id) ?? ''));
    for (const match of passage.text.matchAll(CRUDE)) {
      const [whole, number = '', unit] = match;
      if (!unit && !/[.,]/u.test(number)) continue;
      amounts++;
      const at = printed.indexOf(plain(number));
      if (at >= 0) {
        printed.splice(at, 1);
        covered++;
      } else {
        const from = Math.max(0, match.index - 16);
        missing.push(`    ${whole} — …${passage.text.slice(from, match.index + whole.length + 12)}…`);
      }
    }
  }
  all += amounts;
  found += covered;
  console.log(`${basename(file)}: ${covered} of ${amounts} amounts are facts (${percent(covered, amounts)})`);
  for (const line of missing) console.log(line);
}
if (files.length > 1) console.log(`all: ${found} of ${all} (${percent(found, all)})`);

function listed(path: string): string[] {
  return readdirSync(path)
    .filter((name) => /\.(?:txt|docx|pdf)$/u.test(name) && !name.includes('.scan.'))
    .sort()
    .map((name) => join(path, name));
}

function plain(text: string): string {
  return text.replace(/[-−%％\s]/gu, '');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}
