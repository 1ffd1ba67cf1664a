/**
 * Nothing is lost: every character of a document, white space aside, ends in a cell, a paragraph or the furniture, or
 * a notice says that it was not read. Words are numbered, so that a lost or doubled one shows.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import type { RawBlock, RawTable } from '../../schemas/index.js';
import { docxEntries, makeDocx, p, r, tbl, tc, tr } from './docx/make-docx.js';
import { makeZip } from './zip/make-zip.js';

const textsOf = (block: RawBlock): string[] => {
  const ofTable = (table: RawTable): string[] =>
    table.cells.flatMap((cell) => [cell.text, ...(cell.tables ?? []).flatMap(ofTable)]);
  return block.kind === 'table' ? ofTable(block) : [block.text];
};

/** The numbered words that come out, sorted, and the codes of the notices. */
async function wordsOf(bytes: Uint8Array): Promise<{ words: string[]; notices: string[] }> {
  const document = await extract(bytes, { limits: DEFAULT_LIMITS });
  const texts = [...document.blocks.flatMap(textsOf), ...document.furniture.map(({ text }) => text)];
  return {
    words: texts.flatMap((text) => text.match(/词\d+/gu) ?? []).sort(),
    notices: document.notices.map(({ code }) => code),
  };
}

const words = (count: number): string[] => Array.from({ length: count }, (_, at) => `词${101 + at}`);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('every word comes out once', () => {
  it('of a Word document with all that stands beside the text', async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p('词105')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('词105')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const inner = tbl([900, 900], tr(tc('词107') + tc('词108')));
    const body =
      p('词101') +
      p(r('词102') + `<w:ins>${r('词103')}</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>`) +
      `<w:sdt><w:sdtPr><w:alias w:val="题"/></w:sdtPr><w:sdtContent>${p('词104')}</w:sdtContent></w:sdt>` +
      p(box) +
      tbl(
        [2000, 2000],
        tr(tc('词106') + tc(inner + p('词109'))) +
          tr(`<w:sdt><w:sdtContent>${tc('词110')}</w:sdtContent></w:sdt>` + tc('词111')),
      ) +
      p(`${r('词112')}<w:r><w:footnoteReference w:id="2"/></w:r><w:hyperlink>${r('词113')}</w:hyperlink>`) +
      '<w:sectPr><w:headerReference w:type="default" r:id="r-header1"/><w:footerReference w:type="default" r:id="r-footer1"/></w:sectPr>';
    const file = makeDocx(body, {
      footnotes: `<w:footnote w:id="2">${p('词114')}</w:footnote>`,
      header1: p('词115'),
      footer1: p('词116') + tbl([900], tr(tc('词117'))),
    });
    const found = await wordsOf(file);
    expect(found).toEqual({ words: words(17), notices: [] });
  });

  it('of a Word document with comments and hidden text, with what is said of them', async () => {
    const entries = docxEntries(p(r('词101') + r('隐藏', '<w:vanish/>')));
    const rels = entries['word/_rels/document.xml.rels']!;
    const file = makeZip({
      ...entries,
      'word/_rels/document.xml.rels': rels.replace(
        '</Relationships>',
        '<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>',
      ),
      'word/comments.xml':
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="1"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>',
    });
    expect(await wordsOf(file)).toEqual({ words: ['词101'], notices: ['remarks-not-read', 'hidden-text'] });
  });

  it('of a web page', async () => {
    const html =
      '<!doctype html><html><body><header><a href="/">词101</a></header><h1>词102</h1><div>词103<br>词104<p>词105</div>' +
      '<table border=1><caption>词106</caption><tr><th>词107<td>词108<table border=1><tr><td>词109<td>1</table></table>' +
      '<ul><li>词110</ul><details><summary>词111</summary>词112</details><pre>词113\n词114</pre><dl><dt>词115<dd>词116</dl>' +
      '<blockquote>词117</blockquote><footer>词118</footer></body></html>';
    expect(await wordsOf(utf8(html))).toEqual({ words: words(18), notices: [] });
    const hidden = '<html><body><p>词101</p><p style="display: none">隐</p><noscript>无</noscript></body></html>';
    expect(await wordsOf(utf8(hidden))).toEqual({ words: ['词101'], notices: ['hidden-text'] });
  });

  it('of a text in all layouts', async () => {
    const text =
      '词101\n\n词102\t1\t2\n词103\t3\t4\n\n| 词104 | 5 |\n| 词105 | 6 |\n\n┌────┬──┐\n│词106│词107│\n├────┼──┤\n│词108│ 7│\n└────┴──┘\n\n' +
      '词109        10.00      11.00\n词110        12.00      13.00\n词111        14.00      15.00\n\n词112,1,2\n词113,3,4\n词114,5,6\n\f词115\n- 2 -\n';
    expect(await wordsOf(utf8(text))).toEqual({ words: words(15), notices: [] });
  });

  it('of a rich text', async () => {
    const word = (at: number): string => `\\u-29747?${at}`;
    const rtf =
      `{\\rtf1\\ansi{\\header ${word(101)}\\par}{\\footer ${word(102)}\\par}\\pard ${word(103)}{\\footnote ${word(104)}}\\par` +
      `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${word(105)}\\cell ${word(106)}\\cell\\row\\pard ${word(107)}\\par` +
      `{\\shp{\\*\\shpinst{\\shptxt ${word(108)}\\par}}}{\\field{\\*\\fldinst PAGE}{\\fldrslt ${word(109)}}}\\par}`;
    expect(await wordsOf(Buffer.from(rtf, 'latin1'))).toEqual({ words: words(9), notices: [] });
  });

  it('of a workbook, with what is said of comments, boxes and hidden parts', async () => {
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const main = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"';
    const list = (inside: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
    const link = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const file = makeZip({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': list(link('r1', 'officeDocument', 'xl/workbook.xml')),
      'xl/_rels/workbook.xml.rels': list(
        link('s1', 'worksheet', 'worksheets/a.xml') + link('s2', 'worksheet', 'worksheets/b.xml'),
      ),
      'xl/workbook.xml': `<workbook ${main} xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="甲" r:id="s1"/><sheet name="乙" r:id="s2" state="veryHidden"/></sheets></workbook>`,
      'xl/worksheets/a.xml': `<worksheet ${main}><sheetData><row r="1">${cell('A1', '词101')}${cell('B1', '词102')}</row><row r="2" hidden="1">${cell('A2', '藏')}</row><row r="3">${cell('A3', '词103')}${cell('B3', '词104')}</row></sheetData></worksheet>`,
      'xl/worksheets/b.xml': `<worksheet ${main}><sheetData><row r="1">${cell('A1', '藏')}</row></sheetData></worksheet>`,
      'xl/worksheets/_rels/a.xml.rels': list(link('c', 'comments', '../comments1.xml')),
      'xl/comments1.xml': `<comments ${main}><commentList><comment ref="A1"><text><t>请核对</t></text></comment></commentList></comments>`,
    });
    expect(await wordsOf(file)).toEqual({
      words: words(4),
      notices: ['hidden-sheet', 'hidden-cells', 'remarks-not-read'],
    });
  });
});
