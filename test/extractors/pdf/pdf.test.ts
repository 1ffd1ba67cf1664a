import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../extractors/extractor.js';
import { extractor } from '../../../extractors/formats/pdf.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import { turnUpright } from '../../../extractors/pdf/orientation.js';
import type { RawDocument, RawTable } from '../../../schemas/index.js';
import { drawTable } from '../draw-table.js';
import type { Paper } from './paper.js';
import { line, paper, read, show, table } from './paper.js';

const shown = (document: RawDocument): string[] => show(document, drawTable);

/** A long line of running text: 42 characters of 10 pt, from 70 to 490. */
const full = (start: string): string =>
  (start + '本年度各项工作按照计划有序开展资金使用规范到位'.repeat(3)).slice(0, 42);

const rows = [
  ['单位名称', '收入合计', '其中', '<'],
  ['^', '^', '财政拨款', '其他收入'],
  ['汇总', '1,234.50', '1,200.00', '34.50'],
  ['1、局机关', '1,000.00', '1,000.00', ''],
];
const drawn = [
  '单位名称|收入合计|其中|<',
  '^|^|财政拨款|其他收入',
  '汇总|1,234.50|1,200.00|34.50',
  '1、局机关|1,000.00|1,000.00|',
];

describe('ruled tables', () => {
  it.each(['stroke', 'thin', 'dots'] as const)('with merged cells, lines as %s', async (style) => {
    const bytes = await paper((page) => {
      line(page, 200, 60, '收支情况表');
      table(page, 80, 90, [110, 90, 90, 90], rows, style);
    });
    expect(shown(await read(bytes))).toEqual(['收支情况表', '---', ...drawn, '---']);
  });

  it('keeps wrapped numbers and words whole and real lines apart', async () => {
    const bytes = await paper((page) => {
      table(
        page,
        80,
        90,
        [62, 120],
        [
          ['1,234,567/,890.12', '第一行/第二行'],
          ['甲', '乙'],
        ],
        'stroke',
        40,
      );
    });
    expect(shown(await read(bytes))).toEqual(['---', '1,234,567,890.12|第一行/第二行', '甲|乙', '---']);
  });

  it('turned by /Rotate or by the text itself read alike, with boxes on the page as shown', async () => {
    const rotated = await paper((page) => {
      (page.page.dictionary as unknown as { data: Record<string, unknown> }).data['Rotate'] = 90;
      page
        .save()
        .rotate(-90, { origin: [0, 0] })
        .translate(-842, 0);
      table(page, 80, 90, [110, 90, 90, 90], rows);
      page.restore();
    });
    const sideways = await paper((page) => {
      page
        .save()
        .rotate(-90, { origin: [0, 0] })
        .translate(-842, 0);
      table(page, 80, 90, [110, 90, 90, 90], rows);
      page.restore();
    });
    const [a, b] = [await read(rotated), await read(sideways)];
    expect(shown(a)).toEqual(['---', ...drawn, '---']);
    expect(shown(b)).toEqual(['---', ...drawn, '---']);
    expect([a.pages[0]!.rotation, b.pages[0]!.rotation]).toEqual([90, undefined]);
    expect((a.blocks[0] as RawTable).place.box!.map(Math.round)).toEqual([80, 90, 460, 186]);
    // Sideways text reads upwards: what is left there is the bottom of the page.
    const [x0, y0, x1, y1] = (b.blocks[0] as RawTable).place.box!;
    expect([x0, y0, x1, y1].map(Math.round)).toEqual([90, 382, 186, 762]);
  });

  it('inside a cell stay apart from its text', async () => {
    const bytes = await paper((page) => {
      table(
        page,
        80,
        90,
        [200, 200],
        [
          ['外表', ''],
          ['甲', '乙'],
        ],
        'stroke',
        100,
      );
      table(
        page,
        290,
        110,
        [60, 60],
        [
          ['内', '1'],
          ['表', '2'],
        ],
      );
    });
    const outer = (await read(bytes)).blocks[0] as RawTable;
    expect(drawTable(outer)).toEqual(['外表|{1}', '甲|乙']);
    expect(drawTable(outer.cells[1]!.tables![0]!)).toEqual(['内|1', '表|2']);
  });

  it('side by side are two', async () => {
    const bytes = await paper((page) => {
      table(
        page,
        60,
        90,
        [60, 60],
        [
          ['甲', '1'],
          ['乙', '2'],
        ],
      );
      table(
        page,
        300,
        90,
        [60, 60],
        [
          ['丙', '3'],
          ['丁', '4'],
        ],
      );
    });
    expect(shown(await read(bytes))).toEqual(['---', '甲|1', '乙|2', '---', '---', '丙|3', '丁|4', '---']);
  });

  it('are parted at a page end that no rule closes where figures stand above and below', async () => {
    const xs = [70, 200, 300, 400];
    const bytes = await paper((page) => {
      const strip = (top: number, rows: readonly string[][], rules: readonly number[]): void => {
        for (const k of rules)
          page
            .moveTo(70, top + 24 * k)
            .lineTo(400, top + 24 * k)
            .stroke();
        for (const x of xs)
          page
            .moveTo(x, top)
            .lineTo(x, top + 24 * rows.length)
            .stroke();
        for (const [r, row] of rows.entries())
          for (const [c, text] of row.entries()) line(page, xs[c]! + 4, top + 24 * r + 6, text);
      };
      const first = [
        ['单位', '合计', '接待费'],
        ['1、局机关', '8', '5'],
        ['2、文化馆', '5', '5'],
      ];
      strip(740, first, [0, 1, 2]);
      page.addPage({ size: 'A4', margin: 0 });
      const second = [
        ['3、图书馆', '3', '3'],
        ['4、剧团', '6', '2'],
      ];
      strip(40, second, [1, 2]);
    });
    expect(shown(await read(bytes))).toEqual([
      '---',
      '单位|合计|接待费',
      '1、局机关|8|5',
      '2、文化馆|5|5',
      '3、图书馆|3|3',
      '4、剧团|6|2',
      '---',
    ]);
  });

  it('are no ticked boxes, underlines or borders of a page', async () => {
    const bytes = await paper((page) => {
      page.rect(20, 20, 555, 802).stroke();
      line(page, 80, 90, '□是 否');
      page.rect(79, 91, 11, 11).stroke();
      page.moveTo(80, 130).lineTo(300, 130).stroke();
    });
    expect((await read(bytes)).blocks.map((block) => block.kind)).toEqual(['paragraph']);
  });

  it('shading and boxes around words in a cell take nothing out of it', async () => {
    const bytes = await paper((page) => {
      page.rect(83, 93, 30, 18).fill('#ffff00').fillColor('black');
      page.rect(185, 97, 60, 12).stroke();
      table(
        page,
        80,
        90,
        [100, 100],
        [
          ['重点', '选中'],
          ['甲', '乙'],
        ],
      );
      page.rect(80, 200, 200, 14).fill('#dddddd').fillColor('black');
      line(page, 82, 201, '有底色的一行');
    });
    expect(shown(await read(bytes))).toEqual(['---', '重点|选中', '甲|乙', '---', '有底色的一行']);
  });

  it('a frame around prose is one cell', async () => {
    const bytes = await paper((page) => {
      page.rect(80, 90, 300, 100).stroke();
      line(page, 90, 100, '一、概况');
      line(page, 90, 120, '本单位编制人数三十人。');
    });
    expect(shown(await read(bytes))).toEqual(['---', '一、概况/本单位编制人数三十人。', '---']);
  });
});

