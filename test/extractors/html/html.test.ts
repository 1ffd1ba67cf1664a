import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, detect, extract } from '../../../extractors/index.js';
import { type RawTable, squeeze, UnreadableError } from '../../../schemas/index.js';
import { RawDocument } from '../../../schemas/schemas.js';
import { score, type Truth } from '../../../scripts/score-tables.js';
import { drawTable } from '../draw-table.js';

const read = (bytes: Uint8Array) => extract(bytes, { limits: DEFAULT_LIMITS });
const page = (body: string, head = '') => `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

/** Prose as text, headings with #, tables as text art. */
async function drawn(html: string): Promise<string[]> {
  const document = await read(Buffer.from(html));
  RawDocument.parse(document);
  return document.blocks.flatMap((block) =>
    block.kind === 'table' ? drawTable(block) : ['#'.repeat(block.level ?? 0) + block.text],
  );
}

const table = (rows: string) => `<table border=1>${rows}</table>`;

describe('tables', () => {
  const cases: [string, string, string[]][] = [
    [
      'spans',
      table('<tr><td colspan=2 rowspan=2>合计<td>甲<tr><td>乙<tr><td>1<td>2<td>3'),
      ['合计|<|甲', '^|<|乙', '1|2|3'],
    ],
    ['a span past the end of the table', table('<tr><td rowspan=9>甲<td>1<tr><td>2'), ['甲|1', '^|2']],
    [
      'a span to the end of the group',
      table('<tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3'),
      ['甲|1', '^|2', '乙|3'],
    ],
    [
      'hostile spans',
      table('<tr><td colspan=99999999>宽<tr><td rowspan=99999999>高<td colspan=-1>2'),
      ['宽|<', '高|2'],
    ],
    ['spans that would lie over each other', table('<tr><td>1<td rowspan=2>2<tr><td colspan=2>3'), ['1|2', '3|^']],
    ['rows of uneven length', table('<tr><td>1<td>2<td>3<tr><td>4'), ['1|2|3', '4||<']],
    ['a column that no cell begins at', table('<tr><td colspan=3>1<td>2<tr><td colspan=3>3<td>4'), ['1|2', '3|4']],
    [
      'a row that only sets widths',
      table('<tr><td colspan=2>1<tr><td>2<td>3<tr height=0><td width=9><td width=9>'),
      ['1|<', '2|3'],
    ],
    [
      'head and foot where they are shown',
      table('<tfoot><tr><td>合计</tfoot><thead><tr><th>收入</thead><tr><td>1'),
      ['收入', '1', '合计'],
    ],
    [
      'lines and blocks of a cell',
      table('<tr><td><p>设有目标</p><p>&nbsp;</p>目标<br>明确<div>合理</div><td>x'),
      ['设有目标/目标/明确/合理|x'],
    ],
    ['a table in a cell', table(`<tr><td>外${table('<tr><td>内<td>里')}<td>右`), ['外{1}|右']],
    ['a frame around a table', table(`<tr><td>外${table('<tr><td>内<td>里')}`), ['外', '内|里']],
    ['hidden rows and cells', table('<tr style="display:none"><td>x<tr><td>1<td hidden>y<td>2'), ['1|2']],
    ['a frame around prose', '<table><tr><td style="border:1px solid #000"><p>一</p><p>二</p></table>', ['一/二']],
    [
      'containers that are set as a table',
      '<div style="display: table"><div style="display:table-row"><div style="display:table-cell">预算</div> <span style="display:table-cell">1</span></div><div style="display:table-row"><div style="display:table-cell">决算</div><div style="display:table-cell">2</div></div></div>',
      ['预算|1', '决算|2'],
    ],
    [
      'containers that say that they are a table',
      '<div role="grid"><div role="rowgroup"><div role="row"><div role="columnheader" aria-colspan="2">收入</div></div></div><div role="rowgroup"><div role="row"><div role="gridcell">1</div><div role="gridcell">2</div></div></div></div>',
      ['收入|<', '1|2'],
    ],
    ['a caption', '<table border><caption>收入表</caption><tr><td>1<td>2</table>', ['收入表', '1|2']],
  ];
  it.each(cases)('%s', async (_, body, expected) => {
    expect(await drawn(page(body))).toEqual(expected);
  });

  it('gives every position to exactly one cell, whatever the spans', async () => {
    const span = fc.integer({ min: -1, max: 5 });
    const rows = fc.array(fc.array(fc.tuple(span, span), { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const inside = all
          .map((cells) => `<tr>${cells.map(([r, c]) => `<td rowspan=${r} colspan=${c}>x`).join('')}`)
          .join('');
        const { blocks } = await read(Buffer.from(page(table(inside))));
        for (const block of blocks) {
          // drawTable itself throws where two cells meet.
          expect(drawTable(block as RawTable).join('')).not.toContain('?');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is not the report', () => {
  const links = '<a href=1>首页</a> <a href=2>政务公开</a> <a href=3>财政预决算</a>';
  const prose = '本部门全年总支出十二万元，全部用于机构运转。'.repeat(8);
  const cases: [string, string, string[]][] = [
    [
      'a county page',
      `<div class="top-nav">${links}</div><div class="location">当前位置：${links}</div>` +
        `<h1>青禾县水利局自评报告</h1><p>发布时间：2031-04-02　浏览次数：<span>37</span></p>` +
        `<div class="article-content"><p>${prose}</p>${table('<tr><td>收入<td>12')}<p>附件：<a href=x>自评表.docx</a></p></div>` +
        `<ul>${'<li><a href=9>相关文章标题一二三</a></li>'.repeat(5)}</ul><div id="footer">主办单位：青禾县政府</div>`,
      ['#青禾县水利局自评报告', prose, '收入|12', '附件：自评表.docx'],
    ],
    [
      'a page built of tables',
      `<table width=900><tr><td colspan=2>${links}<tr><td width=200>${links}<td><table><tr><td><p>一</p>${table('<tr><td>收入<td>1')}<p>${prose}</p></table></table>`,
      ['一', '收入|1', prose],
    ],
    ['the head of an article', `<div class="header"><h1>自评报告</h1></div><p>${prose}</p>`, ['#自评报告', prose]],
    [
      'a foot in a table',
      `<p>${prose}</p><table><tr><td><a href=1>网站地图</a><tr><td>版权所有：青禾县政府</table><table><tr><td><a href=2>关于</a><td><a href=3>我们</a></table>`,
      [prose],
    ],
    ['scripts, styles, comments', `<script>var a="<p>x</p>"</script><style>p{}</style><!-- x --><p>正文</p>`, ['正文']],
    ['hidden parts', '<p style="DISPLAY: none">x</p><p hidden>y</p><p>正<del>旧</del><ins>新</ins>文</p>', ['正新文']],
    ['a running footer', '<p>正文</p><div title="footer"><p>— 3 —</p></div>', ['正文']],
    [
      'a data table in a box with an unlucky name',
      `<div class="side-content">${table('<tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6')}</div>`,
      ['1|2', '3|4', '5|6'],
    ],
  ];
  it.each(cases)('%s', async (_, body, expected) => {
    expect(await drawn(page(body))).toEqual(expected);
  });

  it('keeps it apart, so that no character is lost', async () => {
    const { furniture } = await read(
      Buffer.from(page(`<div class=nav>${links}</div><p>${prose}</p><div title=footer>7</div>`)),
    );
    expect(furniture.map(({ kind, text }) => [kind, text])).toEqual([
      ['header', '首页 政务公开 财政预决算'],
      ['pageNumber', '7'],
    ]);
  });

  it('says when a page may be cut off', async () => {
    const { notices } = await read(Buffer.from('<html><body><table border=1><tr><td>1<td>'));
    expect(notices.map(({ code }) => code)).toEqual(['cut-off']);
  });

  it.each([
    ['a frame', '<p>见附件</p><iframe src="report.pdf"></iframe>', '1 embedded pages or documents'],
    ['links to documents', '<p>见附件</p><a href="/a/P02.DOCX">自评表</a> <a href="b.xls?v=1">2</a>', '2 attachments'],
    ['a script', '<div id="app"></div><script src="app.js"></script>', '1 scripts that may write its text'],
  ])('says when a page is only %s', async (_, body, told) => {
    const { notices } = await read(Buffer.from(page(body)));
    expect(notices.map(({ code, message }) => [code, message.en.includes(told)])).toEqual([
      ['pictures-not-read', true],
    ]);
  });
});

describe('text', () => {
  const cases: [string, string, string[]][] = [
    ['white space', '<p> 收入\n  <b>合计</b> A  B </p>', ['收入合计 A B']],
    ['a line end between Han', '<p>县水\n\t利局 (本级)</p>', ['县水利局 (本级)']],
    ['characters that print nothing', '<p>预\u200b算&shy;12\u2060.5&zwnj;万元</p>', ['预算12.5万元']],
    [
      'tables typed with blanks',
      '<p>前</p><pre>经费表\n\n项目        预算数    决算数\n人员经费    1200.50   1100.00\n公用经费    300.00    280.00\n合计        1500.50   1380.00\n</pre><p>后</p>',
      [
        '前',
        '经费表',
        '项目|预算数|决算数',
        '人员经费|1200.50|1100.00',
        '公用经费|300.00|280.00',
        '合计|1500.50|1380.00',
        '后',
      ],
    ],
    ['line breaks', '<p>一<br>二<br><br>三</p>', ['一\n二', '三']],
    ['paragraphs by indent', '<div>　　一<br>　　二<br>续</div>', ['一', '二\n续']],
    [
      'paragraphs by nothing but line ends',
      '<div>一、基本情况<br>本局有在编人员12人，退休人员3人。<br>（一）收入<br>全年收入100万元，<br>其中结转5万元<br>2、支出</div>',
      [
        '一、基本情况',
        '本局有在编人员12人，退休人员3人。',
        '（一）收入',
        '全年收入100万元，\n其中结转5万元',
        '2、支出',
      ],
    ],
    [
      'lines as wide as the sheet that they were copied from',
      '<div>本部门全年收入一百二十万元，其中财政拨款一百一十<br>万元，其他收入十万元，支出与收入相等，没有结转和结<br>余。</div>',
      ['本部门全年收入一百二十万元，其中财政拨款一百一十\n万元，其他收入十万元，支出与收入相等，没有结转和结\n余。'],
    ],
    ['headings', '<h2>一、概况</h2><h4>（一）职能</h4>文', ['##一、概况', '####（一）职能', '文']],
    [
      'numbered lists',
      '<ol start=3><li>甲<li>乙</ol><ol type=A><li>丙</ol><ul><li>丁</ul>',
      ['3. 甲', '4. 乙', 'A. 丙', '丁'],
    ],
    ['entities', '<p>A&amp;B&nbsp;&le;5</p>', ['A&B ≤5']],
    [
      'a page of Word',
      '<!--[if gte mso 9]><xml><w:View>x</w:View></xml><![endif]--><p class=MsoNormal><![if !supportLists]><span style="mso-list:Ignore">一、</span><![endif]>概况<o:p></o:p></p>',
      ['一、概况'],
    ],
  ];
  it.each(cases)('%s', async (_, body, expected) => {
    expect(await drawn(page(body))).toEqual(expected);
  });
});

describe('charsets', () => {
  /** 收支，镕 (not in GB 2312) in GBK. */
  const gbk = (before: string, after: string) =>
    Buffer.concat([Buffer.from(before), Buffer.from('cad5d6a7a3ace946', 'hex'), Buffer.from(after)]);
  const said = (charset: string) =>
    `<html><head><meta http-equiv=Content-Type content="text/html; charset=${charset}">`;
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const cases: [string, Uint8Array][] = [
    ['gb2312 that is GBK', gbk(`${said('gb2312')}<p>`, '</p>')],
    ['GBK that says nothing', gbk('<html><p>', '</p>')],
    ['GBK that says UTF-8', gbk(`${said('utf-8')}<p>`, '</p>')],
    ['UTF-8 that says gb2312', Buffer.from(`${said('gb2312')}<p>收支，镕</p>`)],
    ['UTF-8 with a mark', Buffer.from('\ufeff<html><p>收支，镕</p>')],
    ['UTF-16 with a mark', utf16('\ufeff<html><p>收支，镕</p>')],
    ['UTF-16 without one', utf16('<html><p>收支，镕</p>')],
    ['UTF-16, the other order', utf16('\ufeff<html><p>收支，镕</p>').swap16()],
  ];
  it.each(cases)('%s', async (_, bytes) => {
    const document = await read(bytes);
    expect(document.format).toBe('html');
    expect(document.blocks.map((block) => (block.kind === 'table' ? '' : block.text))).toEqual(['收支，镕']);
  });
});

describe('web archives', () => {
  const part = (headers: string, body: string) => `------=_X\r\n${headers}\r\n\r\n${body}\r\n`;
  const mht = (...parts: string[]) =>
    Buffer.from(
      `From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_X";\r\n\ttype="text/html"\r\n\r\nnote\r\n${parts.join('')}------=_X--\r\n`,
      'latin1',
    );
  const gbkHtml = '<p>=CA=D5=D6=A7=\r\n</p>';
  const cases: [string, Buffer, string[]][] = [
    [
      'quoted-printable, charset in the header',
      mht(
        part('Content-Type: text/html;\r\n charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable', gbkHtml),
      ),
      ['收支'],
    ],
    [
      'base64, after a picture',
      mht(
        part('Content-Type: image/png\r\nContent-Transfer-Encoding: base64', 'AAAA'),
        part(
          'Content-Type: text/html\r\nContent-Transfer-Encoding: base64',
          Buffer.from('<p>收支</p>').toString('base64'),
        ),
      ),
      ['收支'],
    ],
    [
      'sheets in frames',
      mht(
        part('Content-Type: text/html\r\nContent-Location: book.htm', '<frameset><frame src=x></frameset>'),
        part('Content-Type: text/html\r\nContent-Location: sheet001.htm', '<p>A</p>'),
        part('Content-Type: text/html\r\nContent-Location: sheet002.htm', '<p>B</p>'),
      ),
      ['A', 'B'],
    ],
  ];
  it.each(cases)('%s', async (_, bytes, expected) => {
    const document = await read(bytes);
    expect(document.format).toBe('html');
    expect(document.blocks.map((block) => (block.kind === 'table' ? '' : block.text))).toEqual(expected);
  });

  it('says when there is no page in it', async () => {
    await expect(read(mht(part('Content-Type: image/png', 'x')))).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('hostile pages', () => {
  it.each<[string, string]>([
    ['boxes in boxes', '<div>'.repeat(5000)],
    ['tables in tables', '<table><tr><td>'.repeat(3000)],
    ['wide and high', `<table border=1><tr>${'<td colspan=1000>'.repeat(6000)}`],
  ])('%s: read or refused, never stuck', async (_, html) => {
    const result: unknown = await read(Buffer.from(`<html>${html}x`)).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toBeInstanceOf(UnreadableError);
  });

  it('knows pages from the bytes', () => {
    expect(detect(Buffer.from('<!-- saved --><HTML><p>x'))?.format).toBe('html');
    expect(detect(Buffer.from('<table><tr><td>1'))?.format).toBe('html');
    expect(detect(Buffer.from('收入 < 支出'))?.format).not.toBe('html');
  });
});

const TRUTH = '../shared/truth';
const ids = existsSync(TRUTH)
  ? readdirSync(TRUTH).flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []))
  : [];

/** Real reports are not part of this repository: where they are not laid beside it, there is nothing to test. */
describe.skipIf(ids.length === 0)('real reports as web pages (../shared/reports)', () => {
  it.each(ids)('%s: every cell and every paragraph, in order', async (id) => {
    const truth = JSON.parse(readFileSync(`${TRUTH}/${id}.json`, 'utf8')) as Truth & { paragraphs: string[] };
    const { blocks } = await read(readFileSync(`../shared/reports/${id}.html`));
    const tables = blocks.filter((block) => block.kind === 'table');
    expect(score(truth, tables)).toMatchObject({ cell: 1, adjacency: 1 });
    expect(blocks.flatMap((block) => (block.kind === 'table' ? [] : [squeeze(block.text)]))).toEqual(
      truth.paragraphs.map(squeeze).filter((text) => text !== ''),
    );
  });
});
