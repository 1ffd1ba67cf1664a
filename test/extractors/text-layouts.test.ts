import { describe, expect, test } from 'vitest';
import type { RawTable } from '../../schemas/index.js';
import { coversGrid, drawBlocks, readString, tabbed } from './text-art.js';

interface Layout {
  name: string;
  text: string;
  blocks: string[];
  notices?: string[];
}

const check = ({ name, text, blocks, notices = [] }: Layout) =>
  test(name, async () => {
    const document = await readString(text);
    expect(drawBlocks(document)).toEqual(blocks);
    expect(document.notices.map(({ code }) => code)).toEqual(notices);
    for (const block of document.blocks) if (block.kind === 'table') expect(coversGrid(block)).toBe(true);
  });

describe('a tab before every cell', () => {
  const layouts: Layout[] = [
    {
      name: 'a header of two levels gets its spans from the row beneath',
      text: tabbed(
        ['年度收入情况（万元）'],
        ['机构名称', '收入合计', '其中：'],
        ['', '', '上年结转', '公共财\n政拨款', '其他'],
        ['合计', '30.5', '1.5', '29', ''],
        ['甲股', '30.5', '1.5', '29', ''],
      ),
      blocks: [
        '---',
        'c5:年度收入情况（万元）',
        'r2:机构名称 | r2:收入合计 | c3:其中：',
        '上年结转 | 公共财⏎政拨款 | 其他',
        '合计 | 30.5 | 1.5 | 29 | ∅',
        '甲股 | 30.5 | 1.5 | 29 | ∅',
        '---',
      ],
    },
    {
      name: 'three levels, two wide labels side by side',
      text: tabbed(
        ['机构', '支出合计', '其中：', '结余'],
        ['', '', '基本支出', '其中：', '项目支出', '当年结余', '累计结余'],
        ['', '', '', '人员', '公用', '', '', ''],
        ['甲股', '100', '60', '50', '10', '40', '1', '2'],
      ),
      blocks: [
        '---',
        'r3:机构 | r3:支出合计 | c4:其中： | c2:结余',
        'r2:基本支出 | c2:其中： | r2:项目支出 | r2:当年结余 | r2:累计结余',
        '人员 | 公用',
        '甲股 | 100 | 60 | 50 | 10 | 40 | 1 | 2',
        '---',
      ],
    },
    {
      name: 'four levels',
      text: tabbed(
        ['单位', '支出合计', '其中：', '备注'],
        ['', '', '基本支出', '其中：', '项目支出', ''],
        ['', '', '', '人员', '其中：', '', ''],
        ['', '', '', '', '办公费', '会议费', '', ''],
        ['甲股', '100', '60', '40', '12', '8', '40', ''],
        ['乙所', '50', '30', '20', '6', '4', '20', ''],
      ),
      blocks: [
        '---',
        'r4:单位 | r4:支出合计 | c5:其中： | r4:备注',
        'r3:基本支出 | c3:其中： | r3:项目支出',
        'r2:人员 | c2:其中：',
        '办公费 | 会议费',
        '甲股 | 100 | 60 | 40 | 12 | 8 | 40 | ∅',
        '乙所 | 50 | 30 | 20 | 6 | 4 | 20 | ∅',
        '---',
      ],
    },
    {
      name: 'labels that share nothing are divided evenly, with a notice',
      text: tabbed(
        ['指标', '评价方式', '评价属性', '得分'],
        ['', '整体', '样本', '定性', '定量', ''],
        ['甲指标', '√', '', '√', '', '10'],
        ['乙指标', '√', '', '', '√', '9'],
      ),
      blocks: [
        '---',
        'r2:指标 | c2:评价方式 | c2:评价属性 | r2:得分',
        '整体 | 样本 | 定性 | 定量',
        '甲指标 | √ | ∅ | √ | ∅ | 10',
        '乙指标 | √ | ∅ | ∅ | √ | 9',
        '---',
      ],
    },
    {
      name: 'section labels of a score sheet stand for several lines, and so do a rule and a weight',
      text: tabbed(
        ['一级指标', '二级指标', '三级指标', '评分标准', '分值', '得分', '说明'],
        ['产出\n（60分）', '数量\n（30分）', '完成数', '每少一项扣一分', '15', '15', ''],
        ['', '', '覆盖数', '每少一项扣一分', '15', '14', ''],
        ['', '质量\n（30分）', '合格率', '按比例计分', '30', '30', ''],
        ['效果（40分）', '效益（40分）', '经济效益', '按实际情况评分', '30', '10', ''],
        ['', '', '社会效益', '', '', '10', ''],
        ['', '', '满意度', '高于九成得满分', '10', '9', ''],
        ['总 分', '', '', '', '100', '88', ''],
      ),
      blocks: [
        '---',
        '一级指标 | 二级指标 | 三级指标 | 评分标准 | 分值 | 得分 | 说明',
        'r3:产出⏎（60分） | r2:数量⏎（30分） | 完成数 | 每少一项扣一分 | 15 | 15 | ∅',
        '覆盖数 | 每少一项扣一分 | 15 | 14 | ∅',
        '质量⏎（30分） | 合格率 | 按比例计分 | 30 | 30 | ∅',
        'r3:效果（40分） | r3:效益（40分） | 经济效益 | r2:按实际情况评分 | r2:30 | 10 | ∅',
        '社会效益 | 10 | ∅',
        '满意度 | 高于九成得满分 | 10 | 9 | ∅',
        '总 分 | ∅ | ∅ | ∅ | 100 | 88 | ∅',
        '---',
      ],
    },
    {
      name: 'a header over label columns; a short total row keeps its figures in their columns',
      text: tabbed(
        ['定量目标', '评价内容', '绩效目标', '分值', '得分', '备注'],
        ['', '产出', '数量指标', '培训 20 人', '10', '9', ''],
        ['', '', '', '培训 4 场', '10', '10', ''],
        ['', '', '质量指标', '合格率九成以上', '10', '10', ''],
        ['总分', '30', '29'],
      ),
      blocks: [
        '---',
        'r4:定量目标 | c2:评价内容 | 绩效目标 | 分值 | 得分 | 备注',
        'r3:产出 | r2:数量指标 | 培训 20 人 | 10 | 9 | ∅',
        '培训 4 场 | 10 | 10 | ∅',
        '质量指标 | 合格率九成以上 | 10 | 10 | ∅',
        'c4:总分 | 30 | c2:29',
        '---',
      ],
    },
    {
      name: 'several forms of different width in one run stand on one grid',
      text: tabbed(
        ['联系人', '王某', '电话', '110'],
        ['职责', '拟订规划。'],
        ['二、收支情况'],
        ['机构', '合计', '其中：'],
        ['', '', '财政', '其他', '上年'],
        ['甲股', '3', '1', '1', '1'],
        ['机构', '固定资产', '其他'],
        ['甲股', '5', '5'],
      ),
      blocks: [
        '---',
        '联系人 | 王某 | 电话 | c2:110',
        '职责 | c4:拟订规划。',
        'c5:二、收支情况',
        'r2:机构 | r2:合计 | c3:其中：',
        '财政 | 其他 | 上年',
        '甲股 | 3 | 1 | 1 | 1',
        '机构 | 固定资产 | c3:其他',
        '甲股 | 5 | c3:5',
        '---',
      ],
    },
    {
      name: 'an empty tab line whose text follows, even after empty lines',
      text:
        '附件2\n某县自评表\n\t单位\n\t林业局\n\n\t\n\n年度\n预算\n\t\n\t预算数\n\t执行数\n\n\t\n\t总额\n\t10\n\t9\n\n' +
        '\t说明\n\t\n第一段。\n第二段。\n\t无\n\t无\n',
      blocks: [
        '附件2',
        '# 某县自评表',
        '---',
        '单位 | c3:林业局',
        'r2:年度⏎预算 | ∅ | 预算数 | 执行数',
        '总额 | 10 | 9',
        '说明 | 第一段。⏎第二段。 | 无 | 无',
        '---',
      ],
    },
    {
      name: 'a cell that holds an empty line; a cell that is blank on purpose is no continuation',
      text: '\t序号\n\t事项\n\t得分\n\n\t1\n\t第一条\n\n第二条\n\t5\n\n\t　\n\t另一条\n\t4\n\n\t3\n\t再一条\n\t4\n',
      blocks: ['---', '序号 | 事项 | 得分', '1 | 第一条⏎第二条 | 5', '∅ | 另一条 | 4', '3 | 再一条 | 4', '---'],
    },
    {
      name: 'an empty first row, an always empty last column, signs for nothing',
      text: tabbed(['', '', '', ''], ['项目', '预算', '决算', ''], ['甲', '1,234.50', '/', ''], ['乙', '——', '4', '']),
      blocks: ['---', '∅ | ∅ | ∅ | ∅', '项目 | 预算 | 决算 | ∅', '甲 | 1,234.50 | / | ∅', '乙 | —— | 4 | ∅', '---'],
    },
    {
      name: 'a title right under the last cell is not part of it; a page number inside is furniture',
      text: '单位：万元\n\t项目\n\t预算\n\n\t甲\n\t1\n\n3\n\n\t合计\n\t1\n 某局2031年绩效报告\n\n一、概况\n',
      blocks: ['单位：万元', '---', '项目 | 预算', '甲 | 1', '合计 | 1', '---', '# 某局2031年绩效报告', '# 一、概况'],
    },
    {
      name: 'a signature below its label stays in the cell; the line for the next form does not',
      text:
        '\t一、人员\n\n\t姓名\n\t签字\n\n\t王某\n\t\n\n\t组长（签字）：\n\n\n             年   月   日\n\n' +
        '填报人（签名）：      联系电话：\n\t五、综述\n\n本局工作正常。\n',
      blocks: [
        '---',
        'c2:一、人员',
        '姓名 | 签字',
        '王某 | ∅',
        'c2:组长（签字）：⏎年   月   日',
        '---',
        '填报人（签名）：      联系电话：',
        '# 五、综述',
        '本局工作正常。',
      ],
    },
    {
      name: 'two tables with a caption between them',
      text:
        tabbed(['项目', '预算'], ['甲', '1'], ['乙', '2']) +
        '\n表二 支出情况\n' +
        tabbed(['项目', '预算', '决算'], ['甲', '1', '1'], ['乙', '2', '2']),
      blocks: [
        '---',
        '项目 | 预算',
        '甲 | 1',
        '乙 | 2',
        '---',
        '表二 支出情况',
        '---',
        '项目 | 预算 | 决算',
        '甲 | 1 | 1',
        '乙 | 2 | 2',
        '---',
      ],
    },
    {
      name: 'paragraphs with a tab in front are no table',
      text: '\t一、概况\n\t本局为行政单位，负责相关工作。全年收入12万元，支出11万元，结余1万元。\n\t二、其他\n\n1.\t第一项工作完成。\n2.\t第二项工作完成。\n',
      blocks: [
        '# 一、概况',
        '本局为行政单位，负责相关工作。全年收入12万元，支出11万元，结余1万元。',
        '# 二、其他',
        '1.\t第一项工作完成。',
        '2.\t第二项工作完成。',
      ],
    },
  ];
  layouts.forEach(check);
});

