import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractor } from '../../../extractors/formats/xls.js';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { StringReader } from '../../../extractors/xls/strings.js';
import { type RawDocument } from '../../../schemas/index.js';
import { survivesDamage } from '../damage.js';

const OFFICE = join(import.meta.dirname, '../../../fixtures/office');
const options = { limits: DEFAULT_LIMITS };

const cells = ({ blocks }: RawDocument): unknown[] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.cells.map((cell) => [cell.row, cell.column, cell.rowSpan, cell.colSpan, cell.text])
      : [],
  );

const view = (...bytes: number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

describe('Excel 97–2003', () => {
  it('shows what the .xlsx of the same sheet shows', async () => {
    const [old, recent] = await Promise.all(
      ['xls', 'xlsx'].map((name) => extract(readFileSync(join(OFFICE, `budget.${name}`)), options)),
    );
    expect([old!.format, recent!.format]).toEqual(['xls', 'xlsx']);
    expect(cells(old!)).toEqual(cells(recent!));
    expect(cells(old!)).toContainEqual([3, 1, 1, 1, '1,234.50']);
    expect(cells(old!)).toContainEqual([1, 2, 1, 2, '其中：']);
  });

  it('is never more than unreadable when cut off or damaged', async () => {
    await survivesDamage(extractor, readFileSync(join(OFFICE, 'budget.xls')));
  });
});

describe('StringReader', () => {
  it.each([
    ['bytes', [view(2, 0, 0, 0x61, 0x62)], 'ab'],
    ['wide characters', [view(1, 0, 1, 0x22, 0x8d)], '财'.replace('财', '\u8d22')],
    ['formatting runs passed over', [view(1, 0, 8, 1, 0, 0x61, 9, 9, 9, 9)], 'a'],
    ['characters that turn wide at a continuation', [view(2, 0, 0, 0x61), view(1, 0x22, 0x8d)], 'a\u8d22'],
  ])('reads %s', (_name, parts, expected) => {
    expect(new StringReader(parts).string(2)).toBe(expected);
  });
});
