import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const XS = [70, 140, 240, 340, 440];

function level(page: Paper, y: number, from = XS[0]!, to = XS.at(-1)!): void {
  page.moveTo(from, y).lineTo(to, y).stroke();
}

function upright(page: Paper, xs: readonly number[], from: number, to: number): void {
  for (const x of xs) page.moveTo(x, from).lineTo(x, to).stroke();
}

function row(page: Paper, y: number, words: readonly string[]): void {
  for (const [c, word] of words.entries()) line(page, XS[c]! + 5, y + 7, word, 9);
}

describe('what a frame leaves free at the foot of a page', () => {
  it('is no row beside a label that goes on over the page', async () => {
    const bytes = await paper((page) => {
      for (const y of [100, 124]) level(page, y);
      for (const y of [148, 172]) level(page, y, XS[1]);
      upright(page, [XS[0]!, XS[1]!, XS[4]!], 100, 800);
      upright(page, [XS[2]!, XS[3]!], 100, 172);
      row(page, 100, ['部门', '项目', '预算数', '决算数']);
      row(page, 124, ['水务局', '堤防养护', '120.00', '118.50']);
      row(page, 148, ['', '水文监测', '31.40', '31.40']);
      page.addPage();
      upright(page, XS, 40, 88);
      level(page, 64, XS[1]);
      level(page, 88);
      row(page, 40, ['', '河道清淤', '86.00', '79.25']);
      row(page, 64, ['', '白蚁防治', '12.00', '12.00']);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      '部门|项目|预算数|决算数',
      '水务局|堤防养护|120.00|118.50',
      '^|水文监测|31.40|31.40',
      '^|河道清淤|86.00|79.25',
      '^|白蚁防治|12.00|12.00',
      '---',
    ]);
  });
});

describe('a label of stacked characters that goes on over the page', () => {
  const written = (after: string): Promise<Uint8Array> =>
    paper((page) => {
      level(page, 700);
      for (const y of [724, 748]) level(page, y, XS[1]);
      upright(page, XS, 700, 748);
      row(page, 700, ['', '堤防养护', '120.00', '118.50']);
      row(page, 724, ['', '水文监测', '31.40', '31.40']);
      for (const [i, word] of ['项', '目', '支', '出'].entries()) line(page, 100, 726 + 21 * i, word, 9);
      if (after !== '') line(page, 72, 800, after, 9);
      page.addPage();
      upright(page, XS, 40, 88);
      level(page, 64, XS[1]);
      level(page, 88);
      row(page, 40, ['', '河道清淤', '86.00', '79.25']);
      row(page, 64, ['', '白蚁防治', '12.00', '12.00']);
    });

  it('hangs over the last row that is whole', async () => {
    expect(show(await read(await written('')), drawTable)).toEqual([
      '---',
      '项/目/支/出|堤防养护|120.00|118.50',
      '^|水文监测|31.40|31.40',
      '^|河道清淤|86.00|79.25',
      '^|白蚁防治|12.00|12.00',
      '---',
    ]);
  });

  it('takes nothing of a line that stands below it', async () => {
    const texts = show(await read(await written('以上数据由青岩县水务局财务股提供。')), drawTable);
    expect(texts.join('\n')).toContain('以上数据由青岩县水务局财务股提供。');
    expect(texts).toContain('项/目/支/出|堤防养护|120.00|118.50');
  });
});

describe('a title of stacked characters that is higher than its row', () => {
  it('stands in it, and the table goes on on the next page', async () => {
    const bytes = await paper((page) => {
      line(page, 70, 700, '各项目的预算和决算见下表。', 9);
      for (const y of [740, 780]) level(page, y);
      upright(page, XS, 740, 780);
      row(page, 750, ['', '项目', '预算数', '决算数']);
      for (const [i, word] of ['部', '门'].entries()) line(page, 100, 748 + 26 * i, word, 9);
      page.addPage();
      for (const y of [40, 64, 88]) level(page, y);
      upright(page, XS, 40, 88);
      row(page, 40, ['水务局', '河道清淤', '86.00', '79.25']);
      row(page, 64, ['农机站', '农机补贴', '12.00', '12.00']);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '各项目的预算和决算见下表。',
      '---',
      '部/门|项目|预算数|决算数',
      '水务局|河道清淤|86.00|79.25',
      '农机站|农机补贴|12.00|12.00',
      '---',
    ]);
  });
});

describe('merged cells drawn too short', () => {
  it.each([24, 64])('by %i points leave no row between them', async (gap) => {
    const bytes = await paper((page) => {
      for (const y of [40, 166 + gap]) level(page, y);
      level(page, 70, XS[1]);
      level(page, 100 + gap);
      level(page, 100, XS[0], XS[1]);
      upright(page, XS, 40, 166 + gap);
      for (const [y, words] of [
        [45, ['水务局', '堤防养护', '120.00', '118.50']],
        [78, ['', '水文监测', '31.40', '31.40']],
        [126 + gap, ['农机站', '农机补贴', '86.00', '79.25']],
      ] as const)
        row(page, y, words);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      '水务局|堤防养护|120.00|118.50',
      '^|水文监测|31.40|31.40',
      '农机站|农机补贴|86.00|79.25',
      '---',
    ]);
  });
});

describe('a frame with very round corners', () => {
  /** Browsers paint the whole box for each of its sides, and clip it to a bar as thick as the corner is round. */
  function side(page: Paper, x: number, y: number, width: number, height: number): void {
    page.save().rect(x, y, width, height).clip().rect(70, 100, 370, 72).fill('#2f5f9f').restore();
  }

  it('has sides, and no columns of its own', async () => {
    const bytes = await paper((page) => {
      side(page, 70, 100, 370, 6);
      side(page, 70, 166, 370, 6);
      side(page, 70, 100, 6, 72);
      side(page, 434, 100, 6, 72);
      page.fillColor('black');
      for (const y of [124, 148]) level(page, y);
      upright(page, XS.slice(1, -1), 100, 172);
      row(page, 100, ['部门', '项目', '预算数', '决算数']);
      row(page, 124, ['水务局', '堤防养护', '120.00', '118.50']);
      row(page, 148, ['农业局', '白蚁防治', '12.00', '12.00']);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      '部门|项目|预算数|决算数',
      '水务局|堤防养护|120.00|118.50',
      '农业局|白蚁防治|12.00|12.00',
      '---',
    ]);
  });
});
