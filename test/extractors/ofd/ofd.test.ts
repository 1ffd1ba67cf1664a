import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { offsetsIn } from '../../../extractors/ofd/numbers.js';
import { ofdEngine } from '../../../extractors/ofd/engine.js';
import { subpathsIn } from '../../../extractors/ofd/paths.js';
import type { EnginePage } from '../../../extractors/pdf/engine.js';
import { pdfiumEngine } from '../../../extractors/pdf/pdfium.js';
import type { RawDocument } from '../../../schemas/index.js';
import { makeZip } from '../zip/make-zip.js';
import { makeOfd, twinOf } from './make-ofd.js';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/documents');
const read = (bytes: Uint8Array): Promise<RawDocument> => extract(bytes, { limits: DEFAULT_LIMITS });
const textOf = ({ glyphs }: EnginePage): string => glyphs.map(({ text }) => text).join('');

async function pageOf(objects: string, more: Partial<Parameters<typeof makeOfd>[0]> = {}): Promise<EnginePage> {
  const document = await ofdEngine(DEFAULT_LIMITS).open(makeOfd({ pages: [objects], ...more }));
  return document.page(1);
}

/** A line of text at a place, in millimetres. */
function line(x: number, y: number, text: string): string {
  return `<ofd:TextObject ID="2" Boundary="${x} ${y} 60 5" Font="3" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="g ${text.length - 1} 4">${text}</ofd:TextCode></ofd:TextObject>`;
}

function rule(x0: number, y0: number, x1: number, y1: number): string {
  return `<ofd:PathObject ID="4" Boundary="${x0} ${y0} ${x1 - x0} ${y1 - y0}" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L ${x1 - x0} ${y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>`;
}

test('reads a ruled table, and what stands above it', async () => {
  const rules = [...[30, 40, 50].map((y) => rule(20, y, 120, y)), ...[20, 70, 120].map((x) => rule(x, 30, x, 50))].join(
    '',
  );
  const words = [line(30, 20, '收支决算表'), line(25, 33, '项目'), line(75, 33, '金额'), line(25, 43, '基本支出')].join(
    '',
  );
  const amount =
    '<ofd:TextObject ID="5" Boundary="75 43 40 5" Font="3" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="g 5 2">550.89</ofd:TextCode></ofd:TextObject>';
  const { format, pages, blocks } = await read(makeOfd({ pages: [words + amount + rules] }));
  expect(format).toBe('ofd');
  expect(pages).toHaveLength(1);
  const table = blocks.find((block) => block.kind === 'table');
  expect(table?.cells.map(({ row, column, text }) => [row, column, text])).toEqual([
    [0, 0, '项目'],
    [0, 1, '金额'],
    [1, 0, '基本支出'],
    [1, 1, '550.89'],
  ]);
});

test.each(['hunan-full-clean', 'sichuan-faulty', 'national-clean', 'hubei-faulty', 'prose-only-clean'])(
  'says the same as the PDF that it was made of: %s',
  async (name) => {
    const bytes = new Uint8Array(readFileSync(join(FIXTURES, `${name}.pdf`)));
    const engine = await pdfiumEngine.open(bytes.slice());
    const pages = [];
    for (let number = 1; number <= engine.pageCount; number++) pages.push(await engine.page(number));
    await engine.close();
    const [pdf, ofd] = [await read(bytes), await read(twinOf(pages))];
    const words = ({ blocks }: RawDocument): unknown[] =>
      blocks.map((block) =>
        block.kind === 'table'
          ? block.cells.map(({ row, column, rowSpan, colSpan, text }) => [row, column, rowSpan, colSpan, text])
          : block.text,
      );
    expect(words(ofd)).toEqual(words(pdf));
  },
);