describe('a row a line, cells parted by tabs', () => {
  const layouts: Layout[] = [
    {
      name: 'empty cells between tabs, notes around',
      text: '单位：万元\n项目\t年初预算\t决算\n甲\t1,234.50\t1,000\n乙\t\t20\n合计\t1,234.50\t1,020\n注：以上为一般公共预算。\n',
      blocks: [
        '单位：万元',
        '---',
        '项目 | 年初预算 | 决算',
        '甲 | 1,234.50 | 1,000',
        '乙 | ∅ | 20',
        '合计 | 1,234.50 | 1,020',
        '---',
        '注：以上为一般公共预算。',
      ],
    },
    {
      name: 'header spans show as empty slots',
      text:
        '机构\t支出合计\t其中\t\t\t结余\t\n\t\t基本支出\t其中\t\t当年结余\t累计结余\n\t\t\t人员\t公用\t\t\n' +
        '甲股\t100\t100\t60\t40\t5\t8\n乙所\t50\t50\t30\t20\t1\t2\n',
      blocks: [
        '---',
        'r3:机构 | r3:支出合计 | c3:其中 | c2:结余',
        'r2:基本支出 | c2:其中 | r2:当年结余 | r2:累计结余',
        '人员 | 公用',
        '甲股 | 100 | 100 | 60 | 40 | 5 | 8',
        '乙所 | 50 | 50 | 30 | 20 | 1 | 2',
        '---',
      ],
    },
    {
      name: 'a line end inside a cell, a quoted cell, cut-off tabs at the end',
      text: '项目\t说明\t金额\t备注\n甲\t第一行\n第二行\t12\t无\n乙\t"一行\n两行"\t13\t无\n丙\t短\n',
      blocks: [
        '---',
        '项目 | 说明 | 金额 | 备注',
        '甲 | 第一行⏎第二行 | 12 | 无',
        '乙 | 一行⏎两行 | 13 | 无',
        '丙 | 短 | ∅ | ∅',
        '---',
      ],
    },
    {
      name: 'a page end cuts a cell and loses leading slots; later rows are shifted back',
      text:
        '指标\t\t分值\t解释\t标准\t整体\t样本\t得分\t备注\n一级\t二级\t\t\t\t\t\t\t\n' +
        '项目管理（70分）\t目标制定\t10\t是否按照要求开展了绩效目标的审核工作，程序是否完整。\t按照要求开展审核的得满分，没有开展审核的不得任何分数。\t√\t√\t10\t\n' +
        '\t目标实现\t10\t评价部门整体支出绩效目标的实际完成程度和预期的偏离。\t以年初申报的绩效目标为准，偏离程度在百分之十以内的得满分，超过的按\t√\t\t9\t\n' +
        '\n\t\t\t照比例扣分，扣完为止。\t\t\t\t\n' +
        '支出控制\t10\t部门公用经费以及非定额公用支出的控制情况是否达到了要求。\t偏差程度在百分之十以内的得满分，超过百分之二十的不得分。\t√\t\t10\t\n' +
        '扣分项（10分）\t10\t被评价单位配合绩效评价工作的情况，有没有拖延推诿的情形。\t按每一次扣半分计算，最高扣十分，由评价小组集体讨论之后决定。\t√\t√\t\t\n' +
        '部门自评得分\t\t\t\t\t29\t\n',
      blocks: [
        '---',
        'c2:指标 | r2:分值 | r2:解释 | r2:标准 | r2:整体 | r2:样本 | r2:得分 | r2:备注',
        '一级 | 二级',
        'r3:项目管理（70分） | 目标制定 | 10 | 是否按照要求开展了绩效目标的审核工作，程序是否完整。 | 按照要求开展审核的得满分，没有开展审核的不得任何分数。 | √ | √ | 10 | ∅',
        '目标实现 | 10 | 评价部门整体支出绩效目标的实际完成程度和预期的偏离。 | 以年初申报的绩效目标为准，偏离程度在百分之十以内的得满分，超过的按照比例扣分，扣完为止。 | √ | ∅ | 9 | ∅',
        '支出控制 | 10 | 部门公用经费以及非定额公用支出的控制情况是否达到了要求。 | 偏差程度在百分之十以内的得满分，超过百分之二十的不得分。 | √ | ∅ | 10 | ∅',
        'c2:扣分项（10分） | 10 | 被评价单位配合绩效评价工作的情况，有没有拖延推诿的情形。 | 按每一次扣半分计算，最高扣十分，由评价小组集体讨论之后决定。 | √ | √ | ∅ | ∅',
        'c3:部门自评得分 | ∅ | ∅ | ∅ | ∅ | 29 | ∅',
        '---',
      ],
    },
    {
      name: 'a title over the sheet',
      text: '某县收支表\t\t\n项目\t预算\t决算\n甲\t1\t2\n乙\t3\t4\n',
      blocks: ['---', 'c3:某县收支表', '项目 | 预算 | 决算', '甲 | 1 | 2', '乙 | 3 | 4', '---'],
    },
    {
      name: 'figures that ran together are cut into the cells that are missing',
      text: '项目\t预算\t执行\t执行率\n年度资金总额\t100.00\t95.00\t95%\n其中：财政\t80.5080.50100%\n',
      blocks: [
        '---',
        '项目 | 预算 | 执行 | 执行率',
        '年度资金总额 | 100.00 | 95.00 | 95%',
        '其中：财政 | 80.50 | 80.50 | 100%',
        '---',
      ],
    },
    {
      name: 'where nothing decides on the cut, a notice says so',
      text: '项目\t预算\t执行\n甲\t10.00\t20.00\n乙\t1234.56789.1\n',
      blocks: ['---', '项目 | 预算 | 执行', '甲 | 10.00 | 20.00', '乙 | 1234.5 | 6789.1', '---'],
      notices: ['glued-figures'],
    },
  ];
  layouts.forEach(check);
});

