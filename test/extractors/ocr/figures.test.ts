import { describe, expect, it } from 'vitest';
import { compareFigures, figuresIn, isCutOff } from '../../../extractors/ocr/figures.js';

const found = (text: string): string[] => {
  const signs = [...text].map((sign) => ({ text: sign }));
  return figuresIn(signs).map(({ from, to }) => text.slice(from, to));
};

describe('figures among words', () => {
  it.each([
    ['全年收入1,356.63万元，其中', ['1,356.63万元']],
    ['同比下降-2.5%；增长３．５％。', ['-2.5%', '３．５％']],
    ['控制率≤100%，计5分', ['≤100%', '5']],
    ['2023年6、9、11月', ['2023', '6', '9', '11']],
    ['完成率98%。2024年', ['98%', '2024']],
    ['没有数字', []],
  ])('%s', (text, wanted) => expect(found(text)).toEqual(wanted));
});

describe('a second reading of figures', () => {
  it.each<[string, string[], string, (string[] | null)[]]>([
    ['says the same', ['1,356.63万元'], '入１，３５６．６３万元，', [null]],
    ['reads another digit', ['666.27'], '共600.27元', [['600.27元']]],
    ['loses the unit', ['12.5万元'], '12.5元', [['12.5元']]],
    ['loses a minus sign', ['-41.17'], '减41.17', [['41.17']]],
    ['sees a stroke of the next character as a digit', ['11'], '1共11人', [null]],
    ['differs in one of two', ['5', '12'], '5户12人'.replace('12', '72'), [null, ['72']]],
    ['tells two figures where one was', ['2.5'], '2 5', [['2', '5']]],
    ['sees none', ['7'], '了', [[]]],
  ])('%s', (_name, first, second, wanted) => expect(compareFigures(first, second)).toEqual(wanted));
});

it.each([
  ['703001', '03001', true],
  ['2', '12', true],
  ['21.6万元', '21.6万', true],
  ['666.27', '600.27', false],
  ['1.37%', '137%', false],
  ['1234', '1', false],
])('%s cut off to %s: %s', (one, other, wanted) => expect(isCutOff(one, other)).toBe(wanted));
