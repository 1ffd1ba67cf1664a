import { describe, expect, it } from 'vitest';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show } from './paper.js';

const shown = async (write: (page: Paper) => void): Promise<string[]> =>
  show(await read(await paper(write)), drawTable);

/** Text around the middle of a column. */
function centred(page: Paper, x: number, y: number, words: string): void {
  line(page, x - page.widthOfString(words) / 2, y, words);
}

/** A row of figures, set from the right. */
function figures(page: Paper, y: number, label: string, values: readonly string[]): void {
  line(page, 70, y, label);
  for (const [i, value] of values.entries()) line(page, 330 + 90 * i - page.widthOfString(value), y, value);
}

const header = ['年初预算数', '调整数', '全年预算数'];

describe('tables without any rule', () => {
  it('a label between two rows of titles is merged over both', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      centred(page, 150, 110, '项目');
      for (const [i, title] of ['1', '2', '3=1+2'].entries()) centred(page, 310 + 90 * i, 120, title);
      figures(page, 140, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 160, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      figures(page, 180, '合计', ['2,376.45', '591.88', '2,968.33']);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '^|1|2|3=1+2',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
      '---',
    ]);
  });

  it('titles below a row of figures begin another row, however evenly all rows are set', async () => {
    const rows = [
      ['经费控制情况', '上年决算数', '年初预算数', '本年决算数'],
      ['三公经费', '9.99', '16', '6.02'],
      ['项目支出', '199', '199', '199'],
      ['公用经费', '294.05', '175', '172.40'],
    ];
    const texts = await shown((page) => {
      for (const [i, title] of ['编制数', '实有人数', '控制率'].entries()) centred(page, 310 + 90 * i, 100, title);
      centred(page, 150, 112, '人员情况（人）');
      for (const [i, value] of ['83', '74', '89.16%'].entries()) centred(page, 310 + 90 * i, 124, value);
      for (const [r, row] of rows.entries())
        for (const [c, text] of row.entries()) {
          if (c === 0) line(page, 80, 148 + 24 * r, text);
          else centred(page, 220 + 90 * c, 148 + 24 * r, text);
        }
    });
    expect(texts).toEqual([
      '---',
      '人员情况（人）|编制数|实有人数|控制率',
      '^|83|74|89.16%',
      ...rows.map((row) => row.join('|')),
      '---',
    ]);
  });

  it('figures in the middle beside a label of two lines are one row, wide as the rows may be set', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      line(page, 70, 100, '项目');
      figures(page, 132, '基本支出', ['1,027.95', '-70.02', '957.93']);
      line(page, 70, 164, '其中：干部教育培训和档案');
      for (const [i, value] of ['90.00', '-41.00', '49.00'].entries())
        line(page, 330 + 90 * i - page.widthOfString(value), 170, value);
      line(page, 70, 176, '管理专项经费');
      line(page, 70, 208, '人员工资：');
      line(page, 70, 240, '其中：');
      figures(page, 272, '合同人员', ['60.00', '-13.52', '46.48']);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '其中：干部教育培训和档案管理专项经费|90.00|-41.00|49.00',
      '人员工资：|||',
      '其中：|||',
      '合同人员|60.00|-13.52|46.48',
      '---',
    ]);
  });

  it('rows that stand hardly further apart than the lines of a cell, and a second header further down', async () => {
    const texts = await shown((page) => {
      let y = 100;
      /** Lines of a cell are 14 points apart, rows a point and a half more. */
      const row = (label: readonly string[], values: readonly string[]): void => {
        for (const [i, words] of label.entries()) centred(page, 110, y + 14 * i, words);
        const middle = y + 7 * (label.length - 1);
        for (const [i, value] of values.entries()) centred(page, 310 + 90 * i, middle, value);
        y += 14 * label.length + 1.5;
      };
      const header = (titles: readonly string[]): void => {
        centred(page, 110, y + 7.75, '机构名称');
        centred(page, 310, y + 7.75, titles[0]!);
        centred(page, 445, y, '其中：');
        for (const [i, title] of titles.slice(1).entries()) centred(page, 400 + 90 * i, y + 15.5, title);
        y += 31;
      };
      header(['收入合计', '财政拨款', '其他收入']);
      row(['局机关及所属单', '位汇总'], ['3,485.75', '2,815.23', '670.52']);
      row(['1、局机关'], ['1,115.55', '914.49', '201.06']);
      row(['2、信息中心'], ['2,370.20', '1,900.74', '469.46']);
      header(['支出合计', '基本支出', '项目支出']);
      row(['局机关及所属单', '位汇总'], ['3,434.96', '2,732.45', '702.51']);
      row(['1、局机关'], ['1,096.25', '981.95', '114.30']);
      row(['2、信息中心'], ['2,338.71', '1,750.50', '588.21']);
    });
    expect(texts).toEqual([
      '---',
      '机构名称|收入合计|其中：|<',
      '^|^|财政拨款|其他收入',
      '局机关及所属单位汇总|3,485.75|2,815.23|670.52',
      '1、局机关|1,115.55|914.49|201.06',
      '2、信息中心|2,370.20|1,900.74|469.46',
      '机构名称|支出合计|其中：|<',
      '^|^|基本支出|项目支出',
      '局机关及所属单位汇总|3,434.96|2,732.45|702.51',
      '1、局机关|1,096.25|981.95|114.30',
      '2、信息中心|2,338.71|1,750.50|588.21',
      '---',
    ]);
  });

  it('a last row that holds a label alone; the caption of what follows, in other print, is none', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      line(page, 70, 100, '项目');
      figures(page, 120, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 140, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      figures(page, 160, '合计', ['2,376.45', '591.88', '2,968.33']);
      line(page, 70, 180, '其他支出');
      line(page, 92, 205, '附件二', 12);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
      '其他支出|||',
      '---',
      '附件二',
    ]);
  });

  it('two rows at the foot of a page, too few to be a table, begin the one of the next page', async () => {
    const texts = await shown((page) => {
      line(page, 60, 640, '各单位收支情况详见下表，未列出的项目本年度没有发生收支，也没有结转和结余。');
      line(page, 440, 700, '单位：万元', 9);
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 724, title);
      figures(page, 748, '青岩县水务局', ['27.95', '-0.02', '27.93']);
      page.addPage();
      figures(page, 60, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 84, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      figures(page, 108, '合计', ['2,376.45', '591.88', '2,968.33']);
      for (let i = 0; i < 8; i++)
        line(page, 60, 400 + 18 * i, `以上第${i + 1}项资金已按照规定的程序办理支付手续并且完成核算工作。`);
    });
    expect(texts.slice(2, 9)).toEqual([
      '---',
      '|年初预算数|调整数|全年预算数',
      '青岩县水务局|27.95|-0.02|27.93',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
      '---',
    ]);
  });

  it.each([
    ['where a table goes on from the page before', true],
    ['where the page before ends in prose', false],
  ])('labels without figures at the top of a page are rows %s', async (_, headed) => {
    const texts = await shown((page) => {
      line(page, 60, 640, '各单位收支情况详见下表，未列出的项目本年度没有发生收支，也没有结转和结余。');
      if (headed) {
        for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 724, title);
        centred(page, 150, 736, '项目');
        for (const [i, title] of ['1', '2', '3=1+2'].entries()) centred(page, 310 + 90 * i, 748, title);
      }
      page.addPage();
      line(page, 70, 60, '青岩县水务局本级及所属水利');
      line(page, 70, 72, '管理站：');
      figures(page, 96, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 120, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      figures(page, 144, '合计', ['2,376.45', '591.88', '2,968.33']);
    });
    const rows = [
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
    ];
    const above = ['项目|年初预算数|调整数|全年预算数', '^|1|2|3=1+2', '青岩县水务局本级及所属水利管理站：|||'];
    const table = texts.slice(texts.indexOf('---') + 1);
    expect(table.slice(0, table.indexOf('---'))).toEqual([...(headed ? above : []), ...rows]);
  });

  it('numbers of columns that stand left of the figures below them move no border into a title', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 286 + 106 * i, 100, title);
      centred(page, 150, 112, '项目');
      for (const [i, title] of ['1', '2', '3=1+2'].entries()) centred(page, 286 + 106 * i, 124, title);
      for (const [r, row] of [
        ['基本支出', '7.95', '-0.02', '7.93'],
        ['项目支出', '8.50', '1.90', '10.40'],
        ['公用支出', '3.00'],
        ['差旅支出', '2.00'],
        ['会议支出', '1.00'],
        ['培训支出', '4.00'],
        ['合计', '26.45', '1.88', '28.33'],
      ].entries())
        for (const [c, text] of row.entries())
          line(page, c === 0 ? 70 : 216 + 106 * c - page.widthOfString(text), 148 + 24 * r, text);
    });
    expect(texts.slice(1, 4)).toEqual(['项目|年初预算数|调整数|全年预算数', '^|1|2|3=1+2', '基本支出|7.95|-0.02|7.93']);
  });

  it('one label much longer than all others stays in its column', async () => {
    const texts = await shown((page) => {
      centred(page, 150, 100, '项目');
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 100, title);
      figures(page, 124, '基本支出', ['27.95', '-0.02', '27.93']);
      figures(page, 148, '项目支出', ['48.50', '61.90', '110.40']);
      line(page, 70, 172, '其中：水利工程维护和河道管理以及水质');
      figures(page, 184, '监测经费', ['9.00', '-4.00', '5.00']);
      figures(page, 208, '人员工资', ['6.00', '-1.00', '5.00']);
      figures(page, 232, '差旅费用', ['2.00', '-1.00', '1.00']);
      figures(page, 256, '合计', ['76.45', '61.88', '138.33']);
    });
    expect(texts[4]).toBe('其中：水利工程维护和河道管理以及水质监测经费|9.00|-4.00|5.00');
  });

  it('a word from top to bottom that the page cuts belongs to the rows on both sides', async () => {
    const row = (page: Paper, y: number, words: readonly string[]): void => {
      for (const [i, text] of words.entries()) line(page, 110 + 100 * i, y, text);
    };
    const texts = await shown((page) => {
      row(page, 600, ['一级指标', '二级指标', '年度指标值', '实际完成值']);
      row(page, 640, ['产出指标', '数量指标', '12次', '12次']);
      row(page, 680, ['产出指标', '质量指标', '95%', '96%']);
      row(page, 720, ['产出指标', '时效指标', '12月', '12月']);
      for (const [i, text] of ['绩', '效', '指'].entries()) line(page, 76, 704 + 20 * i, text);
      page.addPage();
      line(page, 76, 60, '标');
      row(page, 80, ['效益指标', '社会效益', '20户', '21户']);
      row(page, 120, ['效益指标', '生态效益', '80%', '82%']);
      row(page, 160, ['效益指标', '经济效益', '3%', '3%']);
      row(page, 200, ['满意度', '群众满意度', '90%', '93%']);
    });
    const tables = texts.filter((text) => text === '---');
    expect(tables).toHaveLength(2);
    expect(texts.some((text) => /^(?:指|标)$/u.test(text))).toBe(false);
  });

  it('a header at the foot of a page, wider than the figures on the next one', async () => {
    const at = [70, 260, 350, 440];
    const row = (page: Paper, y: number, words: readonly string[]): void => {
      for (const [i, text] of words.entries()) line(page, at[i]!, y, text);
    };
    const texts = await shown((page) => {
      line(page, 60, 640, '各单位收支情况详见下表，未列出的项目本年度没有发生收支，也没有结转和结余。');
      row(page, 740, ['项目', ...header]);
      page.addPage();
      row(page, 60, ['基本支出', '27.95', '-0.02', '27.93']);
      row(page, 84, ['项目支出', '48.50', '61.90', '110.40']);
      row(page, 108, ['合计', '76.45', '61.88', '138.33']);
    });
    const table = texts.slice(texts.indexOf('---') + 1);
    expect(table.slice(0, 2)).toEqual(['项目|年初预算数|调整数|全年预算数', '基本支出|27.95|-0.02|27.93']);
  });

  it('a label of two lines in rows set closely, its figures beside the middle of both', async () => {
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 115.4, title);
      for (const [y, label, values] of [
        [130, '青岩县水务局本级', ['27.95', '-0.02', '27.93']],
        [144.6, '基本支出', ['1,027.95', '-70.02', '957.93']],
        [186.3, '合同人员工资', ['60.00', '-13.52', '46.48']],
        [200.9, '就业补助项目', ['790.00', '823.92', '1,613.92']],
        [215.5, '合计', ['2,376.45', '591.88', '2,968.33']],
      ] as const)
        figures(page, y, label, values);
      figures(page, 165.4, '', ['90.00', '-41.00', '49.00']);
      line(page, 70, 159.2, '其中：水利工程维护和河道管理');
      line(page, 70, 171.7, '专项经费');
    });
    expect(texts).toContain('其中：水利工程维护和河道管理专项经费|90.00|-41.00|49.00');
  });

  it.each([
    [20, 1],
    [27, 2],
  ])(
    'titles from the margin of the labels, %i points below rows of 20, stand in one form or above tables: %i',
    async (y, count) => {
      const rows = [
        ['一、青岩县水务局机构编制和人员配备的基本情况'],
        ['联系人', '某某', '电话', '0000123'],
        ['编制数', '16', '实有数', '15'],
        ['二、青岩县水务局本年度各项收入和支出情况'],
        ['机构', '收入合计', '支出合计', '结余'],
        ['局机关', '1,027.95', '957.93', '70.02'],
        ['水文站', '1,348.50', '1,300.10', '48.40'],
        ['三、青岩县水务局本年度固定资产配置和使用情况'],
        ['机构', '年末合计', '在用资产', '出租资产'],
        ['局机关', '240.45', '240.45', '0'],
        ['水文站', '36.82', '30.82', '6'],
      ];
      const texts = await shown((page) => {
        let at = 80;
        for (const row of rows) {
          at += row.length === 1 ? y : 20;
          for (const [c, text] of row.entries()) line(page, 70 + 110 * c, at, text);
        }
      });
      expect(texts.filter((text) => text === '---').length).toBe(2 * count);
      const shownRow = (row: readonly string[]): string => (row.length === 1 ? `${row[0]}|<|<|<` : row.join('|'));
      if (count === 1) expect(texts).toEqual(['---', ...rows.map(shownRow), '---']);
    },
  );

  it('prose, a list and signatures are none', async () => {
    const texts = await shown((page) => {
      const words = '本年度预算安排总体平稳，收支基本平衡，各项重点工作按计划推进，资金使用合规。';
      for (let i = 0; i < 6; i++) line(page, i % 3 === 0 ? 90 : 70, 100 + 18 * i, words);
      for (const [i, item] of ['1、完善制度', '2、加强培训', '3、规范流程', '4、强化监督'].entries())
        line(page, 90, 220 + 18 * i, item);
      line(page, 70, 320, '填报人：甲某　　　　　　　　联系电话：0000123');
      line(page, 70, 340, '负责人：乙某　　　　　　　　填报日期：2024年3月1日');
    });
    expect(texts.filter((text) => text === '---')).toEqual([]);
  });
});