describe('tables over pages', () => {
  const widths = [80, 200, 60];
  const twoPages = (upper: string[][], lower: string[][], between?: (page: Paper) => void): Promise<Uint8Array> =>
    paper((page) => {
      table(page, 80, 780 - upper.length * 24, widths, upper);
      line(page, 290, 800, '1');
      page.addPage({ size: 'A4', margin: 0 });
      between?.(page);
      table(page, 80, 60, widths, lower);
      line(page, 290, 800, '2');
    });
  const head = ['指标', '评分标准', '得分'];

  it('are one; page numbers are furniture; each cell keeps its page', async () => {
    const document = await read(await twoPages([head, ['甲', '达到得满分', '5']], [['乙', '达到得满分', '4']]));
    expect(shown(document)).toEqual(['---', '指标|评分标准|得分', '甲|达到得满分|5', '乙|达到得满分|4', '---']);
    expect(document.furniture.map(({ kind, text }) => [kind, text])).toEqual([
      ['pageNumber', '1'],
      ['pageNumber', '2'],
    ]);
    const { cells, pages } = document.blocks[0] as RawTable;
    expect(pages).toEqual([1, 2]);
    expect(cells.at(-1)!.place.page).toBe(2);
  });

  it('count a repeated header once', async () => {
    const document = await read(await twoPages([head, ['甲', '达到得满分', '5']], [head, ['乙', '达到得满分', '4']]));
    expect(shown(document)).toEqual(['---', '指标|评分标准|得分', '甲|达到得满分|5', '乙|达到得满分|4', '---']);
    expect(document.furniture.filter(({ kind }) => kind === 'header').map(({ text }) => text)).toEqual(head);
  });

  it('count the first row of a header once whose labels reach below it', async () => {
    const document = await read(
      await paper((page) => {
        table(
          page,
          60,
          700,
          [160, 120, 120],
          [
            ['人员情况', '编制数', '实有数'],
            ['^', '83', '74'],
            ['水费', '1.20', '1.10'],
          ],
        );
        page.addPage({ size: 'A4', margin: 0 });
        table(
          page,
          60,
          60,
          [160, 120, 120],
          [
            ['', '编制数', '实有数'],
            ['人员情况/电费', '2.40', '2.30'],
            ['会议费', '3.60', '3.50'],
          ],
        );
      }),
    );
    expect(show(document, drawTable)).toEqual([
      '---',
      '人员情况|编制数|实有数',
      '^|83|74',
      '水费|1.20|1.10',
      '电费|2.40|2.30',
      '会议费|3.60|3.50',
      '---',
    ]);
  });

  it('keep a figure apart from the title over it', async () => {
    const document = await read(
      await paper((page) => {
        table(
          page,
          60,
          700,
          [120, 62, 90, 90],
          [
            ['机构名称', '固定资产合计', '其中', '<'],
            ['^', '^', '在用', '出租'],
          ],
          'stroke',
          12,
        );
        page.addPage({ size: 'A4', margin: 0 });
        table(
          page,
          60,
          60,
          [120, 62, 90, 90],
          [
            ['汇总', '1121.85', '1100.00', '21.85'],
            ['本级', '821.85', '800.00', '21.85'],
          ],
        );
      }),
    );
    expect(show(document, drawTable)).toEqual([
      '---',
      '机构名称|固定资产合计|其中|<',
      '^|^|在用|出租',
      '汇总|1121.85|1100.00|21.85',
      '本级|821.85|800.00|21.85',
      '---',
    ]);
  });

  it('make a row whole that the page cuts in the middle of a sentence', async () => {
    const document = await read(
      await twoPages(
        [head, ['甲', '按照规定的时间和要求完成全部任务的得满分每逾', '5']],
        [
          ['', '期一天扣一分', ''],
          ['乙', '同上', '4'],
        ],
      ),
    );
    expect(shown(document)).toEqual([
      '---',
      '指标|评分标准|得分',
      '甲|按照规定的时间和要求完成全部任务的得满分每逾期一天扣一分|5',
      '乙|同上|4',
      '---',
    ]);
    const cut = (document.blocks[0] as RawTable).cells.find((cell) => cell.text.includes('逾期'))!;
    expect(cut.fragments!.map((place) => place.page)).toEqual([1, 2]);
  });

  it('keep two rows of numbers apart', async () => {
    const document = await read(await twoPages([head, ['小计', '100.00', '5']], [['', '200.00', '']]));
    expect(shown(document)).toEqual(['---', '指标|评分标准|得分', '小计|100.00|5', '|200.00|', '---']);
  });

  it('make an amount whole that had no room in its cell', async () => {
    const document = await read(
      await twoPages(
        [head, ['小计', '甲', '１０３４．５']],
        [
          ['', '', '６'],
          ['乙', '同上', '４'],
        ],
      ),
    );
    expect(shown(document)).toEqual(['---', '指标|评分标准|得分', '小计|甲|１０３４．５６', '乙|同上|４', '---']);
  });

  it('let a merged label go on over the page', async () => {
    const document = await read(
      await twoPages(
        [head, ['产出', '完成数量', '5'], ['^', '完成质量', '4']],
        [
          ['', '完成时效', '3'],
          ['^', '成本控制', '2'],
        ],
      ),
    );
    expect(shown(document)).toEqual([
      '---',
      '指标|评分标准|得分',
      '产出|完成数量|5',
      '^|完成质量|4',
      '^|完成时效|3',
      '^|成本控制|2',
      '---',
    ]);
  });

  it('end where a caption stands between, unless it says that they go on', async () => {
    const [upper, lower] = [[head, ['甲', '达到得满分', '5']], [['乙', '达到得满分', '4']]];
    const caption = await read(await twoPages(upper, lower, (page) => line(page, 200, 40, '另一张表')));
    const continued = await read(await twoPages(upper, lower, (page) => line(page, 200, 40, '续表')));
    expect(caption.blocks.filter((block) => block.kind === 'table')).toHaveLength(2);
    expect(continued.blocks.filter((block) => block.kind === 'table')).toHaveLength(1);
  });
});

