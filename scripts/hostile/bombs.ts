/** Files that are small, or well-formed, and cost a careless reader everything. Each with the name it comes under. */
import { gzipSync } from 'node:zlib';
import { form, pageObjects, stream } from '../../test/robust/raw-pdf.js';
import { makeZip } from '../../test/extractors/zip/make-zip.js';
import { archives } from './archives.js';
import { docx, pdf, xlsx } from './build.js';
import { fixedPages } from './fixed-pages.js';
import { grown } from './growing.js';
import type { Sample } from './mutations.js';
import { portable } from './portable.js';
import { sheets } from './sheets.js';
import { texts } from './texts.js';

export function bombs(): Sample[] {
  const text = (name: string, content: string): Sample => ({ name, bytes: Buffer.from(content) });
  return [
    { name: 'empty.pdf', bytes: Buffer.alloc(0) },
    { name: 'zeros.doc', bytes: Buffer.alloc(1 << 20) },
    { name: 'ones.docx', bytes: Buffer.alloc(1 << 20, 255) },
    docx('ratio', `<w:p><w:r><w:t>${'收'.repeat(30_000_000)}</w:t></w:r></w:p>`),
    docx('spaces', `<w:p>${' '.repeat(200_000_000)}</w:p>`),
    docx('deep-tables', '<w:tbl><w:tr><w:tc>'.repeat(20_000) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(20_000)),
    docx('deep-tables-900', '<w:tbl><w:tr><w:tc>'.repeat(900) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(900)),
    docx('deep-controls', '<w:sdt><w:sdtContent>'.repeat(1400) + '<w:p/>' + '</w:sdtContent></w:sdt>'.repeat(1400)),
    docx(
      'wide-spans',
      `<w:tbl>${`<w:tr>${'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'.repeat(60)}</w:tr>`.repeat(500)}</w:tbl>`,
    ),
    docx(
      'many-cells',
      `<w:tbl>${`<w:tr>${'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'.repeat(100)}</w:tr>`.repeat(7000)}</w:tbl>`,
    ),
    docx(
      'megabyte-cell',
      `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>${'支出合计12.34万元，'.repeat(150_000)}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`,
    ),
    docx('megabyte-number', `<w:p><w:r><w:t>支出合计${'9'.repeat(2_000_000)}万元。</w:t></w:r></w:p>`),
    docx(
      'megabyte-numbers',
      `<w:p><w:r><w:t>${Array.from({ length: 60_000 }, (_, i) => `项目${i}支出${i}.${i % 90}万元`).join('；')}。</w:t></w:r></w:p>`,
    ),
    docx('brackets', `<w:p><w:r><w:t>${'（'.repeat(400_000)}${'其中：'.repeat(100_000)}</w:t></w:r></w:p>`),
    docx(
      'numeric-table',
      `<w:tbl>${Array.from({ length: 3000 }, (_, r) => `<w:tr>${Array.from({ length: 12 }, (__, c) => `<w:tc><w:p><w:r><w:t>${c === 0 ? `其中：第${r}项` : (r * c) / 100}</w:t></w:r></w:p></w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`,
    ),
    text(
      'entities.html',
      `<!DOCTYPE html [${Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><html><body>&e12;</body></html>`,
    ),
    text('deep.html', `<html><body>${'<div>'.repeat(200_000)}合计`),
    text('deep-tables.html', `<html><body>${'<table border=1><tr><td>'.repeat(5000)}合计`),
    text('deep-inline.html', `<html><body>${'<b><i>'.repeat(100_000)}合计`),
    text(
      'wide.html',
      `<html><body><table border=1>${'<tr>' + '<td colspan=1000 rowspan=65534>1</td>'.repeat(40)}${'<tr><td>2'.repeat(3000)}</table>`,
    ),
    text(
      'attributes.html',
      `<html><body><table ${Array.from({ length: 200_000 }, (_, i) => `a${i}=1`).join(' ')}><tr><td>1</table>`,
    ),
    text('many-tables.html', `<html><body>${'<table border=1><tr><td>收入合计<td>1.00</table>'.repeat(30_000)}`),
    text('unclosed-comment.html', `<html><body><!--${'-- '.repeat(1_000_000)}`),
    text(
      'boundary.mht',
      `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n${'--a\nContent-Type: multipart/mixed; boundary="a"\n\n'.repeat(50_000)}`,
    ),
    text('deep.rtf', `{\\rtf1 ${'{'.repeat(500_000)}x`),
    text(
      'binary.rtf',
      `{\\rtf1 \\bin999999999 abc \\trowd${'\\cellx1'.repeat(100_000)}${'a\\cell'.repeat(100_000)}\\row}`,
    ),
    text('unicode.rtf', `{\\rtf1\\ansi\\uc99999 ${'\\u-999999 ?'.repeat(200_000)}}`),
    text('line.txt', '支出合计12.34万元，其中：基本支出1.2万元；'.repeat(200_000)),
    text('lines.txt', '1\n'.repeat(2_000_000)),
    text('tabs.txt', `合计${'\t1'.repeat(3000)}\n`.repeat(400)),
    text('pipes.txt', `|${'|'.repeat(500_000)}\n`.repeat(4)),
    text('spaced.txt', '收入    支出    合计    1.00    2.00    3.00\n'.repeat(40_000)),
    text('glued.txt', `合计 ${'194.9194.9100%'.repeat(20_000)}\n`.repeat(3)),
    text(
      'one-cell-a-line.txt',
      Array.from({ length: 60_000 }, (_, i) => (i % 5 === 0 ? `第${i}项` : `${i}.${i % 9}`)).join('\n'),
    ),
    text('commas.csv', `${'"'.repeat(100_001)},1,2\n`.repeat(10)),
    xlsx('far-cell', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    xlsx('merges', '<row r="1"><c r="A1"><v>1</v></c></row>', {
      after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>`,
    }),
    xlsx(
      'many',
      Array.from(
        { length: 60_000 },
        (_, r) =>
          `<row r="${r + 1}">${Array.from({ length: 10 }, (__, c) => `<c r="${'ABCDEFGHIJ'[c]}${r + 1}"><v>1</v></c>`).join('')}</row>`,
      ).join(''),
    ),
    { name: 'nested.zip', bytes: nest(9) },
    {
      name: 'entries.docx',
      bytes: makeZip(Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`word/${i}.xml`, 'x']))),
    },
    {
      name: 'lying.docx',
      bytes: makeZip(
        { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' },
        { name: 'word/document.xml', size: 4_000_000_000 },
      ),
    },
    { name: 'gzip.txt', bytes: gzipSync(Buffer.alloc(50_000_000)) },
    ...pdfs(),
    ...archives(),
    ...sheets(),
    ...texts(),
    ...portable(),
    ...fixedPages(),
    ...grown(),
  ];
}

function nest(depth: number): Buffer {
  let bytes: Uint8Array = Buffer.alloc(2_000_000, 'a');
  for (let level = 0; level < depth; level++) {
    bytes = makeZip(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${level}-${i}.zip`, bytes])));
  }
  return Buffer.from(bytes);
}

function pdfs(): Sample[] {
  return [
    pdf('page-tree-cycle', ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>']),
    pdf('page-count', [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 999999999>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    ]),
    pdf('same-page', [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${'3 0 R '.repeat(50_000)}]/Count 50000>>`,
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    ]),
    pdf('form-cycle', [
      ...pageObjects(stream('/X Do'), '/XObject<</X 6 0 R>>'),
      form('/X Do /X Do', '/XObject<</X 6 0 R>>'),
    ]),
    pdf('form-doubling', [
      ...pageObjects(stream('/X Do'), '/XObject<</X 6 0 R>>'),
      ...Array.from({ length: 40 }, (_, i) => form('/X Do /X Do', `/XObject<</X ${7 + i} 0 R>>`)),
      form('0 0 10 10 re f'),
    ]),
    pdf('million-operators', pageObjects(stream('10 10 m 20 20 l S\n'.repeat(1_500_000)))),
    pdf('million-words', pageObjects(stream(`BT /F 8 Tf ${'1 0 0 1 20 20 Tm (12.34) Tj\n'.repeat(400_000)} ET`))),
    pdf(
      'lines-grid',
      pageObjects(
        stream(
          Array.from(
            { length: 20_000 },
            (_, i) =>
              `0 ${(i % 842) + i / 20_000} m 595 ${(i % 842) + i / 20_000} l S ${(i % 595) + i / 20_000} 0 m ${(i % 595) + i / 20_000} 842 l S`,
          ).join('\n'),
        ),
      ),
    ),
    pdf('stream-bomb', pageObjects(stream(Buffer.alloc(600_000_000, ' ')))),
    pdf('big-image', [
      ...pageObjects(stream('595 0 0 842 0 0 cm /I Do'), '/XObject<</I 6 0 R>>'),
      stream(
        Buffer.alloc(1000),
        '/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8',
      ),
    ]),
    pdf('huge-page', [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 1e9]/Contents 4 0 R>>',
      stream('0 0 1e9 1e9 re f'),
    ]),
    pdf('nan-page', [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Contents 4 0 R/Rotate 37>>',
      stream('0 0 m 1e39 1e39 l S'),
    ]),
    pdf('deep-arrays', [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, '<</Type/Catalog/Pages 3 0 R>>']),
    pdf('deep-states', pageObjects(stream('q '.repeat(500_000) + 'BT /F 9 Tf (1) Tj ET'))),
    { name: 'header-only.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') },
  ];
}
