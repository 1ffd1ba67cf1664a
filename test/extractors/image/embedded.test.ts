import { encode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { loadModels } from '../../../pipeline/ocr-models.js';
import type { RawDocument } from '../../../schemas/index.js';
import { extractor } from '../../../extractors/formats/xls.js';
import { survivesDamage } from '../damage.js';
import { docxWithPictures, image, p, tbl, tc, tr } from '../docx/make-docx.js';
import { label, makeXls, object, objectText, shape, store } from '../xls/make-xls.js';
import { makeZip } from '../zip/make-zip.js';
import { pngOf, scansOf, smallSheets } from './scan.js';

const scans: Record<string, Uint8Array> = {};
beforeAll(async () => {
  const pdf = await smallSheets([
    { title: '甲县水利局收支表', rows: [['项目', '决算数'], ['基本支出', '350.04']] }, // prettier-ignore
    { title: '乙县水利局收支表', rows: [['项目', '决算数'], ['项目支出', '178.52']] }, // prettier-ignore
  ]);
  for (const [i, picture] of (await scansOf(pdf)).entries()) scans[`${i + 1}.png`] = pngOf(picture);
});

/** Something like a photograph: soft spots of all sizes. */
function photograph(): Uint8Array {
  const [width, height] = [480, 360];
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    data[i] = 128 + 50 * Math.sin(x / 17 + 3 * Math.sin(y / 29)) + 50 * Math.sin(y / 11 + 2 * Math.sin(x / 7));
  }
  return encode({ width, height, data, channels: 1 });
}

function read(bytes: Uint8Array, wanted = true): Promise<RawDocument> {
  const ocr = { mode: 'auto', models: loadModels } as const;
  return extract(new Uint8Array(bytes), { limits: DEFAULT_LIMITS, ...(wanted ? { ocr } : {}) });
}

/** What stands where: text, page, part, number of the table. */
function outline({ blocks }: RawDocument): string[] {
  return blocks.map((block) => {
    const place = block.kind === 'table' ? block.place : block.segments[0]!.place;
    const text = block.kind === 'table' ? block.cells.map((cell) => cell.text).join(' ') : block.text;
    return [text, place.page, place.part, place.table].filter((item) => item !== undefined).join(' | ');
  });
}

const codes = ({ notices }: RawDocument): string[] => notices.map(({ code }) => code);

describe('pictures pasted into Word', () => {
  it('are read where they stand, as pages of their own', async () => {
    const body =
      p('一、收支情况') +
      p(image('1.png')) +
      p('') +
      p(image('2.png')) +
      tbl([1000], tr(tc('说明'))) +
      p('二、绩效情况');
    const document = await read(docxWithPictures(body, scans));
    expect(outline(document)).toEqual([
      '一、收支情况',
      '甲县水利局收支表 | 1 | word/media/1.png',
      '项目 决算数 基本支出 350.04 | 1 | word/media/1.png | 0',
      '乙县水利局收支表 | 2 | word/media/2.png',
      '项目 决算数 项目支出 178.52 | 2 | word/media/2.png | 1',
      '说明 | 2',
      '二、绩效情况',
    ]);
    expect(document.pages.map(({ number }) => number)).toEqual([1, 2]);
    expect(codes(document)).toEqual(['pages-recognized']);
  });

  it('are found in a frame of one cell and in the old drawing language, also beside a damaged one', async () => {
    const old = '<w:r><w:pict><v:shape><v:imagedata r:id="r-2.png"/></v:shape></w:pict></w:r>';
    const body = tbl([1000], tr(tc(p(image('1.png'))))) + p(image('damaged.png')) + p(old);
    const document = await read(docxWithPictures(body, { ...scans, 'damaged.png': scans['1.png']!.slice(0, 900) }));
    expect(outline(document)).toHaveLength(4);
    expect(codes(document)).toEqual(['pages-recognized', 'pictures-not-read']);
  });

  it('that are photographs, logos, damaged, of an unknown kind, or in a cell beside words are told of', async () => {
    const others = {
      'photo.png': photograph(),
      'logo.png': encode({ width: 90, height: 90, data: new Uint8Array(8100), channels: 1 }),
      'damaged.png': scans['1.png']!.slice(0, 900),
      'drawing.emf': new Uint8Array(200),
    };
    const body = `${Object.keys(others)
      .map((name) => p(image(name)) + p('之间'))
      .join('')}${tbl([900], tr(tc(p('字') + p(image('photo.png')))))}`;
    const document = await read(docxWithPictures(body, others));
    expect(outline(document)).toEqual(['之间', '之间', '之间', '之间', '字 | 0']);
    expect(document.pages).toEqual([]);
    expect(document.notices).toMatchObject([
      { code: 'pictures-not-read', message: { en: expect.stringContaining('5 pictures') as string } },
    ]);
  });

  it('are left alone where that is wanted', async () => {
    const document = await read(docxWithPictures(p(image('1.png')), scans), false);
    expect(document).toMatchObject({ pages: [], blocks: [] });
    expect(codes(document)).toEqual(['pictures-not-read']);
  });
});

