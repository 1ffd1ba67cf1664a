import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import type { Limits } from '../../extractors/index.js';
import { UnreadableError } from '../../schemas/index.js';
import { docxEntries, makeDocx } from '../extractors/docx/make-docx.js';
import { makeZip } from '../extractors/zip/make-zip.js';
import { form, pageObjects, rawPdf, stream } from './raw-pdf.js';

/** What documents made to exhaust a reader become under limits that a test can reach: blocks, or the code of a refusal. */
async function read(bytes: string | Uint8Array, limits: Partial<Limits> = {}): Promise<string> {
  try {
    const given = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : Uint8Array.from(bytes);
    const { blocks, format } = await extract(given, { limits: { ...DEFAULT_LIMITS, ...limits } });
    return `${format}: ${blocks.map((block) => (block.kind === 'table' ? `${block.rows}×${block.columns}` : block.text)).join(', ')}`;
  } catch (error) {
    if (error instanceof UnreadableError) return error.code;
    throw error;
  }
}

const cell = '<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>';
const nested = (levels: number): string =>
  '<w:tbl><w:tr><w:tc>'.repeat(levels) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(levels);
const entries = docxEntries('<w:p/>');

test.each<[string, Uint8Array, Partial<Limits>, string]>([
  [
    'parts that unpack beyond the limit',
    makeDocx(`<w:p>${'<w:r/>'.repeat(9000)}</w:p>`),
    { unpackedBytes: 9000 },
    'too-large',
  ],
  ['a part of nothing but blanks', makeDocx(`<w:p>${' '.repeat(9_000_000)}</w:p>`), {}, 'too-large'],
  [
    'a directory that announces more than there is',
    makeZip(entries, { name: 'word/document.xml', size: 50_000 }),
    {},
    'damaged',
  ],
  [
    'a directory that announces less than there is',
    makeZip(entries, { name: 'word/document.xml', size: 10 }),
    {},
    'damaged',
  ],
  ['a checksum that is not that of the part', makeZip(entries, { name: 'word/document.xml', crc: 7 }), {}, 'damaged'],
  ['a locked part', makeZip(entries, { name: 'word/document.xml', flags: 1 }), {}, 'password-required'],
  ['tables in tables, thousandfold', makeDocx(nested(1100)), {}, 'too-large'],
  ['one cell too many', makeDocx(`<w:tbl><w:tr>${cell.repeat(11)}</w:tr></w:tbl>`), { cells: 10 }, 'too-large'],
  ['as many cells as may be', makeDocx(`<w:tbl><w:tr>${cell.repeat(10)}</w:tr></w:tbl>`), { cells: 10 }, 'docx: 1×10'],
  ['too much text', makeDocx(`<w:p><w:r><w:t>${'收'.repeat(101)}</w:t></w:r></w:p>`), { characters: 100 }, 'too-large'],
  ['a file over the limit', makeDocx('<w:p/>'), { fileBytes: 100 }, 'too-large'],
  ['nothing', new Uint8Array(), {}, 'empty-file'],
])('docx: %s', async (_, bytes, limits, expected) => {
  expect(await read(bytes, limits)).toBe(expected);
});

test('docx: a span wider than any paper stays one cell', async () => {
  const wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>';
  expect(await read(makeDocx(`<w:tbl><w:tr>${wide.repeat(2)}</w:tr></w:tbl>`))).toBe('docx: 1×2');
});

test.each<[string, string, Partial<Limits>, string]>([
  ['elements that nobody closes', `<html><body>${'<div>'.repeat(20_001)}1`, {}, 'too-large'],
  [
    'a tag of thousands of attributes',
    `<html><body><table ${Array.from({ length: 9000 }, (_, i) => `a${i}=1`).join(' ')}>`,
    {},
    'too-large',
  ],
  [
    'spans over more rows than there are',
    '<html><table border><tr><td colspan=1000 rowspan=65534>1</table>',
    {},
    'html: 1',
  ],
  [
    'one cell too many',
    `<html><table border><tr>${'<td>1'.repeat(6)}<tr>${'<td>1'.repeat(6)}</table>`,
    { cells: 10 },
    'too-large',
  ],
  ['a comment that never ends', `<html><body>合计1.00<!--${'-- '.repeat(50_000)}`, {}, 'html: 合计1.00'],
  [
    'entities of entities',
    '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><html><body>&a;</body></html>',
    {},
    'html: ]>&a;',
  ],
])('html: %s', async (_, page, limits, expected) => {
  expect(await read(page, limits)).toBe(expected);
});

test.each<[string, string, Partial<Limits>, string]>([
  ['too many lines', '1\n'.repeat(200), { cells: 100 }, 'too-large'],
  ['too much text', '收入合计12.50万元。'.repeat(200), { characters: 100 }, 'too-large'],
  ['braces beyond number', `{\\rtf1 ${'{'.repeat(200_000)}x`, {}, 'too-large'],
])('text: %s', async (_, text, limits, expected) => {
  expect(await read(text, limits)).toBe(expected);
});

const words = 'BT /F 9 Tf 20 700 Td (Total 12.50) Tj ET';
test.each<[string, readonly string[], Partial<Limits>, string]>([
  [
    'a form that draws itself',
    [...pageObjects(stream(`/X Do ${words}`), '/XObject<</X 6 0 R>>'), form('/X Do', '/XObject<</X 6 0 R>>')],
    {},
    'pdf: Total 12.50',
  ],
  [
    'a page tree that is its own child',
    ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>'],
    {},
    'damaged',
  ],
  [
    'one page a thousand times',
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${'3 0 R '.repeat(1000)}]/Count 1000>>`,
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
    ],
    { pages: 999 },
    'too-large',
  ],
  ['states that are never restored', pageObjects(stream('q '.repeat(50_000) + words)), {}, 'pdf: Total 12.50'],
  [
    'too much text',
    pageObjects(
      stream(
        Array.from({ length: 50 }, (_, i) => `BT /F 9 Tf 60 ${760 - 12 * i} Td (Total of item ${i}) Tj ET`).join('\n'),
      ),
    ),
    { characters: 100 },
    'too-large',
  ],
])('pdf: %s', async (_, objects, limits, expected) => {
  expect(await read(rawPdf(objects), limits)).toBe(expected);
});
