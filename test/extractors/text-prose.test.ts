import { describe, expect, test } from 'vitest';
import { placeWithin, type RawProse } from '../../schemas/index.js';
import { drawBlocks, readString } from './text-art.js';

interface Case {
  name: string;
  text: string;
  blocks: string[];
  furniture?: string[];
}

const SIGNS =
  '全年安排项目支出190.25万元，共三个项目，分别为：道路养护53.10万元；桥梁加固和维修22.05万元；路灯更换115.10万元，比上年减少10.6万元，下降6.56%，其中县级资金一百零五万元；上级补助资金八十五万二千五百元整。';
const LONG =
  '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组长的绩效评价工作小组，明确了各个股室的职责分工，为全县企业退休人员按时足额发放养老';

describe('prose', () => {
  const cases: Case[] = [
    {
      name: 'lines wrapped by hand, paragraphs indented',
      text:
        '　　本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组\n' +
        '长的绩效评价工作小组，明确了各股室的职责分工，做到层层落实责任到人，\n' +
        '确保了自评工作的顺利进行。\n' +
        '　　全年预算收入合计为1200.50万元，其中一般公共预算财政拨款收入为1000.50\n' +
        '万元，其他收入为200.00万元。全年支出为1180.20万元。按照项目分类进行统计，\n' +
        '各项支出均控制在预算范围之内。\n一、基本情况\n　　我单位共有编制人员二十名。\n',
      blocks: [
        '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组长的绩效评价工作小组，明确了各股室的职责分工，做到层层落实责任到人，确保了自评工作的顺利进行。',
        '全年预算收入合计为1200.50万元，其中一般公共预算财政拨款收入为1000.50万元，其他收入为200.00万元。全年支出为1180.20万元。按照项目分类进行统计，各项支出均控制在预算范围之内。',
        '# 一、基本情况',
        '我单位共有编制人员二十名。',
      ],
    },
    {
      name: 'paragraphs that lost their indents: the first line is shorter by as much',
      text:
        '（二）部门预算执行情况\n' +
        '2031年“三公”经费预算数6.10万元，其中：因公出国\n' +
        '（境）费0.00万元，公务用车购置及运行维护费1.00万元，公务\n' +
        '接待费5.10万元。“三公”经费决算数6.05万元，其中：因公出国\n' +
        '（境）费0.00万元，公务用车运行维护费0.95万元，公务接待费\n' +
        '5.10万元。\n' +
        '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主\n' +
        '要领导任组长的绩效评价工作小组。\n' +
        '填报单位：云岭县国有林场\n',
      blocks: [
        '# （二）部门预算执行情况',
        '2031年“三公”经费预算数6.10万元，其中：因公出国（境）费0.00万元，公务用车购置及运行维护费1.00万元，公务接待费5.10万元。“三公”经费决算数6.05万元，其中：因公出国（境）费0.00万元，公务用车运行维护费0.95万元，公务接待费5.10万元。',
        '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组长的绩效评价工作小组。',
        '填报单位：云岭县国有林场',
      ],
    },
    {
      name: 'a paragraph whose last line leads to a table, and a sentence of its own that does',
      text:
        '　　年中预算调增数96.60万元，其中基本支出预算调减4.10万元，项目支出预算调\n' +
        '增100.70万元。调整后预算总支出403.20万元，其中基本支出310.40万元，项目支出\n' +
        '92.80万元。详见下表：\n' +
        '二、支出情况\n支出按科目分，见下表：\n',
      blocks: [
        '年中预算调增数96.60万元，其中基本支出预算调减4.10万元，项目支出预算调增100.70万元。调整后预算总支出403.20万元，其中基本支出310.40万元，项目支出92.80万元。详见下表：',
        '# 二、支出情况',
        '支出按科目分，见下表：',
      ],
    },
    {
      name: 'wrapped paragraphs that blank lines part: a full line that ends a sentence does not end the paragraph',
      text: [
        '全年安排项目支出529.00万元，共三个项目，具体为：森林防火巡护181.00万元；',
        '病虫害防治157.00万元；退耕还林补助191.00万元。',
        '',
        '（一）数量指标：满分22分，得分22分。造林面积，得11分；改造危桥得11分。',
        '总计22分。',
        '',
        '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组长的',
        '绩效评价工作小组。',
        '',
        '下一步将提前做好项目储备。',
        '',
      ].join('\n'),
      blocks: [
        '全年安排项目支出529.00万元，共三个项目，具体为：森林防火巡护181.00万元；病虫害防治157.00万元；退耕还林补助191.00万元。',
        '（一）数量指标：满分22分，得分22分。造林面积，得11分；改造危桥得11分。总计22分。',
        '本单位严格按照财政部门的要求开展绩效自评工作，成立了由主要领导任组长的绩效评价工作小组。',
        '下一步将提前做好项目储备。',
      ],
    },
    {
      name: 'an empty line that a page end put into a sentence',
      text: `${LONG}\n\n金，完成比例101.05%。\n\n（二）其他\n`,
      blocks: [`${LONG}金，完成比例101.05%。`, '# （二）其他'],
    },
    {
      name: 'lines cut at so many signs, inside amounts and behind the stops of a list',
      text: `二、支出情况\n${SIGNS.match(/.{1,24}/gu)!.join('\n')}\n三、其他\n`,
      blocks: ['# 二、支出情况', SIGNS, '# 三、其他'],
    },
    {
      name: 'headings and list items are never glued to an unfinished line',
      text: `${LONG}，\n\n二、支出情况\n\n${LONG}\n\n1. 整体情况\n${LONG}\n\n①守住底线\n`,
      blocks: [`${LONG}，`, '# 二、支出情况', LONG, '# 1. 整体情况', LONG, '# ①守住底线'],
    },
    {
      name: 'short lines stay apart',
      text: '数量指标完成情况\n质量指标完成情况\n\n编制人数 123 人\n\n无\n',
      blocks: ['数量指标完成情况', '质量指标完成情况', '编制人数 123 人', '无'],
    },
    {
      name: 'page numbers between empty lines, across which a sentence goes on',
      text: '封面\n1\n\n\n预算执行情况总体良好，各项指标均已按照年初计划全部完成任务并且\n— 2 —\n\n得到了群众认可。\n\n第 3 页 共 9 页\n',
      blocks: ['封面', '预算执行情况总体良好，各项指标均已按照年初计划全部完成任务并且得到了群众认可。'],
      furniture: ['pageNumber 1', 'pageNumber — 2 —', 'pageNumber 第 3 页 共 9 页'],
    },
    {
      name: 'running headers at page ends',
      text: ['甲', '乙', '丙', '丁'].map((name) => `某县财政局文件\n${name}段到此为止。`).join('\f'),
      blocks: ['某县财政局文件', '甲段到此为止。', '乙段到此为止。', '丙段到此为止。', '丁段到此为止。'],
      furniture: ['header 某县财政局文件', 'header 某县财政局文件', 'header 某县财政局文件'],
    },
    {
      name: 'a title on two lines; left-over marks',
      text: '附件1\n某县2031年度部门整体支出绩效评价\n基础数据表\n<p>说明[bookmark: _GoBack]如此。</p>\n',
      blocks: ['附件1', '# 某县2031年度部门整体支出绩效评价基础数据表', '说明                   如此。'],
      furniture: ['mark <p>', 'mark [bookmark: _GoBack]', 'mark </p>'],
    },
  ];
  test.each(cases)('$name', async ({ text, blocks, furniture = [] }) => {
    const document = await readString(text);
    expect(drawBlocks(document)).toEqual(blocks);
    expect(document.furniture.map(({ kind, text }) => `${kind} ${text}`)).toEqual(furniture);
  });
});