describe('characters', () => {
  it('stand where the steps between them say', async () => {
    const page = await pageOf(line(20, 10, '决算'));
    const points = 72 / 25.4;
    expect(
      page.glyphs.map(({ x0, size, angle }) => [x0 / points, size / points, angle].map((n) => +n.toFixed(3))),
    ).toEqual([
      [20, 4, 0],
      [24, 4, 0],
    ]);
  });

  it('take the usual room where nothing says it', async () => {
    const { glyphs } = await pageOf(
      '<ofd:TextObject Boundary="20 10 60 5" Font="3" Size="4"><ofd:TextCode X="1" Y="3">共12万元</ofd:TextCode></ofd:TextObject>',
    );
    expect(glyphs.map(({ x0 }) => Math.round((x0 * 25.4) / 72))).toEqual([21, 25, 27, 29, 33]);
  });

  it('are as wide as the step behind them where letters can be so wide', async () => {
    const { blocks } = await read(
      makeOfd({
        pages: [
          '<ofd:TextObject Boundary="20 10 60 5" Font="3" Size="4"><ofd:TextCode X="1" Y="3" DeltaX="3.78 1.78 2 3.11 2 2.5">WebMap站</ofd:TextCode></ofd:TextObject>',
        ],
      }),
    );
    expect(blocks.map((block) => ('text' in block ? block.text : ''))).toEqual(['WebMap站']);
  });

  it('are as large and as turned as the matrix of their object says', async () => {
    const { glyphs } = await pageOf(
      '<ofd:TextObject Boundary="50 60 20 40" CTM="0 0.5 -0.5 0 0 0" Font="3" Size="8"><ofd:TextCode X="2" Y="0" DeltaX="8 8">下载次</ofd:TextCode></ofd:TextObject>',
    );
    expect(glyphs.map(({ angle, size }) => [angle, Math.round((size * 25.4) / 72)])).toEqual([
      [90, 4],
      [90, 4],
      [90, 4],
    ]);
    expect(glyphs.map(({ y0 }) => Math.round((y0 * 25.4) / 72))).toEqual([61, 65, 69]);
  });

  it('run downwards where the line does', async () => {
    const { glyphs } = await pageOf(
      '<ofd:TextObject Boundary="50 60 20 40" Font="3" Size="4" ReadDirection="90" CharDirection="-90"><ofd:TextCode X="0" Y="4" DeltaY="4 4">局机关</ofd:TextCode></ofd:TextObject>',
    );
    expect(glyphs.map(({ angle, y1 }) => [angle, Math.round((y1 * 25.4) / 72)])).toEqual([
      [0, 64],
      [0, 68],
      [0, 72],
    ]);
  });

  it('go on from the text before where one has no place of its own', async () => {
    const { glyphs } = await pageOf(
      '<ofd:TextObject Boundary="20 10 60 5" Font="3" Size="4"><ofd:TextCode X="0" Y="3" DeltaX="4">收入</ofd:TextCode><ofd:TextCode DeltaX="4">合计</ofd:TextCode></ofd:TextObject>',
    );
    expect(glyphs.map(({ x0 }) => Math.round((x0 * 25.4) / 72))).toEqual([20, 24, 28, 32]);
  });

  it('that the font alone knows are not trusted', async () => {
    const { glyphs } = await pageOf(
      '<ofd:TextObject Boundary="20 10 60 5" Font="3" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="3" DeltaX="4">¤支</ofd:TextCode></ofd:TextObject>',
    );
    expect(glyphs.map(({ trusted }) => trusted)).toEqual([false, true]);
  });

  it('that the font alone knows are told of, however many points lead from them', async () => {
    const entry = (y: number): string =>
      `<ofd:TextObject Boundary="20 ${y} 160 5" Font="3" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="3" GlyphCount="3"><ofd:Glyphs>7 8 9</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="3" DeltaX="4 4 4 g 60 2">\ue101\ue102\ue103${'.'.repeat(60)}2</ofd:TextCode></ofd:TextObject>`;
    const { notices } = await read(makeOfd({ pages: [entry(20) + entry(30) + entry(40)] }));
    expect(notices.map(({ code }) => code)).toEqual(['needs-ocr']);
    expect(notices[0]?.message.zh).toMatch(/打印为 PDF/);
  });

  it('that nobody sees are counted, not read', async () => {
    const page = await pageOf(
      `${line(20, 10, '决算').replace('Size=', 'Visible="false" Size=')}<ofd:TextObject Boundary="20 20 60 5" Size="4"><ofd:FillColor Value="0 0 0" Alpha="0"/><ofd:TextCode X="0" Y="3">预算</ofd:TextCode></ofd:TextObject>${line(20, 30, '合计')}`,
    );
    expect([textOf(page), page.unseen]).toEqual(['合计', 4]);
  });
});

