/**
 * One wrong digit at a time in every figure of real text reports, to see what nobody would notice:
 * `npx tsx scripts/plant-digits.ts ../shared/reports [--seed 1] [--missed] [--only part-of-a-name]`.
 *
 * Of the figures that stand in a check that holds: `flagged`, some new finding prints the figure; `first`, the first
 * cause of a finding of its own is that figure; `one`, there is one such finding. Figures that stand in no such check
 * cannot be told wrong by sums; they are counted apart. Reads .txt, as there a figure can be exchanged alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { Random } from '../fixtures/generate/random.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';
import type { Assessment, Fact, Finding, Place, Report } from '../schemas/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    missed: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Usage: plant-digits.ts <folder> [--seed 1] [--missed] [--only name]');

interface Audit {
  report: Report;
  assessment: Assessment;
}

async function audit(text: string): Promise<Audit> {
  const report = normalize(await extract(new TextEncoder().encode(text), { limits: DEFAULT_LIMITS }));
  return { report, assessment: assess(report) };
}

/** The figure with one of its first two telling digits exchanged; undefined where it has none. */
function misprinted(figure: string, random: Random): string | undefined {
  const digits = [...figure.matchAll(/\d/g)];
  const telling = digits.findIndex(([digit]) => digit !== '0');
  const chosen = telling < 0 ? undefined : digits[Math.min(telling + random.int(0, 1), digits.length - 1)];
  if (!chosen) return undefined;
  const leads = chosen.index === digits[0]?.index;
  const others = [...'0123456789'].filter((digit) => digit !== chosen[0] && !(leads && digit === '0'));
  return figure.slice(0, chosen.index) + random.pick(others) + figure.slice(chosen.index + 1);
}

/** Where the figure of a fact stands in the lines, undefined where it is not printed on one as it was read. */
function printed({ place, text }: Fact, lines: readonly string[]): { line: number; at: number } | undefined {
  const { line, start, end } = place;
  if (line === undefined || start === undefined || end === undefined) return undefined;
  const at = lines[line - 1]?.indexOf(text, start) ?? -1;
  return at < 0 || at >= end ? undefined : { line, at };
}

const nameOf = ({ rule, stated, expected, subject }: Finding): string => [rule, stated, expected, subject].join('\0');
const graver = ({ findings }: Assessment): Finding[] => findings.filter(({ severity }) => severity !== 'rounding');
const isAt = (place: Place | undefined, { line, start }: Place): boolean =>
  place?.line === line && Math.abs((place?.start ?? 0) - (start ?? 0)) < 3;

const total = { figures: 0, checked: 0, flagged: 0, first: 0, one: 0 };
for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt') && file.includes(values.only))) {
  const text = readFileSync(join(folder, name), 'utf8');
  const lines = text.split('\n');
  const { report, assessment } = await audit(text);
  const before = new Set(graver(assessment).map(nameOf));
  const holding = new Set(
    assessment.checks
      .filter(({ outcome }) => outcome === 'holds' || outcome === 'rounding')
      .flatMap(({ operands }) => operands.map(({ fact }) => fact)),
  );
  const random = new Random(Number(values.seed));
  const tally = { figures: 0, checked: 0, flagged: 0, first: 0, one: 0 };
  const missed: string[] = [];
  for (const fact of report.facts) {
    const where = printed(fact, lines);
    const wrong = where && misprinted(fact.text, random);
    if (wrong === undefined) continue;
    tally.figures++;
    if (!holding.has(fact.id)) continue;
    tally.checked++;
    const line = lines[where!.line - 1]!;
    const changed = line.slice(0, where!.at) + wrong + line.slice(where!.at + fact.text.length);
    const after = await audit(lines.with(where!.line - 1, changed).join('\n'));
    const found = graver(after.assessment).filter((finding) => !before.has(nameOf(finding)));
    if (!found.some(({ operands }) => operands.some(({ place }) => isAt(place, fact.place)))) {
      missed.push(`  line ${fact.place.line}: ${fact.label} ${fact.text} → ${wrong} ${fact.unit}`);
      continue;
    }
    tally.flagged++;
    const roots = found.filter(({ consequenceOf }) => consequenceOf === null);
    if (roots.some(({ causes: [cause] }) => isAt(cause?.repair?.place, fact.place))) tally.first++;
    if (roots.length === 1) tally.one++;
  }
  print(name, tally);
  if (values.missed) for (const line of missed) console.log(line);
  for (const key of ['figures', 'checked', 'flagged', 'first', 'one'] as const) total[key] += tally[key];
}
print('all', total);

function print(name: string, { figures, checked, flagged, first, one }: typeof total): void {
  console.log(
    `${name.padEnd(28)} ${figures} figures, ${checked} in checks that hold: ${flagged} flagged, ${first} first, ${one} one finding`,
  );
}
