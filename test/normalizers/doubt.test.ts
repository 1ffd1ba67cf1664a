import { describe, expect, it } from 'vitest';
import { figureReading } from '../../normalizers/doubt.js';
import { normalize } from '../../normalizers/index.js';
import { paragraph, scanned } from '../scanned.js';

const shown = (...paragraphs: string[]): string[] =>
  normalize(scanned(...paragraphs)).facts.map(({ text, confidence = 1, labelConfidence = 1, alternatives = [] }) =>
    [text, confidence < 0.5 ? '?' : '', labelConfidence < 0.5 ? 'label?' : '', ...alternatives]
      .filter((part) => part !== '')
      .join(' '),
  );

describe('doubt reaches the figures of sentences', () => {
  it.each<[string, string, string[]]>([
    ['one of two figures', '基本支出{12.5|72.5}万元，项目支出30万元。', ['12.5 ? 72.5', '30']],
    ['the unit stands in doubt with it', '基本支出{12.5万元|72.5万元}。', ['12.5 ? 72.5']],
    ['another unit is no other figure', '基本支出{12.5万元|12.5元}。', ['12.5 ?']],
    ['the words that say what it is', '{基木|}支出12.5万元，项目支出30万元。', ['12.5 label?', '30']],
    ['what else was read is not known', '基本支出{12.5}万元。', ['12.5 ?']],
  ])('%s', (_name, art, wanted) => expect(shown(art)).toEqual(wanted));
});

it.each<[string, string, [number, number], string[] | undefined]>([
  ['the stretch is the figure', '合计{350.5|360.5}元', [2, 7], ['360.5']],
  ['the stretch is longer', '{共350.5|共360.5|其350.5}元', [1, 6], ['360.5']],
  ['the stretch is a part of it', '合计350{.5|,5}元', [2, 7], ['350,5']],
])('readings of a figure where %s', (_name, art, [start, end], wanted) => {
  expect(figureReading(paragraph(art), start, end).alternatives).toEqual(wanted);
});

it('leaves cells out of other formats alone', () => {
  expect(figureReading({ text: '1,234', alternatives: ['1 234'] }, 0, 5)).toEqual({ alternatives: ['1 234'] });
  expect(figureReading({ text: '1,234' }, 0, 5)).toEqual({});
});
