import { describe, expect, it } from 'vitest';
import { readingOf } from '../../../extractors/pdf/doubts.js';
import type { Reading } from '../../../extractors/pdf/engine.js';
import { lineOf } from '../../../extractors/pdf/lines.js';
import type { Line } from '../../../extractors/pdf/lines.js';

const CLEAR: Reading = { confidence: 0.9, alternatives: [] };

/** A line of glyphs 10 pt wide; what stands in braces is one doubtful stretch, its other readings behind bars. */
function scanned(art: string): Line {
  let x = 0;
  const glyphs = [...art.matchAll(/\{([^}]*)\}|([^{]+)/gu)].flatMap(([, doubtful, clear]) => {
    const [own = '', ...alternatives] = (doubtful ?? clear ?? '').split('|');
    const reading = doubtful === undefined ? CLEAR : { confidence: 0.4, alternatives };
    return [...own].map((text) => {
      x += 10;
      return { text, x0: x - 10, x1: x, y0: 0, y1: 10, size: 10, angle: 0, trusted: true, reading };
    });
  });
  return lineOf(glyphs)!;
}

describe('doubt in a text that lines make', () => {
  it.each<[string, string, string[], ReturnType<typeof readingOf>]>([
    ['all clear', '支出12.5万元', ['支出12.5万元'], { confidence: 0.9 }],
    [
      'one stretch: the text has alternatives',
      '350.5',
      ['{350.5|360.5}'],
      { confidence: 0.4, alternatives: ['360.5'], doubts: [{ start: 0, end: 5, alternatives: ['360.5'] }] },
    ],
    [
      'behind a line end and a blank',
      '支出\n共 12.5万元',
      ['支出', '共{12.5|72.5}万元'],
      {
        confidence: 0.4,
        alternatives: ['支出\n共 72.5万元'],
        doubts: [{ start: 5, end: 9, alternatives: ['72.5'] }],
      },
    ],
    [
      'two stretches: none of the whole',
      '12和30',
      ['{12|72}和{30}'],
      {
        confidence: 0.4,
        doubts: [
          { start: 0, end: 2, alternatives: ['72'] },
          { start: 3, end: 5, alternatives: [] },
        ],
      },
    ],
  ])('%s', (_name, text, lines, wanted) => expect(readingOf(text, lines.map(scanned))).toEqual(wanted));

  it('says nothing of print that was never a picture', () => {
    const { glyphs } = scanned('12.5');
    for (const glyph of glyphs) delete glyph.reading;
    expect(readingOf('12.5', [lineOf(glyphs)!])).toEqual({});
  });
});