it('pictures over a sheet of a spreadsheet are read behind its table', async () => {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const links = (...all: (readonly [string, string, string])[]): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const workbook = makeZip({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links(['r', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="表一" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links(['s', 'worksheet', 'worksheets/sheet1.xml']),
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': links(['d', 'drawing', '../drawings/drawing1.xml']),
    'xl/drawings/drawing1.xml': '<xdr/>',
    'xl/drawings/_rels/drawing1.xml.rels': links(['i', 'image', '../media/image1.png'], ['c', 'chart', 'chart1.xml']),
    'xl/media/image1.png': scans['1.png']!,
  });
  const document = await read(workbook);
  expect(outline(document)).toEqual([
    '1 2 | 表一 | 0',
    '甲县水利局收支表 | 1 | xl/media/image1.png',
    '项目 决算数 基本支出 350.04 | 1 | xl/media/image1.png | 1',
  ]);
  expect(codes(document)).toEqual(['pages-recognized', 'pictures-not-read']);
  expect((await read(workbook, false)).notices).toMatchObject([
    { code: 'pictures-not-read', message: { en: expect.stringContaining('2 pictures') as string } },
  ]);
});

it('pictures in the text of RTF are read where they stand', async () => {
  const hex = Buffer.from(scans['1.png']!)
    .toString('hex')
    .replace(/(.{128})/g, '$1\r\n');
  const picture = `{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn a}{\\sv 12}}}\\picw90\\pngblip\r\n${hex}}}{\\nonshppict{\\pict\\wmetafile8 0102}}`;
  const document = await read(Buffer.from(`{\\rtf1 before\\par ${picture}\\par after\\par}`, 'latin1'));
  expect(outline(document)).toEqual([
    'before',
    '甲县水利局收支表 | 1 | pict:0',
    '项目 决算数 基本支出 350.04 | 1 | pict:0 | 0',
    'after',
  ]);
  expect(codes(document)).toEqual(['pages-recognized']);
});

describe('what stands over the sheets of an old workbook', () => {
  const workbook = (): Buffer =>
    makeXls(
      [
        { name: '表一', records: Buffer.concat([label(0, 0, '项目'), label(0, 1, '决算'), shape(2), object(8)]) },
        { name: '盖章', records: Buffer.concat([shape(1), object(8), shape(3), object(8)]) },
        { name: '藏', records: Buffer.concat([shape(1), object(8)]), hidden: true },
      ],
      store(scans['1.png']!, scans['2.png']!, encode({ width: 9, height: 9, data: new Uint8Array(81), channels: 1 })),
    );

  it('is read behind their tables where it is pictures with print', async () => {
    const document = await read(workbook());
    expect(outline(document)).toEqual([
      '项目 决算 | 表一 | 0',
      '乙县水利局收支表 | 1 | 表一:2',
      '项目 决算数 项目支出 178.52 | 1 | 表一:2 | 1',
      '甲县水利局收支表 | 2 | 盖章:1',
      '项目 决算数 基本支出 350.04 | 2 | 盖章:1 | 2',
    ]);
    expect(document.notices.map(({ message }) => message.en)).toEqual([
      'Sheet "藏" is hidden and was not read.',
      expect.stringContaining('number 1–2'),
      expect.stringContaining('holds 1 pictures'),
    ]);
  });

  it('is told of where it is not read', async () => {
    const drawn = Buffer.concat([label(0, 0, '1'), object(5), object(25), objectText(12)]);
    const charts = makeXls([{ name: '表', records: drawn }, { name: '图' }], Buffer.alloc(0));
    expect((await read(charts, false)).notices.map(({ message }) => message.en)).toEqual([
      'Comments and floating text boxes hold 12 characters; they were not read.',
      expect.stringContaining('holds 2 pictures, charts'),
    ]);
    expect(codes(await read(workbook(), false))).toEqual(['hidden-sheet', 'pictures-not-read']);
  });

  it('is never more than unreadable when damaged', async () => {
    const whole = workbook();
    await survivesDamage(extractor, whole);
  });
});

describe('pictures in web pages', () => {
  const address = (name: string): string => `data:image/png;base64,${Buffer.from(scans[name]!).toString('base64')}`;
  const page = (first: string): string =>
    `<html><body><p>一、收支情况</p><table border=1><tr><td>项目</td><td>数</td></tr><tr><td>甲</td><td>1</td></tr></table>` +
    `<p><img src="${first}"></p><p>二、绩效情况</p>` +
    `<table border=1><tr><td>指标</td><td>得分</td></tr><tr><td>乙</td><td>2</td></tr></table></body></html>`;
  const expected = [
    '一、收支情况',
    '项目 数 甲 1 | 0',
    '甲县水利局收支表 | 1 | PART',
    '项目 决算数 基本支出 350.04 | 1 | PART | 1',
    '二、绩效情况',
    '指标 得分 乙 2 | 2',
  ];
  const withPart = (part: string): string[] => expected.map((line) => line.replace('PART', part));

  it('that stand in their addresses are read where they stand', async () => {
    const document = await read(Buffer.from(page(address('1.png'))));
    expect(outline(document)).toEqual(withPart('img-1'));
    expect(codes(document)).toEqual(['pages-recognized']);
  });

  it('that a web archive brings are read where they stand', async () => {
    const part = (headers: string, body: string): string => `--X\r\n${headers}\r\n\r\n${body}\r\n`;
    const archive =
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n' +
      part('Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64', Buffer.from(page('files/image1.png')).toString('base64')) +
      part('Content-Type: image/png\r\nContent-Location: http://example.test/files/image1.png\r\nContent-Transfer-Encoding: base64', Buffer.from(scans['1.png']!).toString('base64')) +
      '--X--\r\n'; // prettier-ignore
    expect(outline(await read(Buffer.from(archive, 'latin1')))).toEqual(withPart('files/image1.png'));
  });

  it('are left alone where that is wanted, as are those elsewhere', async () => {
    expect(outline(await read(Buffer.from(page(address('1.png'))), false))).toHaveLength(4);
    expect(outline(await read(Buffer.from(page('http://example.test/a.png'))))).toHaveLength(4);
  });
});