describe('tables with three rules', () => {
  it('go on over the page, the foot on the next one', async () => {
    const rule = (page: Paper, y: number): void => void page.moveTo(60, y).lineTo(520, y).stroke();
    const texts = await shown((page) => {
      rule(page, 695);
      line(page, 70, 700, '项目');
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 700, title);
      rule(page, 715);
      figures(page, 720, '基本支出', ['1,027.95', '-70.02', '957.93']);
      figures(page, 740, '项目支出', ['1,348.50', '661.90', '2,010.40']);
      page.addPage({ size: 'A4', margin: 0 });
      figures(page, 70, '信息化支出', ['100.00', '-10.00', '90.00']);
      figures(page, 90, '设备购置', ['20.00', '5.00', '25.00']);
      figures(page, 110, '合计', ['2,496.45', '586.88', '3,083.33']);
      rule(page, 128);
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '信息化支出|100.00|-10.00|90.00',
      '设备购置|20.00|5.00|25.00',
      '合计|2,496.45|586.88|3,083.33',
      '---',
    ]);
  });
});

describe('tables with level rules', () => {
  it('two that only a blank line parts, the second with the header again', async () => {
    const rules = (page: Paper, from: number, to: number): void => {
      for (let y = from; y <= to; y += 24) page.moveTo(60, y).lineTo(520, y).stroke();
    };
    const first = [
      ['基本支出', '1,027.95', '-70.02', '957.93'],
      ['项目支出', '1,348.50', '661.90', '2,010.40'],
    ] as const;
    const texts = await shown((page) => {
      for (const top of [100, 196]) {
        rules(page, top, top + 72);
        line(page, 70, top + 7, '项目');
        for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, top + 7, title);
        for (const [r, [label, ...values]] of first.entries()) figures(page, top + 31 + 24 * r, label, values);
      }
    });
    const table = ['---', `项目|${header.join('|')}`, ...first.map((row) => row.join('|')), '---'];
    expect(texts).toEqual([...table, ...table]);
  });

  it('a painted header, words marked in its colour, belongs to the rows below it', async () => {
    const texts = await shown((page) => {
      const dark = (x: number, y: number, width: number, height: number): void =>
        void page.rect(x, y, width, height).fill('#1f4e79');
      for (const [x, width] of [
        [60, 180],
        [240, 90],
        [330, 90],
        [420, 100],
      ] as const) {
        dark(x, 100, width, 26);
        dark(x + 8, 106, width - 30, 12);
      }
      page.fillColor('white');
      line(page, 70, 106, '项目');
      for (const [i, title] of header.entries()) centred(page, 290 + 90 * i, 106, title);
      page.fillColor('black');
      for (const [r, [label, ...values]] of (
        [
          ['基本支出', '1,027.95', '-70.02', '957.93'],
          ['项目支出', '1,348.50', '661.90', '2,010.40'],
          ['合计', '2,376.45', '591.88', '2,968.33'],
        ] as const
      ).entries()) {
        figures(page, 134 + 26 * r, label, values);
        page
          .moveTo(60, 152 + 26 * r)
          .lineTo(520, 152 + 26 * r)
          .lineWidth(0.5)
          .stroke('#ccc');
      }
    });
    expect(texts).toEqual([
      '---',
      '项目|年初预算数|调整数|全年预算数',
      '基本支出|1,027.95|-70.02|957.93',
      '项目支出|1,348.50|661.90|2,010.40',
      '合计|2,376.45|591.88|2,968.33',
      '---',
    ]);
  });
});

