import { describe, expect, it } from 'vitest';
import type { ReadLine } from '../../../extractors/ocr/glyphs.js';
import { mendListMarks } from '../../../extractors/ocr/list-marks.js';

const EM = 20;
const KNOWN = new Set('①②③④⑧⑴⑵⑶');

/** A line of characters a pitch of `EM` apart; `_` is ink that nothing was read of. */
function lineOf(art: string): ReadLine {
  const all = [...art].map((text, i) => ({ text, x: (i + 0.5) * EM, reading: { confidence: 0.9, alternatives: [] } }));
  const blobs = all.map(({ x }) => ({ x0: x - 8, x1: x + 8, y0: 0, y1: 16, ink: 100 }));
  return {
    ink: { x0: 2, x1: all.length * EM - 2, y0: 0, y1: 16, blobs },
    signs: all.filter(({ text }) => text !== '_'),
  };
}

describe('marks of a list run on', () => {
  it.each([
    ['①甲；②乙；③丙；④丁；③戊', '①甲；②乙；③丙；④丁；⑤戊'],
    ['①甲；②乙；③丙；④丁；③戊；③己', '①甲；②乙；③丙；④丁；⑤戊；⑥己'],
    ['①甲；②乙；③丙；④丁；_戊', '①甲；②乙；③丙；④丁；⑤戊'],
    ['①甲；②乙；③丙；④丁|③戊；以上', '①甲；②乙；③丙；④丁|⑤戊；以上'],
    ['④丁|_戊', '④丁|⑤戊'],
    // Known marks are believed: the print itself skips or repeats one.
    ['①甲；②乙；②丙', '①甲；②乙；②丙'],
    ['①甲；③乙', '①甲；③乙'],
    // A mark inside a sentence only points to an item.
    ['④丁见③；戊', '④丁见③；戊'],
    ['④丁；①甲', '④丁；①甲'],
    ['④丁。5人', '④丁。5人'],
    ['⑴甲；⑵乙；⑶丙；⑵丁', '⑴甲；⑵乙；⑶丙；⑷丁'],
    ['甲；乙', '甲；乙'],
  ])('%s → %s', (art, wanted) => {
    const lines = art.split('|').map(lineOf);
    mendListMarks(lines, KNOWN, EM);
    expect(lines.map(({ signs }) => signs.map(({ text }) => text).join('')).join('|')).toBe(wanted);
  });
});
