/**
 * Reads documents of one, two and four times a length, and tells which stage takes more than its share of the longer ones.
 *
 *   npx tsx scripts/growth.ts [--only score] [--lengths 1,2,4] [--most 30]
 *
 * Prints CPU seconds of extraction, normalization, assessment and rows, and exits with 1 where a stage of more than half
 * a second grew by more than three while the document doubled. What takes longer than `--most` seconds is not doubled.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, extract } from '../extractors/index.js';
import { normalize } from '../normalizers/index.js';
import { rowsOf } from '../pipeline/store/rows.js';
import { assess } from '../reconcilers/index.js';
import { UnreadableError } from '../schemas/index.js';
import { GROWING } from './hostile/growing.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    lengths: { type: 'string', default: '1,2,4' },
    most: { type: 'string', default: '30' },
  },
});
const STAGES = ['extract', 'normalize', 'assess', 'rows'];
/** Below this collecting and compiling decide, not the length. */
const LEAST = 0.5;
const STEEP = 3;

for (const { name, base, make } of GROWING) {
  if (!name.includes(values.only)) continue;
  const runs: Run[] = [];
  for (const times of values.lengths.split(',')) {
    const run = await read(make(Math.round(base * Number(times))));
    runs.push(run);
    if (sum(run.seconds) > Number(values.most)) break;
  }
  const [before, last] = runs.slice(-2);
  const steep = STAGES.filter((_, i) => {
    const [from, to] = [before?.seconds[i] ?? 0, last?.seconds[i] ?? 0];
    return to > LEAST && to > from * STEEP;
  });
  if (steep.length > 0) process.exitCode = 1;
  const times = runs.map(({ seconds }) => seconds.map((one) => one.toFixed(2)).join('+'));
  console.log(
    `${name.padEnd(28)} ${times.join('  ')}  ${runs.at(-1)!.ended}${steep.map((stage) => `  STEEP ${stage}`).join('')}`,
  );
}

interface Run {
  seconds: number[];
  ended: string;
}

async function read(bytes: Uint8Array): Promise<Run> {
  const marks = [cpuSeconds()];
  const mark = <Value>(value: Value): Value => (marks.push(cpuSeconds()), value);
  const ended = await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS }).then(
    (raw) => {
      const report = mark((mark(raw), normalize(raw)));
      const assessment = mark(assess(report));
      mark(rowsOf({ sha256: '', raw, report, assessment }));
      return `${report.facts.length} facts, ${assessment.checks.length} checks`;
    },
    (error: unknown) => mark(error instanceof UnreadableError ? error.code : String(error)),
  );
  return { seconds: marks.slice(1).map((at, i) => at - marks[i]!), ended };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
