import type { Notice } from '../../schemas/index.js';
import { readBlocks } from './listed-blocks.js';
import { readItems } from './listed-cells.js';
import { isShort, LONGEST_IN_BLOCK, MOST_GAP } from './listed-line.js';
import { readStream } from './listed-stream.js';
import type { Chunk } from './lines.js';
import type { Reading, Work } from './stretch.js';
import { arePartedByBlanks } from './wrapped-cells.js';

/** Blocks of lines that are looked at together where there is no time for more. */
const NEAR = 60;

/** Chunks that were looked at together and are no rows, so that nobody looks at them again. */
const noRows = new WeakSet<Chunk>();

/**
 * Tables with one cell a line and no tabs at all: a block of lines for each row, or cell after cell. Empty cells are
 * lost in such texts: the sums tell where the cells of short rows stand, or a notice says that nothing does.
 */
export function readListed(chunks: readonly Chunk[], at: number, work: Work): Reading | undefined {
  const reach = work.left > 0 ? Infinity : NEAR;
  const isNear = (index: number) => index - at < reach && chunks[index]!.gap <= (index === at ? Infinity : MOST_GAP);
  // Prose and titles may stand right above the labels.
  const labels = withoutProse(chunks[at]!);
  let end = at;
  if (!noRows.has(chunks[at]!))
    while (end < chunks.length && isNear(end) && isShort(end === at ? labels : chunks[end]!, LONGEST_IN_BLOCK)) end++;
  const run = chunks.slice(at, end);
  work.left -= run.length;
  const blocks = run.length < 3 ? undefined : readBlocks([labels, ...run.slice(1)]);
  if (blocks) {
    const above = chunks[at]!.lines.slice(0, -labels.lines.length);
    if (above.length > 0) blocks.stretches.unshift({ kind: 'prose', lines: above });
    return doubted({ stretches: blocks.stretches, next: at + blocks.taken }, run);
  }
  for (const chunk of run) noRows.add(chunk);
  const items = readItems(chunks, at, isNear, work);
  if (items?.stretches.some((stretch) => stretch.kind === 'run' && stretch.notices?.some(isPaired))) return items;
  return readStream(chunks, at) ?? (items && doubted(items, run));
}

/** Where empty lines stand between cells a block of several lines is none that these readers know: its table accuses nobody. */
function doubted(reading: Reading, run: readonly Chunk[]): Reading {
  if (!arePartedByBlanks(run)) return reading;
  const torn = new Set(run.flatMap(({ lines }) => (lines.length > 1 ? lines : [])));
  for (const stretch of reading.stretches)
    if (stretch.kind === 'run' && stretch.lines.some((line) => torn.has(line))) stretch.guessed = 'rows';
  return reading;
}

/** Labels first, figures later: no stream of rows. */
function isPaired({ code }: Notice): boolean {
  return code === 'labels-before-figures';
}

/** The lines below the last sentence, if the chunk is not all prose. */
function withoutProse(chunk: Chunk): Chunk {
  const { lines } = chunk;
  let from = lines.length;
  while (from > 0 && lines[from - 1]!.text.length <= LONGEST_IN_BLOCK && !/[。；]\s*$/u.test(lines[from - 1]!.text))
    from--;
  return from === 0 || lines.length - from < 2 ? chunk : { ...chunk, lines: lines.slice(from) };
}
