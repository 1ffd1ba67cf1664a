import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, detect, extract } from '../../../extractors/index.js';
import { type RawTable, UnreadableError } from '../../../schemas/index.js';
import { RawDocument } from '../../../schemas/schemas.js';
import { drawTable } from '../draw-table.js';
import { makeZip } from '../zip/make-zip.js';
import { docxEntries, makeDocx, p, type Parts, r, tbl, tc, tr } from './make-docx.js';

const read = (body: string, parts?: Parts) => extract(makeDocx(body, parts), { limits: DEFAULT_LIMITS });

/** Prose as text, headings with #, tables as text art. */
async function drawn(body: string, parts?: Parts): Promise<string[]> {
  const document = await read(body, parts);
  RawDocument.parse(document);
  return document.blocks.flatMap((block) =>
    block.kind === 'table' ? drawTable(block) : ['#'.repeat(block.level ?? 0) + block.text],
  );
}

const span = (n: number) => `<w:gridSpan w:val="${n}"/>`;
const restart = '<w:vMerge w:val="restart"/>';
const goOn = '<w:vMerge/>';
const width = (n: number) => `<w:tcW w:w="${n}" w:type="dxa"/>`;

describe('spans', () => {
  const cases: [string, number[], string, string[]][] = [
    [
      'merged both ways',
      [100, 100, 100],
      tr(tc('合计', span(2) + restart) + tc('甲')) +
        tr(tc('', span(2) + goOn) + tc('乙')) +
        tr(tc('1') + tc('2') + tc('3')),
      ['合计|<|甲', '^|<|乙', '1|2|3'],
    ],
    [
      'a continuation of another width is a cell of its own',
      [100, 100],
      tr(tc('上', span(2) + restart)) + tr(tc('左', goOn) + tc('右')),
      ['上|<', '左|右'],
    ],
    [
      'two merges one below the other',
      [100, 100],
      tr(tc('A', restart) + tc('1')) +
        tr(tc('', goOn) + tc('2')) +
        tr(tc('B', restart) + tc('3')) +
        tr(tc('', goOn) + tc('4')),
      ['A|1', '^|2', 'B|3', '^|4'],
    ],
    [
      'a row indented and cut short',
      [100, 100, 100],
      tr(tc('1') + tc('2') + tc('3')) + tr(tc('x'), '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
      ['1|2|3', '|x|'],
    ],
    ['a row that just ends', [100, 100, 100], tr(tc('1') + tc('2') + tc('3')) + tr(tc('x')), ['1|2|3', 'x||<']],
    [
      'spans that do not fill the grid, widths that do',
      [100, 300, 200],
      tr(tc('1', width(100)) + tc('2', width(300)) + tc('3', width(200))) +
        tr(tc('宽', width(400)) + tc('窄', width(200))),
      ['1|2|3', '宽|<|窄'],
    ],
    [
      'merged the old way',
      [100, 100],
      tr(tc('合并', '<w:hMerge w:val="restart"/>') + tc('', '<w:hMerge/>')) + tr(tc('1') + tc('2')),
      ['合并|<', '1|2'],
    ],
    ['a column of the grid that no cell uses', [100, 50, 50], tr(tc('1') + tc('2', span(2))), ['1|2']],
    [
      'rows and cells inside content controls',
      [100, 100],
      `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${tr(tc('1') + `<w:sdt><w:sdtContent>${tc('2')}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>`,
      ['1|2'],
    ],
    ['several paragraphs', [100], tr(tc(p('设有目标') + p('') + p('目标明确'))), ['设有目标/目标明确']],
    [
      'a table in a cell',
      [100, 100],
      tr(tc(p('外') + tbl([50, 50], tr(tc('内') + tc('里'))) + p('')) + tc('右')),
      ['外{1}|右'],
    ],
    ['a frame around a table', [100], tr(tc(p('外') + tbl([50, 50], tr(tc('内') + tc('里'))))), ['外', '内|里']],
    [
      'rows and cells that were deleted, with the columns that only they had',
      [50, 50, 100],
      tr(tc('旧') + tc('旧') + tc('旧'), '<w:del w:id="1"/>') +
        tr(tc('新', span(2)) + tc('去', '<w:cellDel/>') + tc('留')) +
        tr(tc('添', span(2)) + tc('入'), '<w:ins w:id="2"/>'),
      ['新|留', '添|入'],
    ],
    ['hidden rows', [9, 9], tr(tc('甲') + tc('1')) + tr(tc('藏') + tc('9'), '<w:hidden/>'), ['甲|1']],
    ['rows that are said not to be hidden', [9], tr(tc('甲'), '<w:hidden w:val="0"/>'), ['甲']],
  ];
  it.each(cases)('%s', async (_, widths, rows, expected) => {
    expect(await drawn(tbl(widths, rows))).toEqual(expected);
  });

  it('keeps tables that touch apart, numbers them, and places their cells', async () => {
    const document = await read(tbl([9], tr(tc('甲'))) + p('') + tbl([9], tr(tc('乙'))) + tbl([9], tr(tc('丙'))));
    const tables = document.blocks as RawTable[];
    expect(tables.map((table) => table.cells[0]?.place)).toEqual([
      { table: 0, row: 0, column: 0, line: 1, start: 0, end: 1 },
      { table: 1, row: 0, column: 0, line: 3, start: 0, end: 1 },
      { table: 2, row: 0, column: 0, line: 4, start: 0, end: 1 },
    ]);
  });

  it('tells of text that a merge covers', async () => {
    const document = await read(tbl([9, 9], tr(tc('1', restart) + tc('2')) + tr(tc('藏', goOn) + tc('3'))));
    expect(document.notices.map(({ code }) => code)).toEqual(['hidden-cell-text']);
  });
});

const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const box = (text: string) => `<w:txbxContent>${p(text)}</w:txbxContent>`;
describe('tables right below one another', () => {
  const [upper, lower] = [tr(tc('科目') + tc('决算')) + tr(tc('人员') + tc('12.5')), tr(tc('公用') + tc('3.4'))];
  const cases: [string, string, string[]][] = [
    ['are one', tbl([60, 90], upper) + tbl([60, 90], lower), ['科目|决算', '人员|12.5', '公用|3.4']],
    [
      'are one in many pieces',
      tbl([60, 90], lower) + tbl([60, 90], upper) + tbl([62, 88], tr(tc('差旅') + tc('1.0'))),
      ['公用|3.4', '科目|决算', '人员|12.5', '差旅|1.0'],
    ],
    [
      'are two after a paragraph',
      tbl([60, 90], upper) + p('续') + tbl([60, 90], lower),
      ['科目|决算', '人员|12.5', '续', '公用|3.4'],
    ],
  ];
  it.each(cases)('%s', async (_name, body, expected) => {
    expect(await drawn(body)).toEqual(expected);
  });

  const apart: [string, string][] = [
    ['other columns', tbl([60, 90], upper) + tbl([160, 90], lower)],
    ['the same titles', tbl([60, 90], upper) + tbl([60, 90], upper)],
    ['an empty paragraph between', tbl([60, 90], upper) + p('') + tbl([60, 90], lower)],
  ];
  it.each(apart)('are two with %s', async (_name, body) => {
    expect((await read(body)).blocks).toHaveLength(2);
  });
});

describe('text', () => {
  const cases: [string, string, string[]][] = [
    ['runs, tabs, breaks', p(`${r('一')}<w:r><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r>`), ['一\t二\n三']],
    ['tab stops are no tabs', p('甲', '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'), ['甲']],
    ['hyphens', p('<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>0</w:t></w:r>'), ['3-10']],
    [
      'symbols',
      p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0A3"/><w:t>5</w:t></w:r>'),
      ['🗹≤5'],
    ],
    ['characters that print nothing', p('年初\u200b预\u00ad算\u20601\ufeff,2\u200e00.50'), ['年初预算1,200.50']],
    [
      'the chosen entry of a list in a form',
      p(
        `${r('等级：')}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="优"/><w:listEntry w:val="良"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
      ['等级：良'],
    ],
    [
      'characters in a ring',
      p(
        ['1', '20', '公']
          .map(
            (sign) =>
              `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>${sign}</w:instrText></w:r><w:r><w:instrText>)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
          )
          .join(''),
      ),
      ['①⑳公'],
    ],
    ['a large first letter', p('本', '<w:framePr w:dropCap="drop" w:lines="2"/>') + p('年度收入'), ['本年度收入']],
    ['a frame beside the text', p('注', '<w:framePr w:w="900" w:hAnchor="page"/>') + p('正文'), ['注', '正文']],
    ['entities', p('A&amp;B&lt;10 &#x2264;5'), ['A&B<10 ≤5']],
    ['hidden text', p(r('看') + r('不', '<w:vanish/>') + r('见', '<w:vanish w:val="0"/>')), ['看见']],
    [
      'tracked changes as accepted',
      p(
        r('预算') +
          `<w:ins w:id="1">${r('200')}</w:ins><w:del w:id="2"><w:r><w:delText>100</w:delText></w:r></w:del>` +
          `<w:moveFrom w:id="3">${r('去')}</w:moveFrom><w:moveTo w:id="4">${r('来')}</w:moveTo>${r('万元')}`,
      ),
      ['预算200来万元'],
    ],
    [
      'a paragraph mark that was deleted',
      p('本年收入', '<w:rPr><w:del w:id="1"/></w:rPr>') +
        p('合计10万元。') +
        p('末', '<w:rPr><w:del w:id="2"/></w:rPr>'),
      ['本年收入合计10万元。', '末'],
    ],
    [
      'properties before a change are not read',
      p(
        '正文',
        '<w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
      ),
      ['正文'],
    ],
    [
      'a text box, drawn twice, read once',
      p(
        `${r('锚')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('框')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('后')}`,
      ),
      ['锚后', '框'],
    ],
    [
      'a text box of old',
      p(`<w:r><w:pict><v:shape><v:textbox>${box('旧框')}</v:textbox></v:shape></w:pict></w:r>`),
      ['旧框'],
    ],
    ['links', p(`<w:hyperlink r:id="x">${r('附表')}</w:hyperlink>${r('见后')}`), ['附表见后']],
    ['fields', p(r('共') + field(' =SUM(ABOVE) ', r('12.50')) + r('万元')), ['共12.50万元']],
    ['simple fields', p(`<w:fldSimple w:instr=" DATE ">${r('2031年')}</w:fldSimple>`), ['2031年']],
    ['a field that never ends', p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`) + p('以后'), ['以后']],
    [
      'tick boxes of forms',
      p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' +
          r('是'),
      ),
      ['☑是'],
    ],
    [
      'content controls',
      `<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="良"/></w:dropDownList></w:sdtPr><w:sdtContent>${p('优')}</w:sdtContent></w:sdt>`,
      ['优'],
    ],
    [
      'a fraction',
      p(
        '<m:oMath><m:f><m:num><m:r><m:t>执行数</m:t></m:r></m:num><m:den><m:r><m:t>预算数</m:t></m:r></m:den></m:f></m:oMath>',
      ),
      ['执行数/预算数'],
    ],
    [
      'reading aids',
      p(`<w:r><w:ruby><w:rubyPr/><w:rt>${r('jī')}</w:rt><w:rubyBase>${r('稽')}</w:rubyBase></w:ruby></w:r>`),
      ['稽'],
    ],
  ];
  it.each(cases)('%s', async (_, body, expected) => {
    expect(await drawn(body)).toEqual(expected);
  });
});

const numbering = (
  levels: [string, string, string?][],
  nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
) =>
  `<w:abstractNum w:abstractNumId="0">${levels
    .map(
      ([format, text, suffix = 'nothing'], at) =>
        `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:suff w:val="${suffix}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum>${nums}`;
const item = (text: string, level = 0, id = 1) =>
  p(text === '' ? '<w:r/>' : text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);

describe('headings and automatic numbers', () => {
  it('reads the outline from style chains, names and the paragraph itself', async () => {
    const styles =
      '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="我的"/><w:basedOn w:val="c"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="他的"/><w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>';
    const body =
      p('一', '<w:pStyle w:val="1"/>') +
      p('二', '<w:pStyle w:val="b"/>') +
      p('三', '<w:outlineLvl w:val="2"/>') +
      p('四', '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>') +
      p('五', '<w:pStyle w:val="不存在"/>');
    expect(await drawn(body, { styles })).toEqual(['#一', '##二', '###三', '四', '五']);
  });

  const cases: [string, string, string, string[]][] = [
    [
      'levels start anew under each heading',
      numbering([
        ['chineseCounting', '%1、'],
        ['decimal', '（%2）'],
      ]),
      item('基本情况') + item('职能', 1) + item('人员', 1) + item('支出') + item('规模', 1),
      ['一、基本情况', '（1）职能', '（2）人员', '二、支出', '（1）规模'],
    ],
    [
      'numbers of all levels, with a blank',
      numbering([
        ['decimal', '%1.', 'tab'],
        ['decimal', '%1.%2', 'space'],
      ]),
      item('甲') + item('乙', 1) + item('丙', 1),
      ['1. 甲', '1.1 乙', '1.2 丙'],
    ],
    ['nothing but the number', numbering([['decimal', '%1']]), item('') + item(''), ['1', '2']],
    [
      'lists over one definition go on, unless they start somewhere',
      numbering(
        [['decimal', '%1.']],
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
      ),
      item('a') + item('b', 0, 2) + item('c', 0, 3) + item('d', 0, 3) + item('e', 0, 0) + item('f', 0, 99),
      ['1.a', '2.b', '5.c', '6.d', 'e', 'f'],
    ],
    ['bullets', numbering([['bullet', '\uf06c', 'space']]), item('点'), ['• 点']],
  ];
  it.each(cases)('%s', async (_, definition, body, expected) => {
    expect(await drawn(body, { numbering: definition })).toEqual(expected);
  });

  it('counts levels whose number is hidden, and prints none', async () => {
    const hidden = numbering([
      ['decimal', '%1.'],
      ['decimalZero', '%1.%2'],
    ])
      .replace('<w:lvlText w:val="%1."/>', '<w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr>')
      .replace('<w:lvlText w:val="%1.%2"/>', '<w:isLgl/><w:lvlText w:val="%1.%2"/>');
    const at = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
    expect(await drawn(p('甲', at(0)) + p('乙', at(0)) + p('丙', at(1)), { numbering: hidden })).toEqual([
      '甲',
      '乙',
      '2.01丙',
    ]);
  });

  it('numbers through a style', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const body = p('甲', '<w:pStyle w:val="1"/>') + p('乙', '<w:pStyle w:val="1"/>');
    expect(await drawn(body, { styles, numbering: numbering([['chineseCounting', '%1、']]) })).toEqual([
      '#一、甲',
      '#二、乙',
    ]);
  });
});

