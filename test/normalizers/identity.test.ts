import { describe, expect, test } from 'vitest';
import { identify } from '../../normalizers/identity.js';
import type { RawBlock, RawDocument } from '../../schemas/index.js';

function document(...texts: string[]): RawDocument {
  const blocks: RawBlock[] = texts.map((text, index) => ({
    kind: 'paragraph',
    text,
    segments: [{ start: 0, place: { line: index + 1, start: 0, end: text.length } }],
  }));
  return { format: 'text', pages: [], blocks, furniture: [], notices: [] };
}

const CASES: [name: string, lines: string[], expected: Partial<ReturnType<typeof identify>>][] = [
  [
    'a cover with labels, spaced digits and a later report date',
    [
      '清溪县20 21 年度部门（单位）整体支出\n绩效评价自评报告',
      '部门(单位)名称：   清溪县教育局   ',
      '预 算 编 码：   100001',
      '报告日期：  2022 年 5 月 9 日',
      '清溪县财政局（制）',
    ],
    {
      title: '清溪县2021年度部门（单位）整体支出绩效评价自评报告',
      county: '清溪县',
      department: '清溪县教育局',
      year: '2021',
    },
  ],
  [
    'a year or a unit on the line of the name',
    ['部门整体支出绩效自评表', '部门名称：清溪县教育局        （2020 年度）'],
    { department: '清溪县教育局', county: '清溪县' },
  ],
  [
    'a unit of figures on the line of the name',
    ['2020年度部门整体支出绩效评价基础数据表', '填报单位：清溪县水务局        单位：元、人、%'],
    { department: '清溪县水务局', county: '清溪县', year: '2020' },
  ],
  [
    'an attachment line before and after; the year in brackets below',
    ['附件2', '云岭自治县部门整体支出绩效自评报告', '(2022 年度)', '一、概况', '附件1：云岭自治县项目支出绩效自评报告'],
    { title: '云岭自治县部门整体支出绩效自评报告', county: '云岭自治县', year: '2022' },
  ],
  [
    'a title broken over lines, written in a later year in words',
    ['长风经济技术开发区（临湖区）城市管理局', '整体支出', '2019年绩效自评报告', '二〇二〇年六月'],
    {
      title: '长风经济技术开发区（临湖区）城市管理局整体支出2019年绩效自评报告',
      county: '长风经济技术开发区（临湖区）',
      department: '长风经济技术开发区（临湖区）城市管理局',
      year: '2019',
    },
  ],
  [
    'no name in the title: the sentences tell',
    [
      '县级部门整体绩效自评打分表',
      '县级部门整体绩效自评报告',
      '白石彝族自治县水务局预算单位1个。本部门2023年主要工作任务如下。',
      '白石彝族自治县水务局行政编制8名。根据《白石彝族自治县财政局关于开展绩效自评的通知》，2024年3月完成。',
    ],
    {
      title: '县级部门整体绩效自评报告',
      county: '白石彝族自治县',
      department: '白石彝族自治县水务局',
      year: '2023',
    },
  ],
  [
    'only a date in words',
    ['部门整体支出绩效自评报告', '二〇二三年四月'],
    { title: '部门整体支出绩效自评报告', year: '2022', county: '', department: '' },
  ],
];

describe('identify', () => {
  test.each(CASES)('%s', (_name, lines, expected) => {
    expect(identify(document(...lines))).toMatchObject(expected);
  });

  test('a cell that names the department', () => {
    const raw = document('2024年度部门整体支出绩效自评表');
    raw.blocks.push({
      kind: 'table',
      rows: 1,
      columns: 2,
      pages: [],
      place: {},
      cells: [
        { row: 0, column: 0, rowSpan: 1, colSpan: 1, text: '县级预算部门、单位名称', place: {} },
        { row: 0, column: 1, rowSpan: 1, colSpan: 1, text: '清溪县交通运输局', place: {} },
      ],
    });
    expect(identify(raw)).toMatchObject({ county: '清溪县', department: '清溪县交通运输局', year: '2024' });
  });

  test('nothing at all', () => {
    expect(identify(document())).toEqual({ title: '', province: '', county: '', department: '', year: '' });
  });
});
