import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';

const BOX = '/Rect[120 95 180 112]';
const looks = (text: string): string => {
  const draw = `/Tx BMC q BT /F 10 Tf 2 4 Td (${text}) Tj ET Q EMC`;
  return `<</Type/XObject/Subtype/Form/BBox[0 0 60 17]/Resources<</Font<</F 5 0 R>>>>/Length ${draw.length}>>stream\n${draw}\nendstream`;
};

/** A page of 200 × 200 points that prints `Budget`, with one annotation (object 6) and how it looks (object 7). */
function page(annotation: string, draw = 'BT /F 10 Tf 20 100 Td (Budget) Tj ET'): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]/NeedAppearances true/DR<</Font<</F 5 0 R>>>>/DA(/F 10 Tf 0 g)>>>>',
    // The fonts are those of all pages.
    '<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 5 0 R>>/XObject<</I 8 0 R>>>>>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Annots[6 0 R]>>',
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    `<</Type/Annot${annotation}>>`,
    looks('12.50'),
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n~\nendstream',
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  return new Uint8Array(Buffer.from(`%PDF-1.6\n${body}trailer\n<</Root 1 0 R>>\n%%EOF\n`, 'latin1'));
}

const drawn = '/AP<</N 7 0 R>>';
it.each([
  ['the field of a form', `/Subtype/Widget/FT/Tx/T(a)/V(12.50)/F 4${BOX}${drawn}`, 'Budget 12.50'],
  ['a field that the reader draws', `/Subtype/Widget/FT/Tx/T(a)/V(98.76)/DA(/F 10 Tf 0 g)/F 4${BOX}`, 'Budget 98.76'],
  ['a hidden field', `/Subtype/Widget/FT/Tx/T(a)/V(12.50)/F 2${BOX}${drawn}`, 'Budget'],
  ['text typed onto the page', `/Subtype/FreeText/Contents(12.50)/F 4${BOX}${drawn}`, 'Budget 12.50'],
  ['a remark', `/Subtype/Text/Contents(12.50)/F 4${BOX}${drawn}`, 'Budget'],
  ['a link', `/Subtype/Link/F 4${BOX}`, 'Budget'],
])('%s', async (_what, annotation, text) => {
  const read = await extract(page(annotation), { limits: DEFAULT_LIMITS });
  expect(read.blocks.map((block) => ('text' in block ? block.text.replace(/\s+/g, ' ') : ''))).toEqual([text]);
});

it('a scan with typed words stays a scan', async () => {
  const scan = page(`/Subtype/FreeText/Contents(12.50)/F 4${BOX}${drawn}`, 'q 200 0 0 200 0 0 cm /I Do Q');
  const read = await extract(scan, { limits: DEFAULT_LIMITS });
  expect([read.blocks, read.notices.map(({ code }) => code)]).toEqual([[], ['needs-ocr']]);
});
