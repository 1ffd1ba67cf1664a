import { describe, expect, it } from 'vitest';
import { agreed, asPrinted, comparable, repaired, textOf } from '../../../extractors/ocr/reading.js';
import type { Sign } from '../../../extractors/ocr/recognize.js';
import { DOUBTFUL } from '../../../schemas/index.js';

/** Signs of a text; `~` before a sign makes it unsure, with the sign after `/` as runner-up: `1~3/8.5`. */
function signs(art: string): Sign[] {
  return [...art.matchAll(/~(.)\/(.)|(.)/gu)].map(([, unsure, other, sure]) => ({
    text: unsure ?? sure ?? '',
    at: 0.5,
    confidence: unsure ? 0.55 : 0.99,
    other: { text: other ?? '', confidence: other ? 0.4 : 0.001 },
  }));
}

describe('separators as they can stand in a number', () => {
  it.each([
    ['2.576.01', '2,576.01'],
    ['1.234.567.80', '1,234,567.80'],
    ['3434。96', '3434.96'],
    ['3，485', '3,485'],
    ['1,234.56', '1,234.56'],
    ['2024.4.24', '2024.4.24'],
    ['10.1.2', '10.1.2'],
  ])('%s → %s', (text, wanted) => expect(repaired(text)).toBe(wanted));
});

describe('two readings', () => {
  it.each([
    ['350.50', '350.50', '350.50', true],
    ['３５０.５', '350.5', '３５０.５', true],
    ['—', '一', '—', true],
    ['18,39', '18,839', '18,839', false],
    ['1.37%', '137%', '1.37%', false],
    ['666.27', '600.27', '666.27', false],
    ['.427.51', '.427.51', '427.51', true],
    ['：512.54', '‘512.54', '512.54', true],
    ['.-2.8', '-2.8', '-2.8', true],
    ['.15', '.15', '15', false],
    ['104-', '104-', '104-', false],
    ['7`', '7', '7', true],
    ['1.', '1.', '1.', true],
    ['V 0.00', 'V 0.00', 'V 0.00', false],
    ['--61.03', '--61.03', '--61.03', false],
    ['-650:63', '-650:63', '-650:63', false],
    // The bracket may be closed on the next line of a narrow cell.
    ['（12', '（12', '（12', true],
    ['(12)', '(12)', '(12)', true],
    ['12:30', '12:30', '12:30', true],
    ['-4.79', '-4.79', '-4.79', true],
    ['o', 'O', '0', true],
    ['√', '', '√', true],
    ['V', '√', '√', true],
    ['√', '7', '7', false],
    ['100%', '100%。', '100%', true],
    ['2.576.01', '2,576.01', '2,576.01', true],
  ])('%s and %s give %s', (a, b, kept, clear) => {
    const result = agreed(signs(a), signs(b));
    expect(repaired(textOf(result.signs))).toBe(kept);
    expect(result.reading.confidence >= DOUBTFUL).toBe(clear);
    expect(result.reading.alternatives.length > 0).toBe(!clear);
  });

  it('of a lone digit that the network is unsure of agree, and leave it in doubt', () => {
    expect(agreed(signs('~5/7'), signs('~5/7')).reading).toEqual({ confidence: 0.49, alternatives: ['7'] });
    expect(agreed(signs('5'), signs('5')).reading.confidence).toBe(0.99);
  });

  it('keeps the other reading and the runners-up of unsure digits as alternatives', () => {
    expect(agreed(signs('1~3/8.5'), signs('16.5')).reading.alternatives).toEqual(['16.5', '18.5']);
  });
});

describe('print that the network does not know', () => {
  it.each([
    ['<', '√'],
    ['＜', '√'],
    ['. . . . . .', '……'],
    ['<5', '<5'],
    ['0.5', '0.5'],
    ['I', '/'],
    ['!', '/'],
    ['--级指标', '一级指标'],
    ['其中：-般公共预算', '其中：一般公共预算'],
    ['-项目', '-项目'],
  ])('%s → %s', (text, wanted) => expect(textOf(asPrinted(signs(text)))).toBe(wanted));
});

it('compares readings without regard to width, blanks and kinds of dashes', () => {
  expect(comparable('１２，３４５．６ ％')).toBe(comparable('12,345.6%'));
  expect(comparable('--')).toBe(comparable('—'));
});
