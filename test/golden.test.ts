import { describe, expect, test } from 'vitest';
import { RECIPES } from '../fixtures/generate/committed.js';
import { squeeze } from '../schemas/index.js';
import { cellF1, expectation, proseOf, rawOf, rowTexts, tablesOf } from './golden.js';

describe.each(RECIPES.map((recipe) => recipe.name))('%s', (name) => {
  const expected = expectation(name);

  test('docx: every cell with its spans, every paragraph', async () => {
    const raw = await rawOf(name, 'docx');
    const { f1, differences } = cellF1(expected.tables, tablesOf(raw));
    expect({ f1, differences }).toEqual({ f1: 1, differences: [] });
    expect(proseOf(raw)).toBe(squeeze(expected.paragraphs.join('')));
  });

  test('pdf: 99 of 100 cells with their spans, every paragraph', async () => {
    const raw = await rawOf(name, 'pdf');
    const { f1, differences } = cellF1(expected.tables, tablesOf(raw));
    expect(f1, differences.join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(proseOf(raw)).toBe(squeeze(expected.paragraphs.join('')));
  });

  test('txt: the rows of every table, every paragraph', async () => {
    const raw = await rawOf(name, 'txt');
    expect(tablesOf(raw).map(rowTexts)).toEqual(expected.tables.map(rowTexts));
    expect(proseOf(raw)).toBe(squeeze(expected.paragraphs.join('')));
  });
});
