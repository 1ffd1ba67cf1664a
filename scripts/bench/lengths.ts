/**
 * One document that is so many times as long, all of a report again and again, or its tables with what stands above them:
 * `lengths.ts <format> <folder of documents to warm up with> 1,4,16` prints a line for each.
 */
import type { Block } from '../../fixtures/generate/blocks.js';
import { makeReport } from '../../fixtures/generate/make-report.js';
import { WRITERS } from '../../fixtures/generate/writers.js';
import { filesOf, medianOf, warmUp } from './measure.js';
import { total } from './times.js';

/** The seed of a report that has tables. */
const LONG = 5_000_001;

const [format, folder, lengths] = process.argv.slice(2) as [string, string, string];
const report = makeReport(LONG);
const [first, last] = [report.blocks.findIndex(isTable) - 1, report.blocks.findLastIndex(isTable) + 1];
const longer: [name: string, blocks: (times: number) => Block[]][] = [
  ['pages', (times) => again(report.blocks, times)],
  [
    'tables',
    (times) => [
      ...report.blocks.slice(0, first),
      ...again(
        report.blocks.slice(first, last).filter((block, at, all) => isTable(block) || isTable(all[at + 1])),
        times,
      ),
      ...report.blocks.slice(last),
    ],
  ],
];
await warmUp(filesOf(folder, format), format);
for (const [name, blocks] of longer) {
  let before = 0;
  for (const times of lengths.split(',').map(Number)) {
    const written = await WRITERS[format]!({ ...report, blocks: blocks(times) });
    const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
    const result = await medianOf([bytes], format);
    const spent = total(result);
    const cells = [times, result.pages, result.found, spent.toFixed(0), before > 0 ? (spent / before).toFixed(1) : ''];
    console.log(`${format.padEnd(10)}${name.padEnd(10)}${cells.map((cell) => String(cell).padStart(10)).join('')}`);
    before = spent;
  }
}

function again(part: readonly Block[], times: number): Block[] {
  return Array.from({ length: times }, () => part).flat();
}

function isTable(block: Block | undefined): boolean {
  return block?.type === 'table';
}
