import { getHeapStatistics } from 'node:v8';
import { expect, test } from 'vitest';
import { freeMemory } from '../../pipeline/memory.js';

const MEGABYTE = 2 ** 20;

/** What is kept of it lies between what is not, as in any program: no stretch of memory is free from end to end. */
function buffers(): Uint8Array[] {
  const all = Array.from({ length: 2000 }, () => new Uint8Array(100_000).fill(1));
  return all.filter((_, at) => at % 200 === 199);
}

interface Engines {
  WebAssembly: { Memory: new (size: { initial: number; maximum: number }) => unknown };
}

function engine(): unknown {
  const { WebAssembly } = globalThis as unknown as Engines;
  return new WebAssembly.Memory({ initial: 3200, maximum: 3200 });
}

const outside = (): number => getHeapStatistics().external_memory / MEGABYTE;
const resident = (): number => process.memoryUsage().rss / MEGABYTE;

test('what a document left outside of the heap is not there for the next, nor what that one leaves', async () => {
  const before = outside();
  for (const leave of [engine, buffers, engine]) {
    leave();
    expect(outside()).toBeGreaterThan(before + 150);
    await freeMemory();
    expect(outside()).toBeLessThan(before + 20);
  }
});

// glibc alone is asked to give memory back; others do as they do.
const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };

// Other tests of the same process may take memory meanwhile.
test.runIf(header.glibcVersionRuntime)('freed memory goes back to the system', { retry: 3 }, async () => {
  const kept = buffers();
  const before = resident();
  await freeMemory();
  expect(before - resident()).toBeGreaterThan(100);
  expect(kept).toHaveLength(10);
});
