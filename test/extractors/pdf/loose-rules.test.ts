import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const XS = [70, 150, 260, 370, 480];
const SIDES = XS.slice(0, -1);

/** Each cell has a rule at its left and one at its top, and none else. The rule at the top of a row that goes on is missing. */
function row(page: Paper, y: number, height: number, words: readonly string[], top = true, label = true): void {
  for (const x of label ? SIDES : SIDES.slice(1))
    page
      .moveTo(x, y)
      .lineTo(x, y + height)
      .stroke();
  if (top)
    page
      .moveTo(label ? XS[0]! : XS[1]!, y)
      .lineTo(XS.at(-1)!, y)
      .stroke();
  for (const [c, own] of words.entries())
    for (const [i, one] of own.split('/').entries()) line(page, XS[c]! + 5, y + 6 + 13 * i, one, 9);
}

const head = ['科目', '项目', '预算数', '决算数'];

describe('cells with rules at their left and top alone', () => {
  it('are one row over two pages where the next one begins without a rule', async () => {
    const bytes = await paper((page) => {
      row(page, 700, 24, head);
      row(page, 724, 24, ['基本支出', '人员经费', '820.40', '811.06']);
      row(page, 748, 36, ['项目支出', '堤防养护。/水文监测。', '310.00', '298.41']);
      page.addPage();
      row(page, 40, 24, ['', '白蚁防治。', '', ''], false);
      row(page, 64, 24, ['合计', '', '1,130.40', '1,109.47']);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      head.join('|'),
      '基本支出|人员经费|820.40|811.06',
      '项目支出|堤防养护。/水文监测。/白蚁防治。|310.00|298.41',
      '合计||1,130.40|1,109.47',
      '---',
    ]);
  });

  it('are two rows where the next page begins with a rule', async () => {
    const bytes = await paper((page) => {
      row(page, 724, 24, head);
      row(page, 748, 24, ['基本支出', '人员经费', '820.40', '811.06']);
      page.addPage();
      row(page, 40, 24, ['项目支出', '堤防养护', '310.00', '298.41']);
      row(page, 64, 24, ['合计', '', '1,130.40', '1,109.47']);
    });
    expect(show(await read(bytes), drawTable)).toEqual([
      '---',
      head.join('|'),
      '基本支出|人员经费|820.40|811.06',
      '项目支出|堤防养护|310.00|298.41',
      '合计||1,130.40|1,109.47',
      '---',
    ]);
  });

  it('keep a merged label that the page before began, however little of it is left', async () => {
    const rows = [
      ['', '堤防养护', '120.00', '118.50'],
      ['项目支出', '水文监测', '31.40', '31.40'],
      ['', '白蚁防治', '12.00', '12.00'],
      ['', '河道清淤', '86.00', '79.25'],
      ['', '农村饮水', '54.00', '54.00'],
      ['', '水库除险', '98.00', '97.20'],
      ['', '山洪防治', '44.00', '41.70'],
    ];
    const bytes = await paper((page) => {
      row(page, 772, 24, head);
      page.addPage();
      row(page, 40, 24, rows[0]!, true, false);
      // Drawn a little too short.
      page.moveTo(XS[0]!, 40).lineTo(XS[0]!, 58).stroke();
      row(page, 64, 24, rows[1]!);
      for (const [r, words] of rows.slice(2).entries()) {
        row(page, 88 + 24 * r, 24, words, true, false);
        page
          .moveTo(XS[0]!, 88 + 24 * r)
          .lineTo(XS[0]!, 112 + 24 * r)
          .stroke();
      }
    });
    const shown = show(await read(bytes), drawTable);
    expect(shown.slice(-8)).toEqual([
      '|堤防养护|120.00|118.50',
      '项目支出|水文监测|31.40|31.40',
      '^|白蚁防治|12.00|12.00',
      '^|河道清淤|86.00|79.25',
      '^|农村饮水|54.00|54.00',
      '^|水库除险|98.00|97.20',
      '^|山洪防治|44.00|41.70',
      '---',
    ]);
  });
});
