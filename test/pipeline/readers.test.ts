import { expect, test } from 'vitest';
import { isWhole } from '../../pipeline/readers.js';

/** The sizes of the batches that files of these sizes are given out in. */
function batches(sizes: readonly number[], threads: number): number[] {
  const made: number[] = [];
  let batch: { file: { size: number } }[] = [];
  for (const [index, size] of sizes.entries()) {
    batch.push({ file: { size } });
    if (!isWhole(batch, sizes.length - index, threads)) continue;
    made.push(batch.length);
    batch = [];
  }
  return batch.length > 0 ? [...made, batch.length] : made;
}

test('many small documents at once, fewer towards the end', () => {
  const made = batches(
    Array.from({ length: 500 }, () => 20_000),
    2,
  );
  expect(made.slice(0, 6)).toEqual([32, 32, 32, 32, 32, 32]);
  expect(made.slice(-3)).toEqual([1, 1, 1]);
  expect(made.toSorted((a, b) => b - a)).toEqual(made);
});

test('a large document comes alone or last', () => {
  expect(batches([2_000_000, 10_000, 1_100_000, ...Array.from({ length: 60 }, () => 1)], 1).slice(0, 2)).toEqual([
    1, 2,
  ]);
});

test('a few documents are spread over the threads', () => {
  expect(batches([1, 1, 1, 1], 4)).toEqual([1, 1, 1, 1]);
});
