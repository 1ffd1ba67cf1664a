/** OFD pages of thousands of words, strokes and drawings. */
import { makeOfd } from '../../../test/extractors/ofd/make-ofd.js';
import { amount, each, type Growing } from './words.js';

const page = (objects: string): Buffer => Buffer.from(makeOfd({ pages: [objects] }));
const word = (x: number, y: number, text: string): string =>
  `<ofd:TextObject Boundary="${x} ${y} 30 4" Size="2"><ofd:TextCode X="0" Y="2" DeltaX="g ${text.length} 1">${text}</ofd:TextCode></ofd:TextObject>`;

export const fixedPages: Record<string, Growing> = {
  'words.ofd': [
    4000,
    (n) => page(each(n, (i) => word(8 + (i % 6) * 33, 5 + Math.floor(i / 6) * 4, amount(i))).join('')),
  ],
  'steps.ofd': [
    20_000,
    (n) =>
      page(
        `<ofd:TextObject Boundary="0 0 9 9" Size="2"><ofd:TextCode X="0" Y="2" DeltaX="${'0.001 '.repeat(n)}">${'收'.repeat(n)}</ofd:TextCode></ofd:TextObject>`,
      ),
  ],
  'strokes.ofd': [
    20_000,
    (n) =>
      page(
        `<ofd:PathObject Boundary="0 0 200 290"><ofd:AbbreviatedData>${each(n, (i) => `M ${(i * 37) % 200} ${(i * 91) % 290} L ${(i * 37) % 200} ${((i * 91) % 290) + 3}`).join(' ')}</ofd:AbbreviatedData></ofd:PathObject>`,
      ),
  ],
  'drawings.ofd': [
    20_000,
    (n) =>
      Buffer.from(
        makeOfd({
          pages: [
            each(n, (i) => `<ofd:CompositeObject ResourceID="7" Boundary="${i % 200} ${i % 290} 9 9"/>`).join(''),
          ],
          common: '<ofd:PublicRes>R.xml</ofd:PublicRes>',
          entries: {
            'Doc_0/R.xml': `<Res><CompositeGraphicUnit ID="7">${word(0, 0, '1').replaceAll('ofd:', '')}</CompositeGraphicUnit></Res>`,
          },
        }),
      ),
  ],
};
