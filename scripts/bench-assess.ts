/**
 * Processor time from a raw document to its findings, one thread: the median over the documents given (default: the
 * fixtures), and how it grows with the number of facts:
 * `npx tsx scripts/bench-assess.ts [--runs 9] [file …]`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';
import { assess } from '../reconcilers/index.js';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '9' } },
  allowPositionals: true,
});
const FIXTURES = join(import.meta.dirname, '../fixtures/documents');
const files =
  positionals.length > 0
    ? positionals
    : readdirSync(FIXTURES)
        .filter((name) => name.endsWith('.docx'))
        .map((name) => join(FIXTURES, name));

const rows: Record<string, object> = {};
const all: number[] = [];
for (const file of files) {
  const raw = await extract(new Uint8Array(readFileSync(file)), { limits: DEFAULT_LIMITS });
  const spent = Array.from({ length: Number(values.runs) }, () => {
    const start = milliseconds();
    const report = normalize(raw);
    const between = milliseconds();
    const { checks } = assess(report);
    return { meaning: between - start, judging: milliseconds() - between, facts: report.facts.length, checks };
  });
  const meaning = median(spent.map((one) => one.meaning));
  const judging = median(spent.map((one) => one.judging));
  all.push(meaning + judging);
  rows[basename(file)] = {
    facts: spent[0]?.facts,
    checks: spent[0]?.checks.length,
    'normalize ms': meaning.toFixed(1),
    'assess ms': judging.toFixed(1),
  };
}
console.table(rows);
console.log(`median of ${files.length} documents: ${median(all).toFixed(1)} ms from raw document to findings`);

const growth: Record<string, object> = {};
for (const size of [1250, 2500, 5000, 10_000, 20_000]) {
  for (const [name, text] of Object.entries({ table: tableOf(size), prose: proseOf(size) })) {
    const raw = await extract(new TextEncoder().encode(text), { limits: DEFAULT_LIMITS });
    const start = milliseconds();
    const report = normalize(raw);
    const between = milliseconds();
    const { checks, findings } = assess(report);
    growth[`${name} of ${size} amounts`] = {
      facts: report.facts.length,
      checks: checks.length,
      findings: findings.length,
      'normalize ms': (between - start).toFixed(0),
      'assess ms': (milliseconds() - between).toFixed(0),
    };
  }
}
console.table(growth);

/** A table of rows that add up but for one in a hundred, under totals that do. */
function tableOf(amounts: number): string {
  const count = Math.round(amounts / 4);
  const rows = Array.from({ length: count }, (_, index) => {
    const [a, b, c] = [100 + index, 2 * index + 0.25, 7.5];
    return [`项目${index}`, (a + b + c + (index % 100 === 7 ? 9 : 0)).toFixed(2), a, b.toFixed(2), c].join('\t');
  });
  return [
    '2023年度项目支出情况（万元）',
    '',
    ['项目', '合计', '县级资金', '市级资金', '其他资金'].join('\t'),
    ...rows,
  ].join('\n');
}

/** Sentences with a total and its parts, one in a hundred wrong, and some that are told twice. */
function proseOf(amounts: number): string {
  const count = Math.round(amounts / 4);
  const sentences = Array.from({ length: count }, (_, index) => {
    const [a, b] = [100 + index, 2 * index + 0.25];
    const total = a + b + (index % 100 === 7 ? 9 : 0);
    const name = `第${index % (count - 3)}号工程`;
    return `${name}全年支出${total.toFixed(2)}万元，其中：材料支出${a}万元，人工支出${b.toFixed(2)}万元，完成工程量${index + 20}处。`;
  });
  return ['溪口县水利局2023年度部门整体支出绩效自评报告', ...sentences].join('\n\n');
}

function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
