import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawDocument } from '../../schemas/index.js';
import { coversGrid, readString } from './text-art.js';

/** Signs that draw tables or part values, spaces, and signs of control: all that a reader may take away. */
const TAKEN = /[\s|｜│┃║▏"+:：\-—=_,;\u2500-\u257f\p{Cc}\ufeff\\]/gu;

function printed(document: RawDocument): string {
  const parts = document.furniture.map(({ text }) => text);
  for (const block of document.blocks) {
    if (block.kind === 'table') for (const cell of block.cells) parts.push(cell.text);
    else parts.push(block.text);
  }
  return parts.join('');
}

const count = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const character of text.replace(TAKEN, '')) counts.set(character, (counts.get(character) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const word = fc.constantFrom(
  '机构名称',
  '其中：',
  '收入合计',
  '合 计',
  '一、概况',
  '（一）机构',
  '1.',
  '①事项',
  '说明：',
  '单位：万元',
  '附件1',
  '3=1+2',
  '√',
  '/',
  '——',

  '100',
  '3,485.75',
  '98.91%',
  '-39.78%',
  '194.9194.9100%',
  '1',
  '12',
  '王某',
  '年   月   日',
  '（签字）：',
  '<p>',
  '[bookmark: _GoBack]',

  '严格按照要求执行，完成全部任务。',
  '每超过一个百分点扣0.5分，扣完',
  '“双提升”',
  '甲',
  '乙所',
  '总分',
  '分值',
  '得分',
  '评分标准',
  '"引',
  '尾"',
);
const glue = fc.constantFrom(
  '\t',
  '\t\t',
  '\n',
  '\n\n',
  '\n\t',
  '\n\t\n\t',
  '\n\n\t',
  '|',
  ' | ',
  '  ',
  '　　',
  ' ',
  ',',
  '',
  '\f',
  '\r\n',
  '│',
  '\n---|---\n',
  '\0',
);
const text = fc
  .array(fc.tuple(word, glue), { minLength: 1, maxLength: 60 })
  .map((parts) => '自评报告\n' + parts.map(([left, right]) => left + right).join(''));

test('every printed character is in a cell, a paragraph or the furniture, once', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      expect(count(printed(await readString(input)))).toEqual(count(input));
    }),
    { numRuns: 1500 },
  );
});

test('every grid position belongs to exactly one cell, and places point at the text', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      const lines = input.split(/\r\n|[\n\r]/);
      for (const block of (await readString(input)).blocks) {
        if (block.kind !== 'table') continue;
        expect(coversGrid(block)).toBe(true);
        for (const { text, place } of block.cells) {
          if (text === '') continue;
          const stated = lines[place.line! - 1]!.slice(place.start, place.end);
          const first = text.split('\n')[0]!;
          expect(stated.startsWith('<') || first.startsWith(stated) || stated.startsWith(first.slice(0, 1))).toBe(true);
        }
      }
    }),
    { numRuns: 700 },
  );
});

test('the same text gives the same document', async () => {
  await fc.assert(
    fc.asyncProperty(text, async (input) => {
      expect(await readString(input)).toEqual(await readString(input));
    }),
    { numRuns: 100 },
  );
});
