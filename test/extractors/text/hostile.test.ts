import { describe, expect, test } from 'vitest';
import { readString } from '../text-art.js';

/** CPU seconds that nothing of this size may take: what was quadratic took thirty times as many. */
const MOST_SECONDS = 6;

const repeat = (length: number, line: (at: number) => string): string => {
  let text = '';
  for (let at = 0; text.length < length; at++) text += line(at);
  return text;
};
const figure = (at: number): string => `${(at * 7919) % 9973}.${String(at % 100).padStart(2, '0')}`;

const HOSTILE: readonly { name: string; text: string }[] = [
  {
    name: 'a line of a thousand tabs over many short rows',
    text: `${'甲\t1'.repeat(4000)}\n${'乙\t2\t3\n'.repeat(4000)}`,
  },
  { name: 'the same with bars', text: `${'|甲|1'.repeat(4000)}|\n${'|乙|2|3|\n'.repeat(4000)}` },
  { name: 'the same with commas', text: `${'甲,1,'.repeat(4000)}1\n${'乙,2,3\n'.repeat(4000)}` },
  { name: 'rows that grow by a tab', text: repeat(40_000, (at) => `${'股\t'.repeat((at % 300) + 1)}\n`) },
  {
    name: 'lines with gaps and lines without, loosely set',
    text: repeat(3000, () => '甲乙丙   丁戊己   庚\n庚辛\n壬\n\n癸\n\n'),
  },
  {
    name: 'labels over labels',
    text: repeat(12_000, (at) =>
      at % 3 === 0 ? '机构   收入   支出\n' : `甲股   ${figure(at)}   ${figure(at + 3)}\n`,
    ),
  },
  { name: 'figures that ran together', text: repeat(16_000, (at) => `甲股${figure(at)}${figure(at + 3)}100%\n`) },
];

describe('texts made to take for ever', () => {
  test.each(HOSTILE)('$name', async ({ text }) => {
    const before = process.cpuUsage();
    const document = await readString(text);
    expect(document.blocks.length).toBeGreaterThan(0);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(MOST_SECONDS);
  });
});