describe('prose', () => {
  it('rejoins hard-wrapped lines, also over a page; running headers stay out', async () => {
    const bytes = await paper((page) => {
      for (const [i, rest] of ['接上页的句子到此结束。', '另起一段。'].entries()) {
        if (i > 0) page.addPage({ size: 'A4', margin: 0 });
        line(page, 220, 30, '云溪县自评报告');
        if (i === 0) {
          line(page, 90, 80, '一、基本情况');
          line(page, 90, 100, full('本单位'));
          line(page, 70, 120, '第二行较短。');
          for (let k = 0; k < 3; k++) line(page, 70, 160 + 20 * k, full('又一行'));
        } else {
          line(page, 70, 80, '接上页的句子到此结束。');
          line(page, 90, 100, rest);
        }
        line(page, 290, 800, `- ${i + 1} -`);
      }
    });
    const document = await read(bytes);
    expect(document.blocks.map((block) => (block.kind === 'table' ? '' : block.text))).toEqual([
      '一、基本情况',
      `${full('本单位')}第二行较短。`,
      `${full('又一行').repeat(3)}接上页的句子到此结束。`,
      '另起一段。',
    ]);
    const [, , third] = document.blocks;
    expect(third!.kind !== 'table' && third!.segments.map(({ start, place }) => [start, place.page])).toEqual([
      [0, 1],
      [42, 1],
      [84, 1],
      [126, 2],
    ]);
    expect(document.furniture.map(({ kind }) => kind)).toEqual(['header', 'pageNumber', 'header', 'pageNumber']);
  });

  it('goes on where a line is broken early between two brackets, and not where it only begins with one', async () => {
    const bytes = await paper((page) => {
      for (let k = 0; k < 3; k++) line(page, 70, 80 + 20 * k, full('前文的一行'));
      for (const [k, text] of [
        '其中劳务项目 12.5 万元；经费补助（按',
        '实）8.3 万元，培训 2 万元，',
        '（1）培训',
      ].entries())
        line(page, 70, 140 + 20 * k, text);
    });
    const texts = (await read(bytes)).blocks.map((block) => (block.kind === 'table' ? '' : block.text));
    expect(texts).toEqual([
      `${full('前文的一行').repeat(3)}其中劳务项目 12.5 万元；经费补助（按实）8.3 万元，培训 2 万元，`,
      '（1）培训',
    ]);
  });

  it('parts items of a list by their numbers, however full the line before', async () => {
    const bytes = await paper((page) => {
      for (const [k, text] of [full('3. 满意度'), '4. 成本指标总分20分', full('5. 时效'), '2. 是上文所说'].entries())
        line(page, 70, 80 + 20 * k, text);
    });
    const texts = (await read(bytes)).blocks.map((block) => (block.kind === 'table' ? '' : block.text));
    expect(texts).toEqual([full('3. 满意度'), '4. 成本指标总分20分', `${full('5. 时效')}2. 是上文所说`]);
  });

  it('reads radicals as the characters that they stand for', async () => {
    const bytes = await paper((page) => line(page, 70, 100, '⼈员⾼质量'));
    expect(shown(await read(bytes))).toEqual(['人员高质量']);
  });
});

