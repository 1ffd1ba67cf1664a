import { describe, expect, it } from 'vitest';
import type { PlacedSign } from '../../../extractors/ocr/glyphs.js';
import type { Sign } from '../../../extractors/ocr/recognize.js';
import { lookAgain } from '../../../extractors/ocr/second-look.js';
import { DOUBTFUL } from '../../../schemas/index.js';

const EM = 20;

/**
 * What is doubtful in a line, one character each `EM` pixels, `~` before unsure ones. `again` is what the second
 * reading of a part says: by default what stands there.
 */
async function doubtsIn(
  art: string,
  again: (part: string, whole: boolean) => string,
): Promise<Record<string, string[]>> {
  const read: Sign[] = [...art.matchAll(/(~?)(.)/gu)].map(([, unsure, text]) => ({
    text: text!,
    at: 0,
    confidence: unsure ? 0.4 : 0.99,
    other: { text: '', confidence: 0 },
  }));
  const clear = { confidence: 0.9, alternatives: [] };
  const signs: PlacedSign[] = read.map(({ text }, i) => ({ text, x: (i + 0.5) * EM, reading: clear }));
  const blobs = signs.map(({ x }) => ({ x0: x - 8, x1: x + 8, y0: 0, y1: 16, ink: 100 }));
  const ink = { x0: 0, x1: signs.length * EM, y0: 0, y1: 16, blobs };
  await lookAgain(signs, read, ink, EM, (x0, x1) => {
    const part = signs.filter(({ x }) => x > x0 && x < x1).map(({ text }) => text);
    return Promise.resolve(again(part.join(''), part.length === signs.length));
  });
  const found: Record<string, string[]> = {};
  let text = '';
  for (const [i, { reading, text: own }] of signs.entries()) {
    if (reading.confidence >= DOUBTFUL) continue;
    text = signs[i - 1]?.reading === reading ? text + own : own;
    delete found[text.slice(0, -1)];
    found[text] = [...reading.alternatives];
  }
  return found;
}

describe('what two readings of a line do not agree on', () => {
  it('nothing where they do', async () => {
    expect(await doubtsIn('收入1356.63万元，支出20.5万元。', (part) => part)).toEqual({});
  });

  it('a figure that reads otherwise, with its other reading; the one beside it is clear', async () => {
    expect(await doubtsIn('全年收入1356.63万元，全年的支出20.5万元。', (part) => part.replace('56', '86'))).toEqual({
      '1356.63万元': ['1386.63万元'],
    });
  });

  it('not a figure that only the cut took something off', async () => {
    expect(await doubtsIn('编码：703001', (part, whole) => (whole ? part : part.replace('7', '')))).toEqual({});
  });

  it('a figure that the whole line too reads without its first digit', async () => {
    expect(await doubtsIn('编码：703001', (part) => part.replace('7', ''))).toEqual({ '703001': ['03001'] });
  });

  it('words that were unsure and read otherwise', async () => {
    expect(await doubtsIn('~顶期目标', (part) => part.replace('顶', '预'))).toEqual({ 顶: ['预'] });
    expect(await doubtsIn('~预期目标', (part) => part)).toEqual({});
  });
});
