/** PDF files whose objects go in circles, lie about their size or unpack to more than any paper holds. */
import { deflateSync } from 'node:zlib';
import { form, pageObjects, stream } from '../../test/robust/raw-pdf.js';
import { pdf } from './build.js';
import type { Sample } from './mutations.js';

const PAGE = 'BT /F 12 Tf 50 700 Td (Total 12.34) Tj ET';

export function portable(): Sample[] {
  const one = pageObjects(stream(PAGE));
  return [
    pdf('xref-loop', one, (text) => text.replace('/Root 1 0 R', `/Root 1 0 R/Prev ${text.lastIndexOf('xref\n0')}`)),
    pdf('xref-far', one, (text) => text.replace(/startxref\n\d+/, 'startxref\n999999999999')),
    pdf('no-xref', one, (text) => text.slice(0, text.lastIndexOf('xref\n0'))),
    pdf('object-stream-loop', [...one, objectStream('6 0 <</Type/ObjStm>>', '/Extends 6 0 R/N 1/First 4')]),
    pdf('length-loop', [...one.slice(0, 3), '<</Length 4 0 R>>stream\nBT ET\nendstream', one[4]!]),
    pdf('length-lies', [...one.slice(0, 3), `<</Length 999999999>>stream\n${PAGE}\nendstream`, one[4]!]),
    pdf('filters', [
      ...one.slice(0, 3),
      `<</Length 10/Filter[${'/FlateDecode'.repeat(5000)}]>>stream\n0123456789\nendstream`,
      one[4]!,
    ]),
    pdf('nested-deflate', [...one.slice(0, 3), nested(), one[4]!]),
    pdf('page-tree-deep', [
      '<</Type/Catalog/Pages 2 0 R>>',
      ...Array.from({ length: 5000 }, (_, i) => `<</Type/Pages/Kids[${i + 3} 0 R]/Count 1/Parent ${i + 1} 0 R>>`),
      '<</Type/Page/MediaBox[0 0 595 842]>>',
    ]),
    pdf('parent-cycle', [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>',
      '<</Type/Page/Parent 2 0 R>>',
    ]),
    pdf('many-pages', [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${Array.from({ length: 30_000 }, (_, i) => `${i + 3} 0 R`).join(' ')}]/Count 30000>>`,
      ...Array.from({ length: 30_000 }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>'),
    ]),
    pdf('outline-cycle', [
      one[0]!.replace('/Pages', '/Outlines 6 0 R/Pages'),
      ...one.slice(1),
      '<</First 7 0 R/Last 7 0 R/Count 1>>',
      '<</Title(a)/Parent 7 0 R/Next 7 0 R/Prev 7 0 R/First 7 0 R>>',
    ]),
    pdf('font-cycle', [
      ...one.slice(0, 4),
      '<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>',
    ]),
    pdf('glyph-cycle', [
      ...one.slice(0, 4),
      '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 32/LastChar 126/Widths[9]/Encoding<</Differences[32/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>',
      stream('9 0 d0 BT /F 1 Tf (Total) Tj ET'),
    ]),
    pdf('unicode-map', [
      ...one.slice(0, 4),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
      stream(`begincmap\n1000000 beginbfrange\n${'<0000><ffff><0041>\n'.repeat(200_000)}endbfrange\nendcmap`),
    ]),
    ...(
      [
        '0 0 0 0',
        '0 0 -595 -842',
        '0 0 1e38 1e38',
        '0 0 nan inf',
        '0 0 .0001 .0001',
        '-1e9 -1e9 1e9 1e9',
        '0 0 595',
      ] as const
    ).map((box) =>
      pdf(
        `box-${box.replaceAll(' ', '_')}`,
        one.map((object) => object.replace('0 0 595 842', box)),
      ),
    ),
    pdf(
      'user-unit',
      one.map((object) => object.replace('/MediaBox', '/UserUnit 1e9/Rotate 91/MediaBox')),
    ),
    pdf('matrix', pageObjects(stream(`${'1e30 0 0 1e30 0 0 cm '.repeat(50)}${PAGE}`))),
    pdf('degenerate', pageObjects(stream(`0 0 0 0 0 0 cm ${PAGE} 0 0 m 0 0 l S`))),
    ...images(),
    pdf('inline-image', pageObjects(stream(`BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID ${'x'.repeat(1000)} EI`))),
    pdf('pattern-cycle', [
      ...pageObjects(stream('/Pattern cs /P scn 0 0 595 842 re f'), '/Pattern<</P 6 0 R>>'),
      stream(
        '/Pattern cs /P scn 0 0 9 9 re f',
        '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<</Pattern<</P 6 0 R>>>>',
      ),
    ]),
    pdf('mask-cycle', [
      ...pageObjects(stream('595 0 0 842 0 0 cm /I Do'), '/XObject<</I 6 0 R>>'),
      stream(
        Buffer.alloc(100),
        '/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 6 0 R',
      ),
    ]),
    pdf('dashes', pageObjects(stream('[.00001 .00001] 0 d 0 100 m 595 100 l S\n'.repeat(2000)))),
    pdf('curves', pageObjects(stream(`0 0 m ${'1 2 3 4 5 6 c '.repeat(500_000)} S`))),
    pdf(
      'rectangles',
      pageObjects(
        stream(
          Array.from(
            { length: 100_000 },
            (_, i) => `${i % 590} ${(i * 7) % 840} ${1 + (i % 90)} ${1 + (i % 70)} re S`,
          ).join('\n'),
        ),
      ),
    ),
    pdf('cells', pageObjects(stream(cells()))),
    pdf('overprint', pageObjects(stream(`BT /F 8 Tf ${'1 0 0 1 20 20 Tm (1234567890) Tj\n'.repeat(30_000)} ET`))),
    pdf('long-string', pageObjects(stream(`BT /F 8 Tf 20 20 Td (${'1'.repeat(3_000_000)}) Tj ET`))),
    pdf('xfa', [
      one[0]!.replace('/Pages', '/NeedsRendering true/AcroForm<</Fields[]/XFA 6 0 R>>/Pages'),
      ...one.slice(1),
      stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'),
    ]),
    pdf('portfolio', [
      one[0]!.replace('/Pages', '/Collection<<>>/Names<</EmbeddedFiles<</Names[(a.docx)6 0 R]>>>>/Pages'),
      ...one.slice(1),
      '<</Type/Filespec/F(a.docx)/EF<</F 7 0 R>>>>',
      stream('PK'),
    ]),
    pdf('names-cycle', [
      one[0]!.replace('/Pages', '/Names<</EmbeddedFiles 6 0 R>>/Pages'),
      ...one.slice(1),
      '<</Kids[6 0 R 6 0 R]>>',
    ]),
    pdf('fields-cycle', [
      one[0]!.replace('/Pages', '/AcroForm<</Fields[6 0 R]>>/Pages'),
      ...one.slice(1),
      '<</Kids[6 0 R]/Parent 6 0 R/FT/Tx>>',
    ]),
    pdf('form-fan', [
      ...pageObjects(stream('/X Do '.repeat(300)), '/XObject<</X 6 0 R>>'),
      ...Array.from({ length: 4 }, (_, i) => form('/X Do '.repeat(300), `/XObject<</X ${7 + i} 0 R>>`)),
      form('0 0 1 1 re f'),
    ]),
    pdf('unknown-lock', one, (text) =>
      text.replace('/Root 1 0 R', '/Root 1 0 R/Encrypt<</Filter/Other/V 9/R 9/Length 99999/O()/U()/P 0>>'),
    ),
  ];
}

function objectStream(content: string, entries: string): string {
  return stream(content, `/Type/ObjStm${entries}`);
}

/** A megabyte of blanks, packed over and over: each filter unpacks a thousandfold. */
function nested(): string {
  let packed: Buffer = Buffer.alloc(600_000_000, ' ');
  for (let n = 0; n < 3; n++) packed = deflateSync(packed, { level: 9 });
  return `<</Length ${packed.length}/Filter[/FlateDecode/FlateDecode/FlateDecode]>>stream\n${packed.toString('latin1')}\nendstream`;
}

/** Pictures of 60,000 by 60,000 points in a few bytes, of each way to pack one. */
function images(): Sample[] {
  const ways: Record<string, string> = {
    ccitt:
      '/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 60000>>',
    jbig2: '/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode',
    jpx: '/Filter/JPXDecode',
    dct: '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode',
    raw: '/ColorSpace/DeviceCMYK/BitsPerComponent 16',
    predictor:
      '/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 999999/Columns 999999>>',
    lzw: '/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/LZWDecode',
    runs: '/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/RunLengthDecode',
  };
  const starts: Record<string, string> = {
    jbig2:
      '\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13\x00\x00\xea\x60\x00\x00\xea\x60\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00',
    jpx: '\xff\x4f\xff\x51\x00\x29\x00\x00\x00\x00\xea\x60\x00\x00\xea\x60\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xea\x60\x00\x00\xea\x60\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x07\x01\x01',
    dct: '\xff\xd8\xff\xc0\x00\x11\x08\xea\x60\xea\x60\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01',
  };
  return Object.entries(ways).map(([name, entries]) => {
    const content = (starts[name] ?? '') + '\x00'.repeat(2000);
    const image = `<</Type/XObject/Subtype/Image/Width 60000/Height 60000${entries}/Length ${content.length}>>stream\n${content}\nendstream`;
    return pdf(`image-${name}`, [...pageObjects(stream('595 0 0 842 0 0 cm /I Do'), '/XObject<</I 6 0 R>>'), image]);
  });
}

/** A ruled table of 200 by 100 cells, each with its own box and figure. */
function cells(): string {
  const drawn: string[] = [];
  for (let row = 0; row < 200; row++) {
    for (let column = 0; column < 100; column++) {
      const [x, y] = [10 + column * 5.7, 10 + row * 4.1];
      drawn.push(`${x} ${y} 5.7 4.1 re S BT /F 2 Tf ${x + 0.5} ${y + 1} Td (${row}.${column}) Tj ET`);
    }
  }
  return drawn.join('\n');
}
