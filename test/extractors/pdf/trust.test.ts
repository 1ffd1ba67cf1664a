import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';

/** A page of 200 × 200 points with a grey image and so much else drawn on it. */
function page(draw: string): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R' +
      '/Resources<</XObject<</I 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`,
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n~\nendstream',
  ];
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');
  return new Uint8Array(Buffer.from(`%PDF-1.4\n${body}trailer\n<</Root 1 0 R>>\n%%EOF\n`, 'latin1'));
}

const whole = 'q 200 0 0 200 0 0 cm /I Do Q ';
const strips = [0, 1, 2, 3, 4].map((i) => `q 200 0 0 20 0 ${i * 40} cm /I Do Q `).join('');
const outlines = Array.from(
  { length: 12 },
  (_, i) => `${i * 15} 50 m ${'1 1 2 2 3 3 c 4 4 5 5 6 6 c '.repeat(30)} f `,
).join('');
const foot = 'BT /F 9 Tf 95 8 Td (12) Tj ET ';
const words = 'BT /F 12 Tf 20 100 Td (Total 12.50) Tj ET ';

it.each([
  ['an image alone', whole, ['needs-ocr'], []],
  ['an image in strips', strips, ['needs-ocr'], []],
  ['an image over hidden text', `${whole}3 Tr ${words}`, ['needs-ocr'], ['Total 12.50']],
  ['an image behind words that are seen', whole + words, [], ['Total 12.50']],
  ['hidden text alone', `3 Tr ${words}`, [], ['Total 12.50']],
  ['words with a small picture', `q 40 0 0 40 0 0 cm /I Do Q ${words}`, [], ['Total 12.50']],
  ['words below a wide picture', `q 160 0 0 60 20 120 cm /I Do Q ${words}`, ['pictures-not-read'], ['Total 12.50']],
  ['words on a wide picture', `q 160 0 0 60 20 80 cm /I Do Q ${words}`, [], ['Total 12.50']],
  ['an image with a page number on it', whole + foot, ['needs-ocr'], []],
  ['a small picture alone', 'q 60 0 0 40 20 120 cm /I Do Q ', ['needs-ocr'], []],
  ['a mark alone', 'q 20 0 0 20 20 120 cm /I Do Q ', [], []],
  ['letters drawn as outlines', outlines, ['needs-ocr'], []],
  ['rectangles alone', Array.from({ length: 900 }, (_, i) => `${i % 30} ${i} 5 1 re f `).join(''), [], []],
])('%s', async (_what, draw, codes, texts) => {
  const read = await extract(page(draw), { limits: DEFAULT_LIMITS });
  expect(read.notices.map(({ code }) => code)).toEqual(codes);
  expect(read.blocks.map((block) => ('text' in block ? block.text : ''))).toEqual(texts);
});
