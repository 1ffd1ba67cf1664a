import { describe, expect, it } from 'vitest';
import { printedYear } from '../../../normalizers/prose/period.js';

describe('the year that words set for a figure', () => {
  it.each([
    ['2021年支出', '2021'],
    ['截至 2021 年底', '2021'],
    ['较 2021 年增加', ''],
    ['2022年审计反馈2020—2021年有', '2022'],
    ['2022 年审计反馈2020年至2021 年有', '2022'],
    ['2019年以前', ''],
  ])('%s → %s', (words, year) => expect(printedYear(words)).toBe(year));
});