describe('drawn with signs', () => {
  const layouts: Layout[] = [
    {
      name: 'markdown',
      text: '下表：\n| 项目 | 预算 | 决算 |\n|:---|---:|---:|\n| 甲 | 1 | 2 |\n| 乙 | | 4 |\n',
      blocks: ['下表：', '---', '项目 | 预算 | 决算', '甲 | 1 | 2', '乙 | ∅ | 4', '---'],
    },
    {
      name: 'no bars at the edges',
      text: '项目 | 预算\n--- | ---\n甲 | 1\n乙 | 3\n',
      blocks: ['---', '项目 | 预算', '甲 | 1', '乙 | 3', '---'],
    },
    {
      name: 'box drawing with cells of several lines',
      text:
        '┌────┬────┬────┐\n│项目│说明│金额│\n├────┼────┼────┤\n│甲  │很长│12  │\n│    │续行│    │\n' +
        '├────┼────┼────┤\n│乙  │短  │13  │\n└────┴────┴────┘\n',
      blocks: ['---', '项目 | 说明 | 金额', '甲 | 很长⏎续行 | 12', '乙 | 短 | 13', '---'],
    },
    {
      name: 'a wide cell between its edges',
      text:
        '+------+------+------+\n| 项目 | 预算 | 决算 |\n+------+------+------+\n| 合计        | 5    |\n' +
        '+------+------+------+\n| 甲   | 1    | 2    |\n+------+------+------+\n',
      blocks: ['---', '项目 | 预算 | 决算', 'c2:合计 | 5', '甲 | 1 | 2', '---'],
    },
    {
      name: 'values parted by commas, quoted thousands',
      text: '项目,预算,决算\n甲,"1,200",1\n乙,3,4\n',
      blocks: ['---', '项目 | 预算 | 决算', '甲 | 1,200 | 1', '乙 | 3 | 4', '---'],
    },
    { name: 'a list with commas is prose', text: '甲,乙\n丙,丁\n戊,己\n', blocks: ['甲,乙', '丙,丁', '戊,己'] },
  ];
  layouts.forEach(check);
});