test('segments lead back to line and offset', async () => {
  const { blocks } = await readString(`\n  ${LONG}\n\n\n金，完成比例101.05%。\n`);
  const [prose] = blocks as RawProse[];
  const at = prose!.text.indexOf('101.05');
  expect(placeWithin(prose!.segments, at, at + 6)).toEqual({ line: 5, start: 6, end: 12 });
  expect(prose!.segments[0]).toEqual({ start: 0, place: { line: 2, start: 2, end: 2 + LONG.length } });
});

test('after a form feed, offsets are those of the file', async () => {
  const { blocks } = await readString('甲段。\f乙段有12.5万元。\n');
  const prose = blocks[1] as RawProse;
  expect(prose.segments).toEqual([{ start: 0, place: { line: 1, start: 4, end: 14 } }]);
});

describe('long lines take linear time', () => {
  const lines: [name: string, line: string][] = [
    ['ten million characters of prose', '本单位全年支出12.5万元，其中基本支出。'.repeat(500_000)],
    ['ten million spaces', ' '.repeat(10_000_000) + '完'],
    ['figures without end', '1.'.repeat(3_000_000)],
    ['bars without end', '甲|'.repeat(3_000_000)],
    ['open marks without end', '<p [bookmark:'.repeat(500_000)],
    ['closing quotes without end', '。' + '”'.repeat(5_000_000)],
    ['one tab before all', '\t' + '字'.repeat(5_000_000)],
  ];
  test.each(lines)('%s', { timeout: 10_000 }, async (_, line) => {
    const { blocks } = await readString(line);
    expect(blocks).toHaveLength(1);
  });
});