describe('what pages refer to', () => {
  it('templates and drawings are part of the page', async () => {
    const resource =
      '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="50" Height="9"><ofd:Content>' +
      `${line(0, 0, '表头')}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`;
    const page = `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Template TemplateID="60" ZOrder="Background"/><ofd:Content><ofd:Layer>${line(20, 30, '正文')}<ofd:PageBlock><ofd:CompositeObject ResourceID="70" Boundary="100 50 50 9" CTM="0.5 0 0 0.5 0 0"/></ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>`;
    const { glyphs } = await pageOf(page, {
      common:
        '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="60" BaseLoc="/Doc_0/Tpls/Tpl_0/Content.xml"/>',
      entries: {
        'Doc_0/PublicRes.xml': resource,
        'Doc_0/Tpls/Tpl_0/Content.xml': `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>${line(20, 10, '底版')}</ofd:Layer></ofd:Content></ofd:Page>`,
      },
    });
    expect(glyphs.map(({ text, x0, size }) => [text, ...[x0, size].map((n) => Math.round((n * 25.4) / 72))])).toEqual([
      ['底', 20, 4],
      ['版', 24, 4],
      ['正', 20, 4],
      ['文', 24, 4],
      ['表', 100, 2],
      ['头', 102, 2],
    ]);
  });

  it('styles say which strokes and areas are seen', async () => {
    const resource =
      '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DrawParams><ofd:DrawParam ID="3" LineWidth="0.2"><ofd:FillColor Value="255 255 255"/></ofd:DrawParam><ofd:DrawParam ID="4" Relative="3"><ofd:StrokeColor Value="0 0 0"/></ofd:DrawParam></ofd:DrawParams></ofd:Res>';
    const sheet =
      '<ofd:PathObject Boundary="0 0 210 297" DrawParam="4" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>';
    const page = await pageOf(sheet + rule(20, 30, 120, 30), {
      common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>',
      entries: { 'Doc_0/PublicRes.xml': resource },
    });
    expect([page.rulings.length, page.shades]).toEqual([1, undefined]);
    const black = await pageOf(sheet.replace(' DrawParam="4"', ''));
    expect(black.shades).toHaveLength(1);
  });

  it('a drawing that uses itself ends', async () => {
    const resource =
      '<Res xmlns="http://www.ofdspec.org/2016"><CompositeGraphicUnits><CompositeGraphicUnit ID="70"><Content><CompositeObject ResourceID="70" Boundary="0 0 9 9"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>';
    const page = await pageOf('<ofd:CompositeObject ResourceID="70" Boundary="0 0 9 9"/>', {
      common: '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>',
      entries: { 'Doc_0/PublicRes.xml': resource },
    });
    expect(page.glyphs).toEqual([]);
  });

  it('a page that is one picture is a scan', async () => {
    const png = readFileSync(join(import.meta.dirname, 'page.png'));
    const resource =
      '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="80" Type="Image" Format="PNG"><ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>';
    const bytes = makeOfd({
      pages: ['<ofd:ImageObject ID="9" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="80"/>'],
      common: '<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>',
      entries: { 'Doc_0/DocumentRes.xml': resource, 'Doc_0/Res/page.png': png },
    });
    const document = await ofdEngine(DEFAULT_LIMITS).open(bytes);
    const page = await document.page(1);
    expect([page.imageCover, Math.round(page.imageDpi!)]).toEqual([1, 10]);
    const picture = await document.picture!(1, 72);
    expect([picture.width, picture.height].map((side) => Math.round(side / 5))).toEqual([119, 168]);
    expect((await read(bytes)).notices.map(({ code }) => code)).toEqual(['needs-ocr']);
  });
});

describe('what is broken', () => {
  it.each([
    ['no document', makeZip({ 'OFD.xml': '<OFD/>' }), 'damaged'],
    [
      'a document that is not there',
      makeZip({ 'OFD.xml': '<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>' }),
      'damaged',
    ],
    ['XML that does not close', makeOfd({ pages: ['<ofd:TextObject>'] }), 'damaged'],
  ])('%s', async (_name, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code });
  });

  it('steps that never end are as many as characters', () => {
    expect(offsetsIn('g 1000000000 2', 3)).toEqual([2, 2, 2]);
    expect(offsetsIn('3.5 3.5 g 2 7 x 9', 9)).toEqual([3.5, 3.5, 7, 7]);
    expect(offsetsIn('g -5 2 1', 9)).toEqual([]);
  });

  it('a path ends where it is none', () => {
    expect(subpathsIn('M 0 0 L 73 0 C M 1 1 B 1 2 3 4 5 6 L 9 9 K 3')).toEqual([
      { points: [0, 0, 73, 0], closed: true, curved: false },
      { points: [1, 1], closed: false, curved: true },
      { points: [5, 6, 9, 9], closed: false, curved: true },
    ]);
    expect(subpathsIn('L')).toEqual([]);
  });
});
