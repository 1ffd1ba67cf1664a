import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractor } from '../../../extractors/formats/rtf.js';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { UnreadableError, type RawDocument } from '../../../schemas/index.js';

const read = (text: string): Promise<RawDocument> =>
  extractor.extract(Buffer.from(text, 'latin1'), { limits: DEFAULT_LIMITS });

/** Paragraphs as they are, tables as rows of [column, row span, column span, text]. */
const shown = ({ blocks }: RawDocument): unknown[] =>
  blocks.map((block) =>
    block.kind === 'table'
      ? Array.from({ length: block.rows }, (_, row) =>
          block.cells
            .filter((cell) => cell.row === row)
            .map(
              (cell) =>
                `${cell.column}${cell.rowSpan > 1 ? `v${cell.rowSpan}` : ''}${cell.colSpan > 1 ? `h${cell.colSpan}` : ''} ${cell.text}`,
            ),
        )
      : block.text,
  );

const GBK = String.raw`\'b2\'c6\'d5\'fe`; // 财政

describe('what RTF does not print', () => {
  it.each([
    [
      'hidden text',
      String.raw`{\rtf1 before{\v se cret}\v0  after\par}`,
      ['before after'],
      ['6 characters of the document'],
    ],
    ['deleted text', String.raw`{\rtf1 before{\deleted gone} after\par}`, ['before after'], []],
    [
      'a drawing, once',
      String.raw`{\rtf1 before\par{\*\shppict{\pict\emfblip 01}}{\nonshppict{\pict\wmetafile8 01}}\par}`,
      ['before'],
      ['holds 1 pictures'],
    ],
    [
      'the picture of an object',
      String.raw`{\rtf1{\object\objemb{\*\objdata 01}{\result{\pict\wmetafile8 01}}}\par}`,
      [],
      ['holds 1 pictures'],
    ],
    ['a logo in a header', String.raw`{\rtf1{\header{\pict\pngblip 01}\par}body\par}`, ['body'], []],
  ])('%s', async (_what, text, blocks, notices) => {
    const document = await read(text);
    expect(shown(document)).toEqual(blocks);
    expect(document.notices.map(({ message }) => message.en)).toEqual(
      notices.map((notice): unknown => expect.stringContaining(notice)),
    );
  });
});

describe('RTF', () => {
  it.each([
    ['bytes of the code page', String.raw`{\rtf1\ansi\ansicpg936 ${GBK}\par}`, ['财政']],
    [
      'bytes of the font',
      String.raw`{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f3\fcharset134 B;}}\f3 ${GBK}\f0 \'e9\par}`,
      ['财政é'],
    ],
    [
      'Unicode with a fallback of two bytes',
      String.raw`{\rtf1\ansi\uc2\u25903\'d6\'a7\u20986\'b3\'f6 12.5\par}`,
      ['支出 12.5'],
    ],
    ['negative Unicode', String.raw`{\rtf1\uc1\u-246?5\par}`, ['－5'.replace('－', String.fromCharCode(65290))]],
    ['what is deleted or hidden', String.raw`{\rtf1 a{\deleted b}{\v c}d\par}`, ['ad']],
    ['list numbers', String.raw`{\rtf1{\listtext\pard 1.\tab}first\par}`, ['1.\tfirst']],
    ['field results', String.raw`{\rtf1{\field{\*\fldinst PAGE}{\fldrslt 7}}\par}`, ['7']],
    ['unknown ignorable groups', String.raw`{\rtf1{\*\whatever gone}kept{\pict 0102}\par}`, ['kept']],
    ['binary data', `{\\rtf1{\\pict\\bin4 }{\\}x}y\\par}`, ['y']],
  ])('reads %s', async (_name, text, expected) => {
    expect(shown(await read(text))).toEqual(expected);
  });

  it('reads merged cells in both directions', async () => {
    const row = (shape: string, cells: string[]): string =>
      `\\trowd\\trleft0${shape}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row `;
    const text = `{\\rtf1 ${row('\\clvmgf\\cellx1000\\cellx3000', ['a', 'b'])}${row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', ['', 'c', 'd'])}\\pard end\\par}`;
    expect(shown(await read(text))).toEqual([
      [
        ['0v2 a', '1h2 b'],
        ['1 c', '2 d'],
      ],
      'end',
    ]);
  });

  it('keeps quotation marks and dashes that are written as bytes', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252 \'93Plan\'94 2031\'962033 \'97 done\'85\par}`;
    expect(shown(await read(rtf))).toEqual(['“Plan” 2031–2033 — done…']);
  });

  it('passes over what only a star at the beginning of a group allows to', async () => {
    const rtf = String.raw`{\rtf1 {\*\unheard of}{\f1\b0\*\cs7\cf0 Total 12.50}\par}`;
    expect(shown(await read(rtf))).toEqual(['Total 12.50']);
  });

  it('reads what stands in drawn boxes, not how they are drawn', async () => {
    const rtf = String.raw`{\rtf1 Above\par{\shp{\*\shpinst\shpleft10{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard Total 12.50\par}}}Below\par}`;
    expect(shown(await read(rtf))).toEqual(['Above', 'Total 12.50', 'Below']);
  });

  it('reads nested tables', async () => {
    const inner = String.raw`\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}`;
    const document = await read(
      String.raw`{\rtf1\trowd\cellx1000\cellx2000 ${inner}\pard\intbl\itap1 a\cell b\cell\row\pard\par}`,
    );
    const table = document.blocks[0]!;
    expect(
      table.kind === 'table' && table.cells.map((cell) => [cell.text, cell.tables?.[0]?.cells.map(({ text }) => text)]),
    ).toEqual([
      ['a', ['x', 'y']],
      ['b', undefined],
    ]);
  });

  it('keeps headers, footers and notes apart', async () => {
    const document = await read(String.raw`{\rtf1{\header top\par}body{\footnote note\par}\par{\footer bottom\par}}`);
    expect(shown(document)).toEqual(['body', 'note']);
    expect(document.furniture.map(({ kind, text }) => [kind, text])).toEqual([
      ['header', 'top'],
      ['footer', 'bottom'],
    ]);
  });

  it.each(['hubei-clean', 'sichuan-faulty'])('says the same of %s as the .docx', async (name) => {
    const folder = join(import.meta.dirname, '../../../fixtures');
    const [rtf, docx] = await Promise.all(
      [`office/${name}.rtf`, `documents/${name}.docx`].map((path) =>
        extract(readFileSync(join(folder, path)), { limits: DEFAULT_LIMITS }),
      ),
    );
    expect(rtf!.format).toBe('rtf');
    expect(shown(rtf!)).toEqual(shown(docx!));
  });

  it('never throws anything but UnreadableError', async () => {
    const words = [
      '{',
      '}',
      '\\cell',
      '\\row',
      '\\trowd',
      '\\cellx9',
      '\\intbl',
      '\\nestcell',
      '\\nestrow',
      '\\itap3',
      '\\pard',
      '\\u1?',
      "\\'b2",
      '\\header',
      '\\bin9',
      'x',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { maxLength: 60 }), async (parts) => {
        await read(`{\\rtf1 ${parts.join(' ')}`).catch((error: unknown) =>
          expect(error).toBeInstanceOf(UnreadableError),
        );
      }),
    );
  });
});
