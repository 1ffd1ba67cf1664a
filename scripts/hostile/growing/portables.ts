/** PDF pages of thousands of words, rules, clips, pictures and forms in forms. */
import { form, pageObjects, rawPdf, stream } from '../../../test/robust/raw-pdf.js';
import { amount, each, type Growing } from './words.js';

const page = (content: string, resources = ''): Buffer => rawPdf(pageObjects(stream(content), resources));
/** A page of this height in points, a row each 14. */
const tall = (rows: number, row: (y: number, index: number) => string, first = ''): Buffer =>
  rawPdf(
    pageObjects(stream(first + each(rows, (i) => row(10 + i * 14, i)).join('\n'))).map((object) =>
      object.replace('0 0 595 842', `0 0 595 ${rows * 14 + 20}`),
    ),
  );
const words = (y: number, index: number): string =>
  each(6, (c) => `BT /F 8 Tf ${24 + c * 90} ${y + 4} Td (${amount(index * 6 + c)}) Tj ET`).join('\n');
const place = (i: number): string => `${(i * 37) % 590} ${(i * 91) % 840}`;

export const portables: Record<string, Growing> = {
  'under-a-great-clip.pdf': [
    2000,
    (n) => {
      const boxes = each(n, (i) => `${place(i)} 5 5 re`);
      return page(`${boxes.join(' ')} W n ${boxes.map((box) => `${box} f`).join(' ')}`);
    },
  ],
  'clips-in-clips.pdf': [
    500,
    (n) =>
      page(`${each(n, (i) => `q ${i % 50} ${i % 70} 500 700 re W n 0 ${i} 500 ${i} re f `).join('')}${'Q '.repeat(n)}`),
  ],
  'a-clip-a-word.pdf': [
    2000,
    (n) =>
      page(each(n, (i) => `q ${place(i)} 50 10 re W n BT /F 8 Tf ${place(i)} Td (${amount(i)}) Tj ET Q`).join('\n')),
  ],
  'forms-in-forms.pdf': [
    100,
    (n) =>
      rawPdf([
        ...pageObjects(stream('/X Do'), '/XObject<</X 6 0 R>>'),
        ...each(n, (i) =>
          form(`q 0 0 500 500 re W n 10 10 400 ${1 + (i % 300)} re f /X Do Q`, `/XObject<</X ${7 + i} 0 R>>`),
        ),
        form('0 0 10 10 re f'),
      ]),
  ],
  'one-line.pdf': [
    4000,
    (n) => page(`BT /F 2 Tf ${each(n, (i) => `1 0 0 1 ${(i * 0.1) % 590} 20 Tm (${i % 10}) Tj`).join('\n')} ET`),
  ],
  'one-place.pdf': [4000, (n) => page(`BT /F 8 Tf ${'1 0 0 1 20 400 Tm (1234567890) Tj\n'.repeat(n)} ET`)],
  'turned-words.pdf': [
    2000,
    (n) =>
      page(
        `BT /F 8 Tf ${each(n, (i) => {
          const [cos, sin] = [Math.cos(i).toFixed(3), Math.sin(i).toFixed(3)];
          return `${cos} ${sin} ${(-Math.sin(i)).toFixed(3)} ${cos} ${place(i)} Tm (1.00) Tj`;
        }).join('\n')} ET`,
      ),
  ],
  'tall-unruled.pdf': [500, (n) => tall(n, words)],
  'tall-boxes.pdf': [
    500,
    (n) => tall(n, (y, i) => `${each(6, (c) => `${20 + c * 90} ${y} 90 14 re S`).join(' ')} ${words(y, i)}`),
  ],
  'tall-level.pdf': [500, (n) => tall(n, (y, i) => `20 ${y} m 560 ${y} l S ${words(y, i)}`)],
  'tall-upright.pdf': [
    500,
    (n) => tall(n, words, each(7, (c) => `${20 + c * 90} 10 m ${20 + c * 90} ${10 + n * 14} l S `).join('')),
  ],
  'tall-stripes.pdf': [500, (n) => tall(n, (y, i) => `${i % 2 ? `0.9 g 20 ${y} 540 14 re f 0 g ` : ''}${words(y, i)}`)],
  'strokes.pdf': [
    20_000,
    (n) => page(each(n, (i) => `${place(i)} m ${((i * 37) % 590) + 9} ${(i * 91) % 840} l S`).join('\n')),
  ],
  'crossing.pdf': [
    300,
    (n) =>
      page(
        each(
          n,
          (i) => `0 ${(i * 840) / n} m 595 ${(i * 840) / n} l S ${(i * 590) / n} 0 m ${(i * 590) / n} 842 l S`,
        ).join('\n'),
      ),
  ],
  'boxes-in-boxes.pdf': [
    500,
    (n) =>
      page(
        each(n, (i) => `${(i * 290) / n} ${(i * 400) / n} ${590 - (i * 580) / n} ${830 - (i * 800) / n} re S`).join(
          '\n',
        ),
      ),
  ],
  'fills.pdf': [
    5000,
    (n) => page(each(n, (i) => `0.${i % 10} g ${place(i)} ${10 + (i % 50)} ${5 + (i % 40)} re f`).join('\n')),
  ],
  'fields.pdf': [
    5000,
    (n) => {
      const numbers = each(n, (i) => `${6 + i} 0 R`).join(' ');
      return rawPdf([
        ...pageObjects(stream('BT /F 8 Tf 20 400 Td (1.00) Tj ET')).map((object) =>
          object
            .replace('/Contents', `/Annots[${numbers}]/Contents`)
            .replace('/Pages 2', `/AcroForm<</Fields[${numbers}]>>/Pages 2`),
        ),
        ...each(n, (i) => `<</Type/Annot/Subtype/Widget/FT/Tx/T(f${i})/V(${amount(i)})/Rect[${place(i)} 590 840]>>`),
      ]);
    },
  ],
  'glyph-procedures.pdf': [
    5000,
    (n) =>
      rawPdf([
        ...pageObjects(stream(`BT /F 8 Tf 20 700 Td (${'a'.repeat(n)}) Tj ET`)).slice(0, 4),
        '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<<>>>>',
        stream(`9 0 d0 ${'0 0 9 9 re f '.repeat(100)}`),
      ]),
  ],
  'one-letter-to-thousands.pdf': [
    5000,
    (n) =>
      rawPdf([
        ...pageObjects(stream(`BT /F 8 Tf 20 700 Td (${'T'.repeat(500)}) Tj ET`)).slice(0, 4),
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
        stream(`begincmap\n1 beginbfchar\n<54><${'6536'.repeat(n)}>\nendbfchar\nendcmap`),
      ]),
  ],
  'marked.pdf': [
    5000,
    (n) => page(`${'/P <</MCID 0>> BDC '.repeat(n)} BT /F 8 Tf 20 400 Td (1.00) Tj ET ${'EMC '.repeat(n)}`),
  ],
  'inline-pictures.pdf': [
    2000,
    (n) => page(each(n, (i) => `q 10 0 0 10 ${place(i)} cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q`).join('\n')),
  ],
  'outline.pdf': [
    20_000,
    (n) =>
      rawPdf([
        ...pageObjects(stream('')).map((object) => object.replace('/Pages 2', '/Outlines 6 0 R/Pages 2')),
        ...each(n, (i) => `<</Title(a)/First ${7 + i} 0 R/Last ${7 + i} 0 R/Count 1>>`),
      ]),
  ],
};