describe('held apart by spaces alone', () => {
  const layouts: Layout[] = [
    {
      name: 'figures at the right edge of their column, empty cells told by position',
      text:
        '项目          年初预算      决算数\n基本支出        120.50      118.20\n项目支出         80.00\n' +
        '其他支出                      3.00\n合计            200.50      121.20\n',
      blocks: [
        '---',
        '项目 | 年初预算 | 决算数',
        '基本支出 | 120.50 | 118.20',
        '项目支出 | 80.00 | ∅',
        '其他支出 | ∅ | 3.00',
        '合计 | 200.50 | 121.20',
        '---',
      ],
    },
    {
      name: 'full-width spaces',
      text: '机构　　　收入　　　支出\n甲股　　　100　　　90\n乙　所　　　50　　　45\n',
      blocks: ['---', '机构 | 收入 | 支出', '甲股 | 100 | 90', '乙　所 | 50 | 45', '---'],
    },
    {
      name: 'a cell goes on below',
      text:
        '指标名称        分值    得分    评分标准\n预算执行率       10      9.8    执行率达到百分之九十五以上的得满分，\n' +
        '                                每低一个百分点扣一分\n预算调整率       10      10     不调整得满分\n',
      blocks: [
        '---',
        '指标名称 | 分值 | 得分 | 评分标准',
        '预算执行率 | 10 | 9.8 | 执行率达到百分之九十五以上的得满分，⏎每低一个百分点扣一分',
        '预算调整率 | 10 | 10 | 不调整得满分',
        '---',
      ],
    },
    {
      name: 'a label around its line of figures, a label between two header rows',
      text:
        '                        预算数       调整数       决算数\n  项目\n                          1            2           3=1+2\n' +
        '基本支出                 1,027.95      -70.02       957.93\n其中：培训、档案管\n                          90.00       -41.00        49.00\n' +
        '理、招录专项经费\n合计                     1,117.95     -111.02      1,006.93\n',
      blocks: [
        '---',
        'r2:项目 | 预算数 | 调整数 | 决算数',
        '1 | 2 | 3=1+2',
        '基本支出 | 1,027.95 | -70.02 | 957.93',
        '其中：培训、档案管⏎理、招录专项经费 | 90.00 | -41.00 | 49.00',
        '合计 | 1,117.95 | -111.02 | 1,006.93',
        '---',
      ],
    },
    {
      name: 'a title between two forms with other columns',
      text:
        '机构        收入合计    财政拨款\n甲股          30.50       30.50\n乙所          12.00       10.00\n' +
        '            年度支出情况（万元）\n机构      支出合计   基本支出   项目支出\n甲股        30.50      20.50      10.00\n乙所        12.00      12.00\n',
      blocks: [
        '---',
        '机构 | 收入合计 | 财政拨款',
        '甲股 | 30.50 | 30.50',
        '乙所 | 12.00 | 10.00',
        '---',
        '年度支出情况（万元）',
        '---',
        '机构 | 支出合计 | 基本支出 | 项目支出',
        '甲股 | 30.50 | 20.50 | 10.00',
        '乙所 | 12.00 | 12.00 | ∅',
        '---',
      ],
    },
    {
      name: 'single spaces before figures',
      text: '机构名称 收入合计 上年结转 财政拨款\n局机关 115.55 18.68 96.87\n信息中心 31.05 8.58 22.47\n合计 146.60 27.26 119.34\n',
      blocks: [
        '---',
        '机构名称 | 收入合计 | 上年结转 | 财政拨款',
        '局机关 | 115.55 | 18.68 | 96.87',
        '信息中心 | 31.05 | 8.58 | 22.47',
        '合计 | 146.60 | 27.26 | 119.34',
        '---',
      ],
    },
    {
      name: 'nothing between a label and its figures',
      text: '年度资金总额194.9194.9100%\n其中：财政拨款94.994.9100%\n',
      blocks: ['---', '年度资金总额 | 194.9 | 194.9 | 100%', '其中：财政拨款 | 94.9 | 94.9 | 100%', '---'],
    },
    {
      name: 'a signature line is no table',
      text: '填表人：王某    填报日期：2031年4月24日    联系电话：110\n单位负责人签字：\n',
      blocks: ['填表人：王某    填报日期：2031年4月24日    联系电话：110', '单位负责人签字：'],
    },
  ];
  layouts.forEach(check);
});

