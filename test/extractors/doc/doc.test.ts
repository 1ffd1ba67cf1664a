import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { extractor } from '../../../extractors/formats/doc.js';
import { readProperties, SPRM } from '../../../extractors/doc/properties.js';
import { readStory, type Looks } from '../../../extractors/doc/story.js';
import { decoded } from '../../../extractors/code-page.js';
import { rowShape, toTableDraft } from '../../../extractors/doc/rows.js';
import { type RawDocument, type RawTable } from '../../../schemas/index.js';
import { survivesDamage } from '../damage.js';

const OWN = join(import.meta.dirname, '../../../fixtures/office');
const TWINS = join(import.meta.dirname, '../../../fixtures/documents');
const REPORTS = join(import.meta.dirname, '../../../../shared/reports');
const options = { limits: DEFAULT_LIMITS };

const grids = (document: RawDocument): unknown[] =>
  document.blocks
    .filter((block): block is RawTable => block.kind === 'table')
    .map(({ rows, columns, cells }) => ({
      rows,
      columns,
      cells: cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.colSpan, cell.text]),
    }));

const prose = (document: RawDocument): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text.trim()]));

function pairs(folder: string, twins: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.doc'))
    .map((name): [string, string] => [join(folder, name), join(twins, `${name}x`)])
    .filter(([, twin]) => existsSync(twin));
}

describe('Word 97–2003', () => {
  const found = [...pairs(OWN, TWINS), ...pairs(REPORTS, REPORTS)];

  it.skipIf(found.length === 0)('says the same as the .docx of the same document', async () => {
    for (const [doc, docx] of found) {
      const [old, recent] = await Promise.all([
        extract(readFileSync(doc), options),
        extract(readFileSync(docx), options),
      ]);
      expect(old.format).toBe('doc');
      expect(grids(old), doc).toEqual(grids(recent));
      expect(prose(old), doc).toEqual(prose(recent));
    }
  });

  it.skipIf(found.length === 0)('is never more than unreadable when cut off or damaged', async () => {
    await survivesDamage(extractor, readFileSync(found[0]![0]));
  });

  it('is told by its stream, not by being a compound file', () => {
    const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    expect(
      extractor.sniff(Buffer.concat([magic, Buffer.alloc(1024), Buffer.from('WordDocument', 'utf16le')])),
    ).toBeGreaterThan(0.9);
    expect(extractor.sniff(Buffer.concat([magic, Buffer.alloc(1024), Buffer.from('Workbook', 'utf16le')]))).toBe(0);
    expect(extractor.sniff(Buffer.from('WordDocument', 'utf16le'))).toBe(0);
  });
});

describe('readProperties', () => {
  const view = (hex: string): DataView =>
    new DataView(Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex')).buffer);

  it('steps over operands of every size', () => {
    const properties = readProperties(view('1624 01  4966 02000000  08D6 0300 AABB  1724 01'));
    expect([...properties.keys()]).toEqual([SPRM.inTable, SPRM.depth, SPRM.tableShape, SPRM.rowEnd]);
    expect(properties.get(SPRM.tableShape)?.byteLength).toBe(2);
  });

  it('stops at a list that is cut off', () => {
    expect([...readProperties(view('1624 01 4966 02')).keys()]).toEqual([SPRM.inTable]);
  });
});

describe('readStory', () => {
  const word = (code: number, value: number): [number, DataView] => [code, new DataView(Uint8Array.of(value).buffer)];

  const looks = (start: number, end: number, properties: [number, DataView][], style = 0): Looks => ({
    paragraphRuns: [{ start: 100, end: 200, style, properties: new Map() }],
    characterRuns: [{ start, end, style: 0, properties: new Map(properties) }],
    styles: (number) => ({ paragraph: new Map(), hidden: number === 1 }),
    numbering: { next: () => '' },
    fonts: (font) => (font === 7 ? 'Symbol' : '宋体'),
    hidden: 0,
  });
  const shownBy = (text: string, by: Looks): unknown[] =>
    readStory([{ start: 0, text, offset: 100, width: 1 }], 0, text.length, by).map((block) =>
      'text' in block ? block.text : block,
    );
  const shown = (code: number, value: number, style = 0): unknown =>
    shownBy('13,44430,000\r', looks(100, 106, [word(code, value)], style));

  it.each([
    ['it is', 1, 0, '30,000'],
    ['it is the contrary of its style, which is not', 0x81, 0, '30,000'],
    ['it is the contrary of its style, which is', 0x81, 1, '13,444'],
    ['it is not, but its style is', 0, 1, '13,444'],
    ['its style is', 0x80, 1, ''],
    ['nothing is', 0x80, 0, '13,44430,000'],
  ])('leaves out what is hidden because %s', (_, value, style, expected) => {
    expect(shown(SPRM.hidden, value, style)).toEqual([expected]);
  });

  it('shows what fonts of pictures draw', () => {
    const symbol: [number, DataView] = [SPRM.symbol, new DataView(Uint8Array.of(7, 0, 0xa3, 0xf0).buffer)];
    expect(shownBy('x(100%\r', looks(101, 102, [symbol]))).toEqual(['x≤100%']);
    const font: [number, DataView] = [SPRM.font, new DataView(Uint8Array.of(7, 0).buffer)];
    expect(shownBy('x\uf0b3100%\r', looks(101, 102, [font]))).toEqual(['x≥100%']);
  });

  it('goes on with the next paragraph where the mark between was deleted', () => {
    const by = looks(102, 103, [word(SPRM.deleted, 0x81)]);
    expect(shownBy('收入\r合计\r', by)).toEqual(['收入合计']);
  });

  it.each([
    ['it is', 1, '30,000'],
    ['it is the contrary of what its style is', 0x81, '30,000'],
    ['it is as its style is', 0x80, '13,44430,000'],
    ['it is not', 0, '13,44430,000'],
  ])('leaves out what was deleted, told by: %s', (_, value, expected) => {
    expect(shown(SPRM.deleted, value)).toEqual([expected]);
  });
});

it('bytes of one character are those of windows-1252, signs that Latin-1 has not among them', () => {
  const signs = [0x93, 0x94, 0x92, 0x96, 0x97, 0x85, 0x80, 0xa5, 0x81];
  expect(decoded('windows-1252', Uint8Array.from(signs))).toBe('“”’–—…€¥\u0081');
});

describe('toTableDraft', () => {
  it('puts rows with different edges on one grid', () => {
    const cell = (text: string) => [{ kind: 'paragraph' as const, line: 1, text, heading: undefined }];
    const row = (edges: number[], texts: string[]) => ({ ...rowShape(new Map(), texts.map(cell)), edges });
    const draft = toTableDraft([row([0, 1000, 3000], ['a', 'b']), row([0, 1000, 2000, 3010], ['c', 'd', 'e'])]);
    expect(draft.rows.map(({ cells }) => cells.map(({ span }) => span))).toEqual([
      [1, 2],
      [1, 1, 1],
    ]);
  });
});