describe('around the body', () => {
  it('leaves out notes that the text does not refer to', async () => {
    const document = await read(p('正文'), { footnotes: `<w:footnote w:id="2">${p('不含基金')}</w:footnote>` });
    expect(document.blocks.map((block) => block.kind === 'paragraph' && block.text)).toEqual(['正文']);
  });

  it('keeps headers, footers and page numbers apart and notes at the end', async () => {
    const document = await read(
      p(`${r('正文')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
        '<w:sectPr><w:headerReference r:id="r-header1"/><w:footerReference r:id="r-footer1"/></w:sectPr>',
      {
        header1: p('青禾县水利局'),
        footer1: p(`${r('— ')}<w:fldSimple w:instr=" PAGE ">${r('3')}</w:fldSimple>${r(' —')}`),
        footnotes: `<w:footnote w:type="separator" w:id="0">${p('线')}</w:footnote><w:footnote w:id="2">${p('不含基金')}</w:footnote>`,
      },
    );
    expect(document.furniture.map(({ kind, text }) => [kind, text])).toEqual([
      ['header', '青禾县水利局'],
      ['pageNumber', '— 3 —'],
    ]);
    expect(document.blocks).toEqual([
      { kind: 'paragraph', text: '正文', segments: [{ start: 0, place: { line: 1, start: 0, end: 2 } }] },
      {
        kind: 'paragraph',
        text: '不含基金',
        segments: [{ start: 0, place: { part: 'word/footnotes.xml', line: 2, start: 0, end: 4 } }],
      },
    ]);
  });

  const style = (type: string, id: string, inside: string): string =>
    `<w:style w:type="${type}" w:styleId="${id}">${inside}</w:style>`;
  const hidden = '<w:rPr><w:sz w:val="21"/><w:vanish/></w:rPr>';
  const styles =
    style('paragraph', 'aside', hidden) +
    style('paragraph', 'below', '<w:basedOn w:val="aside"/>') +
    style('paragraph', 'again', '<w:basedOn w:val="aside"/><w:rPr><w:vanish w:val="0"/></w:rPr>') +
    style('character', 'secret', hidden) +
    style('character', 'inner', '<w:basedOn w:val="secret"/>') +
    style('character', 'web', '<w:rPr><w:webHidden/></w:rPr>');
  const as = (id: string): string => `<w:pStyle w:val="${id}"/>`;
  const dressed = (id: string): string => `<w:rStyle w:val="${id}"/>`;
  const hiding: [string, string, string[]][] = [
    ['a paragraph style', p('审核提示', as('aside')) + p('正文'), ['正文']],
    ['what a style is based on', p('审核提示', as('below')) + p('正文'), ['正文']],
    ['no style that takes it back', p('正文', as('again')), ['正文']],
    ['a character style', p(r('预算') + r('草稿', dressed('secret')) + r('数', dressed('web'))), ['预算数']],
    ['what a character style is based on', p(r('预算') + r('草稿', dressed('inner'))), ['预算']],
    ['not what the run itself shows', p(r('看', '<w:vanish w:val="0"/>') + r('不见'), as('aside')), ['看']],
    ['one of two styles, not both', p(r('甲', dressed('secret')) + r('乙'), as('aside')), ['甲']],
    ['a style in a cell', tbl([9, 9], tr(tc('合计') + tc(p('0.00', as('aside')) + p('12.50')))), ['合计|12.50']],
  ];
  it.each(hiding)('hides text by %s', async (_, body, expected) => {
    expect(await drawn(body, { styles })).toEqual(expected);
  });

  it('prints and counts no number before a paragraph that is hidden with its mark', async () => {
    const listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const body = p('甲', listed) + p('填表说明', as('aside') + listed) + p('乙', listed);
    expect(await drawn(body, { styles, numbering: numbering([['decimal', '%1.']]) })).toEqual(['1.甲', '2.乙']);
  });

  it('tells how much of text hidden by styles was not read', async () => {
    const { notices } = await read(p('填表 说明', as('aside')) + p('正文'), { styles });
    expect(notices.map(({ message }) => message.en)).toEqual([
      '4 characters of the document are set hidden and were not read.',
    ]);
  });

  it('tells how much of hidden rows was not read', async () => {
    const { notices } = await read(tbl([9], tr(tc('甲')) + tr(tc('藏 九'), '<w:hidden/>')));
    expect(notices.map(({ message }) => message.en)).toEqual([
      '2 characters of the document are set hidden and were not read.',
    ]);
  });

  const html = '<html><body><h1>自评表</h1><table border=1><tr><td>预算<td>12.5</table></body></html>';
  const chunks: [string, Uint8Array | string, string[]][] = [
    ['a web page', html, ['前', '自评表', '预算|12.5', '后|1']],
    ['a Word document', makeDocx(p('内') + tbl([9], tr(tc('里')))), ['前', '内', '里', '后|1']],
    ['RTF', String.raw`{\rtf1\ansi plain\par}`, ['前', 'plain', '后|1']],
  ];
  it.each(chunks)('reads %s that stands inside of a document', async (_, bytes, expected) => {
    const entries: Record<string, Uint8Array | string> = docxEntries(
      `${p('前')}<w:altChunk r:id="x"/>${tbl([9, 9], tr(tc('后') + tc('1')))}`,
    );
    entries['word/_rels/document.xml.rels'] =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="chunk1"/></Relationships>';
    entries['word/chunk1'] = bytes;
    const { blocks, notices } = await extract(makeZip(entries), { limits: DEFAULT_LIMITS });
    expect(blocks.flatMap((block) => (block.kind === 'table' ? drawTable(block) : [block.text]))).toEqual(expected);
    const tables = blocks.filter((block) => block.kind === 'table');
    expect(tables.map(({ place }) => place.table)).toEqual(tables.map((_table, i) => i));
    expect(blocks[1]?.kind === 'table' ? '' : blocks[1]?.segments[0]?.place.part).toBe('word/chunk1');
    expect(notices).toEqual([]);
  });

  it('says that it could not read a document inside', async () => {
    const { notices } = await read(`${p('前')}<w:altChunk r:id="none"/>`);
    expect(notices.map(({ code }) => code)).toEqual(['pictures-not-read']);
  });

  it('says that pictures were not read', async () => {
    const document = await read(p('<w:r><w:drawing><pic:pic/></w:drawing></w:r>'));
    expect(document.notices.map(({ code }) => code)).toEqual(['pictures-not-read']);
  });

  it('reads other prefixes and the strict namespace', async () => {
    const entries = docxEntries('');
    entries['word/document.xml'] =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:tbl><x:tblGrid><x:gridCol/><x:gridCol/></x:tblGrid><x:tr><x:tc><x:tcPr><x:gridSpan x:val="2"/></x:tcPr><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:tc></x:tr><x:tr><x:tc><x:p/></x:tc><x:tc><x:p/></x:tc></x:tr></x:tbl></x:body></x:document>';
    const document = await extract(makeZip(entries), { limits: DEFAULT_LIMITS });
    expect(drawTable(document.blocks[0] as RawTable)).toEqual(['甲|<', '|']);
  });

  it('finds a main part by another name', async () => {
    const { 'word/document.xml': main = '', ...entries } = docxEntries(p('在'));
    const renamed = Object.fromEntries(
      Object.entries(entries).map(([name, xml]) => [
        name.replace('document.xml', 'document2.xml'),
        xml.replace('word/document.xml', '/word/document2.xml'),
      ]),
    );
    const document = await extract(makeZip({ ...renamed, 'word/document2.xml': main }), { limits: DEFAULT_LIMITS });
    expect(document.blocks).toHaveLength(1);
  });
});

describe('what cannot be read says why', () => {
  const good = makeDocx(p('好'));
  const entries = docxEntries(p('好'));
  const { 'word/document.xml': _, ...headless } = entries;
  const compound = Buffer.alloc(1536);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(compound);
  compound.write('EncryptedPackage', 1024, 'utf16le');
  const deep = '<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000);
  const cases: [string, Uint8Array, string][] = [
    ['cut off', good.subarray(0, good.length - 300), 'damaged'],
    ['no main part', makeZip({ ...headless, 'word/x.xml': '<a/>' }), 'damaged'],
    ['elements left open', makeZip({ ...entries, 'word/document.xml': '<w:document><w:body><w:p>' }), 'damaged'],
    ['cut inside a tag', makeZip({ ...entries, 'word/document.xml': '<w:document><w:body/><w:p w:x="' }), 'damaged'],
    ['no XML', makeZip({ ...entries, 'word/document.xml': 'hello' }), 'damaged'],
    ['wrong checksum', makeZip(entries, { name: 'word/document.xml', crc: 1 }), 'damaged'],
    ['a directory that lies', makeZip(entries, { name: 'word/document.xml', size: 20 }), 'damaged'],
    ['a bomb', makeZip({ ...entries, 'word/document.xml': Buffer.alloc(50 << 20, ' ') }), 'too-large'],
    ['a claim of gigabytes', makeZip(entries, { name: 'word/document.xml', size: 0xfffffff0 }), 'too-large'],
    ['elements without end', makeDocx(deep), 'too-large'],
    ['an encrypted entry', makeZip(entries, { name: 'word/document.xml', flags: 1 }), 'password-required'],
    ['an encrypted document', compound, 'password-required'],
  ];
  it.each(cases)('%s', async (_, bytes, code) => {
    const error: unknown = await extract(bytes, { limits: DEFAULT_LIMITS }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableError);
    expect((error as UnreadableError).code).toBe(code);
  });

  it('honours the limits of cells and characters', async () => {
    const body = p('一二三四五六七八九十') + tbl([1, 1], tr(tc('1') + tc('2')));
    for (const limits of [{ cells: 1 }, { characters: 5 }, { unpackedBytes: 500 }]) {
      await expect(extract(makeDocx(body), { limits: { ...DEFAULT_LIMITS, ...limits } })).rejects.toMatchObject({
        code: 'too-large',
      });
    }
  });

  it('knows the format from the bytes', () => {
    expect(detect(good)?.format).toBe('docx');
    expect(detect(good.subarray(0, 200))?.format).toBe('docx');
    expect(detect(makeZip({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' }))?.format).not.toBe('docx');
  });
});

describe('properties said again', () => {
  const wingdings = '<w:rFonts w:ascii="Wingdings"/>';
  const marked = '<w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>';
  const section = '<w:pPr><w:sectPr><w:headerReference r:id="r-header1"/></w:sectPr></w:pPr>';
  const old = '<w:rPrChange w:id="8"><w:rPr><w:vanish/></w:rPr></w:rPrChange>';
  const cases: [string, string][] = [
    [
      'hidden runs',
      p(r('看') + r('不', '<w:vanish/>') + r('见', '<w:b/>') + r('得', '<w:vanish/>') + r('到', '<w:b/>')),
    ],
    ['fonts of symbols', p(r('\uf0fe', wingdings) + r('一') + r('\uf0fe', wingdings))],
    ['what was before a change', p(r('甲', old) + r('乙', old))],
    ['a comment', p(r('甲', '<!-- </w:rPr> --><w:vanish/>') + r('乙', '<!-- </w:rPr> --><w:vanish/>') + r('丙'))],
    ['paragraphs that go on', `<w:p>${marked}${r('甲')}</w:p><w:p>${marked}${r('乙')}</w:p>${p('丙')}`],
    ['sections', `<w:p>${section}${r('甲')}</w:p><w:p>${section}${r('乙')}</w:p>`],
    [
      'merged cells',
      tbl(
        [100, 100, 100, 100],
        tr(tc('1', span(2) + restart) + tc('2', span(2) + restart)) +
          tr(tc('', span(2) + goOn) + tc('', span(2) + goOn)) +
          tr(tc('3', span(2) + restart) + tc('4', span(2) + restart)),
      ),
    ],
  ];
  // A property of no meaning, another one in each place, so that no words come again.
  const apart = (body: string): string => {
    let count = 0;
    return body.replace(/<\/w:(?:rPr|pPr|tcPr)>/g, (end) => `<w:kern w:val="${count++}"/>${end}`);
  };

  it.each(cases)('%s', async (_, body) => {
    const parts = { header1: p('青禾县水利局') };
    const [{ blocks, furniture }, other] = [await read(body, parts), await read(apart(body), parts)];
    expect({ blocks, furniture }).toEqual({ blocks: other.blocks, furniture: other.furniture });
    expect(blocks.length).toBeGreaterThan(0);
  });
});
