import { describe, expect, it } from 'vitest';
import { addCaptions } from '../../extractors/caption.js';
import type { RawBlock } from '../../schemas/index.js';

/** `T` is a table, `#` begins a heading, all else is a paragraph. */
function blocks(lines: readonly string[]): RawBlock[] {
  return lines.map((line, index) =>
    line === 'T'
      ? { kind: 'table', rows: 0, columns: 0, cells: [], pages: [], place: { table: index } }
      : {
          kind: line.startsWith('#') ? 'heading' : 'paragraph',
          text: line.replace(/^#/, ''),
          segments: [{ start: 0, place: { line: index + 1 } }],
        },
  );
}

function titles(lines: readonly string[]): (string | undefined)[] {
  return addCaptions(blocks(lines)).flatMap((block) => (block.kind === 'table' ? [block.title] : []));
}

const LONG = '我单位严格执行预算，'.repeat(8);

describe('addCaptions', () => {
  const cases: [string, string[], (string | undefined)[]][] = [
    ['the line above', ['收入决算表', 'T'], ['收入决算表']],
    ['a heading above', ['#二、资产情况', 'T'], ['二、资产情况']],
    ['past the unit', ['支出情况表', '单位：万元', 'T'], ['支出情况表']],
    [
      'past all that is filled in',
      ['支出情况表', '填报单位（盖章）：青禾县水利局', '填报日期：2031年4月', '（万元）', '', 'T'],
      ['支出情况表'],
    ],
    ['not across a table', ['支出情况表', 'T', '单位：元', 'T'], ['支出情况表', undefined]],
    ['no sentence', ['本年共支出12万元。', 'T'], [undefined]],
    ['no long line', [LONG, 'T'], [undefined]],
    ['no attachment number', ['附件3', 'T'], [undefined]],
    ['no signature', ['青禾县财政局（制）', 'T'], [undefined]],
    ['no line of a cover', ['评价方式：部门自评', 'T'], [undefined]],
    ['a colon goes', ['各项支出如下：', 'T'], ['各项支出如下']],
    ['the unit in the title stays', ['收支对比说明（元）', 'T'], ['收支对比说明（元）']],
    ['two lines', ['青禾县2031年度部门整体支出', '绩效自评表', 'T'], ['青禾县2031年度部门整体支出绩效自评表']],
    ['two lines in one', ['青禾县2031年度整体支出\n绩效自评表', 'T'], ['青禾县2031年度整体支出绩效自评表']],
    ['a year below the title', ['部门整体支出绩效自评表', '（2031年度）', 'T'], ['部门整体支出绩效自评表（2031年度）']],
    ['a numbered heading is no first half', ['一、部门基本情况', '支出明细表', 'T'], ['支出明细表']],
    ['a sentence is no first half', ['支出情况见下，', '支出明细表', 'T'], ['支出明细表']],
    ['a heading is no first half of a paragraph', ['#青禾县水利局二〇三一年', '支出明细表', 'T'], ['支出明细表']],
    ['blanks that stretch a title', ['支 出 决 算 表', 'T'], ['支出决算表']],
    ['nothing above', ['T'], [undefined]],
  ];
  it.each(cases)('%s', (_, lines, expected) => {
    expect(titles(lines)).toEqual(expected);
  });

  it('keeps a title that a reader gave, and every other block', () => {
    const given = blocks(['收入表', 'T', '尾']).map((block) =>
      block.kind === 'table' ? { ...block, title: '原有' } : block,
    );
    expect(addCaptions(given)).toEqual(given);
  });
});
