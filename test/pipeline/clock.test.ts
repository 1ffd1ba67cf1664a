import { describe, expect, test } from 'vitest';
import { DocumentClock, pageSeconds } from '../../pipeline/clock.js';
import type { Effort } from '../../pipeline/effort.js';

/**
 * Looks every second; `pages` says which page is under way at each look, 0 for none; `effort` what the thread has worked
 * by then on a machine of its own. What ran out, and when.
 */
function run(
  seconds: number,
  pages: readonly number[],
  effort: (second: number) => Effort = () => ({ load: 1 }),
): string {
  const clock = new DocumentClock(seconds, 0);
  for (const [i, page] of pages.entries()) {
    const late = clock.late((i + 1) * 1000, page === 0 ? undefined : { page, ...effort(i + 1) });
    if (late) return `${late} at ${i + 1}`;
  }
  return 'in time';
}
const times = (count: number, page: number): number[] => Array.from({ length: count }, () => page);

describe('the time of a document', () => {
  test.each([
    ['without pages is its own', [...times(301, 0)], 'document at 301'],
    ['does not run while pages are read', Array.from({ length: 3000 }, (_, i) => 1 + Math.floor(i / 10)), 'in time'],
    ['runs between pages', Array.from({ length: 700 }, (_, i) => (i % 2 === 0 ? 0 : 1 + i)), 'document at 601'],
    ['a page has a limit of its own', [...times(50, 1), ...times(70, 2)], 'page at 111'],
    ['a page that comes again is another one', [...times(50, 1), 0, ...times(50, 1)], 'in time'],
  ])('%s', (_what, pages, outcome) => {
    expect(run(300, pages)).toBe(outcome);
  });

  test('has an end, however many pages there are', () => {
    expect(
      run(
        2,
        Array.from({ length: 500 }, (_, i) => i + 1),
      ),
    ).toBe('document at 201');
  });

  test.each<[string, (second: number) => Effort, string]>([
    ['works all the time', (second) => ({ used: 1000 * second, load: 1 }), 'page at 61'],
    ['gets a fifth of a core', (second) => ({ used: 200 * second, load: 5 }), 'page at 301'],
    ['had worked before', (second) => ({ used: 9e6 + 1000 * second, load: 1 }), 'page at 61'],
    ['waits for what never comes', () => ({ used: 500, load: 1 }), 'page at 592'],
    ['works unseen on a machine for four', () => ({ load: 4 }), 'page at 241'],
    ['works unseen on a machine for a hundred', () => ({ load: 100 }), 'page at 601'],
  ])('a page may take so long that %s', (_what, effort, outcome) => {
    expect(run(300, times(700, 1), effort)).toBe(outcome);
  });

  test('a thread whose work is seen now and then counts by the wall between', () => {
    expect(run(300, times(700, 1), (second) => (second % 2 === 0 ? { used: 0, load: 1 } : { load: 1 }))).toBe(
      'page at 61',
    );
  });

  test.each([
    [300, 60],
    [60, 60],
    [5, 5],
    [600, 120],
  ])('of %i seconds allows a page %i', (seconds, page) => {
    expect(pageSeconds(seconds)).toBe(page);
  });
});
