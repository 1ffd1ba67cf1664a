import { describe, expect, test } from 'vitest';
import { DocumentClock, pageSeconds } from '../../pipeline/clock.js';

/** Looks every second; `pages` says which page is under way at each look, 0 for none. What ran out, and when. */
function run(seconds: number, pages: readonly number[]): string {
  const clock = new DocumentClock(seconds, 0);
  for (const [i, page] of pages.entries()) {
    const late = clock.late((i + 1) * 1000, page === 0 ? undefined : { page, of: 300 });
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

  test.each([
    [300, 60],
    [60, 60],
    [5, 5],
    [600, 120],
  ])('of %i seconds allows a page %i', (seconds, page) => {
    expect(pageSeconds(seconds)).toBe(page);
  });
});
