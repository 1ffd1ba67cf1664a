/** OFD files whose drawings hold themselves, whose steps never end, and whose pages are more than any paper. */
import { makeOfd } from '../../test/extractors/ofd/make-ofd.js';
import type { Sample } from './mutations.js';

const use = (id: number): string => `<CompositeObject ResourceID="${id}" Boundary="0 0 9 9"/>`;
const drawing = (id: number, objects: string): string =>
  `<CompositeGraphicUnit ID="${id}"><Content>${objects}</Content></CompositeGraphicUnit>`;

export function fixedPages(): Sample[] {
  const ofd = (name: string, pages: string[], resources = '', common = ''): Sample => ({
    name: `${name}.ofd`,
    bytes: Buffer.from(
      makeOfd({
        pages,
        common: `<ofd:PublicRes>R.xml</ofd:PublicRes>${common}`,
        entries: { 'Doc_0/R.xml': `<Res><CompositeGraphicUnits>${resources}</CompositeGraphicUnits></Res>` },
      }),
    ),
  });
  const text = (attributes: string, code: string): string =>
    `<ofd:TextObject Boundary="20 20 60 5" Size="4"><ofd:TextCode X="0" Y="3" ${attributes}>${code}</ofd:TextCode></ofd:TextObject>`;
  return [
    ofd(
      'drawing-of-itself',
      [`<ofd:CompositeObject ResourceID="1" Boundary="0 0 9 9"/>`],
      drawing(1, use(1).repeat(200)),
    ),
    ofd(
      'drawings-in-drawings',
      [`<ofd:CompositeObject ResourceID="1" Boundary="0 0 9 9"/>`],
      Array.from({ length: 7 }, (_, i) => drawing(i + 1, use(i + 2).repeat(100))).join(''),
    ),
    ofd('steps', [text('DeltaX="g 999999999 1 g 999999999 2"', '收入合计')]),
    ofd('steps-nowhere', [text('DeltaX="g g g 1e999 NaN" DeltaY="g -1 -1"', '收入合计')]),
    ofd('far', [text('DeltaX="1e300 1e300"', '收入合计').replace('20 20', '1e300 -1e300')]),
    ofd('no-size', [text('', '收入合计').replace('Size="4"', 'Size="0" CTM="0 0 0 0 0 0"')]),
    ofd(
      'pages',
      Array.from({ length: 15_000 }, () => ''),
    ),
    ofd(
      'templates',
      Array.from({ length: 50 }, () => `<ofd:Page>${'<ofd:Template TemplateID="5"/>'.repeat(2000)}</ofd:Page>`),
      '',
      '<ofd:TemplatePage ID="5" BaseLoc="Pages/Page_0/Content.xml"/>',
    ),
    ofd('deep', ['<ofd:PageBlock>'.repeat(2000) + text('', '1') + '</ofd:PageBlock>'.repeat(2000)]),
    ofd('megabyte-text', [text('', '支出合计12.34万元，'.repeat(100_000))]),
  ];
}