describe('nothing is lost', () => {
  it('every character of every page is in a cell, a paragraph or the furniture', async () => {
    const bytes = await paper((page) => {
      line(page, 220, 30, '页眉文字');
      line(page, 90, 80, full('正文'));
      table(page, 80, 120, [110, 90, 90, 90], rows);
      line(page, 80, 240, '表后文字 with all skills 11.15%');
      page.save().rotate(-40, { origin: [300, 500] });
      line(page, 250, 500, '内部资料', 30);
      page.restore();
      line(page, 290, 800, '第 1 页');
    });
    const engine = await pdfiumEngine.open(bytes);
    const printed = turnUpright(await engine.page(1))
      .glyphs.map((glyph) => glyph.text)
      .join('');
    await engine.close();
    const document = await read(bytes);
    const texts = document.blocks.flatMap((block) =>
      block.kind === 'table' ? block.cells.map((cell) => cell.text) : [block.text],
    );
    texts.push(...document.furniture.map(({ text }) => text));
    const sorted = (text: string): string => [...text.replace(/\s/gu, '')].sort().join('');
    expect(sorted(texts.join(''))).toBe(sorted(printed));
  });
});

describe('what cannot be read', () => {
  const sample = (options: PDFKit.PDFDocumentOptions): Promise<Uint8Array> =>
    paper((page) => line(page, 70, 100, '机密内容'), options);

  it('asks for a password and takes the right one', async () => {
    const locked = await sample({ userPassword: 'open', ownerPassword: 'owner' });
    await expect(read(locked)).rejects.toMatchObject({ code: 'password-required' });
    await expect(read(locked, { password: 'wrong' })).rejects.toMatchObject({ code: 'wrong-password' });
    expect(shown(await read(locked, { password: 'open' }))).toEqual(['机密内容']);
  });

  it('reads what only its owner may change', async () => {
    expect(shown(await read(await sample({ ownerPassword: 'owner', permissions: {} })))).toEqual(['机密内容']);
  });

  it.each(['1.3', '1.4', '1.6', '1.7ext3'] as const)('opens each kind of lock: PDF %s', async (pdfVersion) => {
    const locked = await sample({ pdfVersion, userPassword: 'open', ownerPassword: 'owner' });
    for (const password of ['open', 'owner']) expect(shown(await read(locked, { password }))).toEqual(['机密内容']);
    const free = await sample({ pdfVersion, ownerPassword: 'owner', permissions: {} });
    // The password of another file of the folder.
    expect(shown(await read(free, { password: 'open' }))).toEqual(['机密内容']);
  });

  it('says damaged for garbage and for half a file', async () => {
    const whole = await sample({});
    const garbage = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 256);
    garbage.set(new TextEncoder().encode('%PDF-1.7\n'));
    await expect(read(garbage)).rejects.toMatchObject({ code: 'damaged' });
    await expect(read(whole.slice(0, 600))).rejects.toMatchObject({ code: 'damaged' });
  });

  it('honours the limits', async () => {
    const bytes = await paper((page) => {
      page.addPage().addPage();
    });
    const limits = { ...DEFAULT_LIMITS, pages: 2 };
    await expect(extractor.extract(bytes, { limits })).rejects.toMatchObject({ code: 'too-large' });
    const text = await sample({});
    await expect(extractor.extract(text, { limits: { ...DEFAULT_LIMITS, characters: 3 } })).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('leaves pages without trustworthy text to recognition, and empty pages alone', async () => {
    const bytes = await paper((page) => {
      line(page, 70, 100, '\ue001\ue002\ue003');
      page.addPage();
    });
    const document = await read(bytes);
    expect(document.notices.map(({ code, place }) => [code, place!.page])).toEqual([['needs-ocr', 1]]);
  });

  it('knows a PDF by its bytes', () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(extractor.sniff(bytes('%PDF-1.4'))).toBe(1);
    expect(extractor.sniff(bytes('\r\n\r\n%PDF-1.4'))).toBeGreaterThan(0.5);
    expect(extractor.sniff(bytes('PK\u0003\u0004'))).toBe(0);
  });
});