describe('headers without any rule', () => {
  it('a header of two rows through which a page ends stays two rows', async () => {
    const units = ['局机关', '信息中心', '监察大队', '就业中心'];
    const texts = await shown((page) => {
      for (const [i, title] of header.entries()) centred(page, 310 + 90 * i, 700, title);
      centred(page, 90, 700, '机构名称');
      for (const [r, unit] of units.entries()) figures(page, 718 + 18 * r, unit, ['38.6', `1${r}.5`, '23.1']);
      centred(page, 90, 790, '机构名称');
      centred(page, 310, 790, '固定资产合计');
      centred(page, 445, 790, '其中：');
      page.addPage();
      for (const [i, title] of ['在用资产', '出租资产'].entries()) centred(page, 400 + 90 * i, 60, title);
      for (const [r, unit] of units.entries()) figures(page, 78 + 18 * r, unit, ['41.2', `3${r}.5`, '7.7']);
    });
    expect(texts.slice(6, 9)).toEqual([
      '机构名称|固定资产合计|其中：|<',
      '^|^|在用资产|出租资产',
      '局机关|41.2|30.5|7.7',
    ]);
  });

  it('a title that stands above the gap between two others does not join them', async () => {
    const texts = await shown((page) => {
      centred(page, 90, 106, '机构名称');
      centred(page, 200, 106, '合计');
      centred(page, 350, 98, '其中：');
      for (const [i, title] of ['公务接待费', '运行维护费', '车辆购置费', '因公出国费'].entries())
        centred(page, 254 + 64 * i, 114, title);
      for (const [r, unit] of ['局机关', '信息中心', '监察大队'].entries()) {
        line(page, 70, 134 + 18 * r, unit);
        centred(page, 200, 134 + 18 * r, `1${r}.4`);
        centred(page, 254, 134 + 18 * r, `1${r}.4`);
      }
    });
    expect(texts.slice(2, 4)).toEqual(['^|^|公务接待费|运行维护费|车辆购置费|因公出国费', '局机关|10.4|10.4|||']);
  });
});