describe('one cell a line', () => {
  const layouts: Layout[] = [
    {
      name: 'a block of lines for each row',
      text: '机构\n收入\n支出\n\n甲股\n100\n90\n\n乙所\n50\n45\n\n合计\n150\n135\n',
      blocks: ['---', '机构 | 收入 | 支出', '甲股 | 100 | 90', '乙所 | 50 | 45', '合计 | 150 | 135', '---'],
    },
    {
      name: 'cell after cell with empty lines between',
      text: ['某县收支表', '机构', '收入', '支出', '甲股', '100', '90', '乙所', '50', '45', '合计', '150', '135'].join(
        '\n\n',
      ),
      blocks: [
        '# 某县收支表',
        '---',
        '机构 | 收入 | 支出',
        '甲股 | 100 | 90',
        '乙所 | 50 | 45',
        '合计 | 150 | 135',
        '---',
      ],
    },
    {
      name: 'a lost empty cell that no sum places is told',
      text: '机构\n人数\n编制\n车辆\n甲股\n100\n90\n10\n乙所\n50\n51\n丙站\n150\n140\n10\n',
      blocks: [
        '---',
        '机构 | 人数 | 编制 | 车辆',
        '甲股 | 100 | 90 | 10',
        '乙所 | 50 | 51 | ∅',
        '丙站 | 150 | 140 | 10',
        '---',
      ],
      notices: ['empty-cells-lost'],
    },
    {
      name: 'labels first, figures later',
      text: '基本支出\n项目支出\n其他支出\n合计\n10\n20\n5\n35\n',
      blocks: ['---', '基本支出 | 10', '项目支出 | 20', '其他支出 | 5', '合计 | 35', '---'],
      notices: ['labels-before-figures'],
    },
    {
      name: 'a cover is no table',
      text: '部门名称：甲县林业局\n预算编码：102001\n评价方式：自评\n\n2031年3月\n\n一、概况\n',
      blocks: ['部门名称：甲县林业局', '预算编码：102001', '评价方式：自评', '2031年3月', '# 一、概况'],
    },
  ];
  layouts.forEach(check);
});

test('cells say where they stand, alternatives are kept, the caption becomes the title', async () => {
  const document = await readString(
    '某县项目支出表\n单位：万元\n项目\t预算\t执行\n甲\t10.00\t20.00\n乙\t1234.56789.1\n',
  );
  const table = document.blocks.find((block): block is RawTable => block.kind === 'table')!;
  expect(table.title).toBe('某县项目支出表');
  expect(table.cells.at(-2)).toEqual({
    row: 2,
    column: 1,
    rowSpan: 1,
    colSpan: 1,
    text: '1234.5',
    alternatives: ['1234.56'],
    place: { table: 0, row: 2, column: 1, line: 5, start: 2, end: 8 },
  });
});
