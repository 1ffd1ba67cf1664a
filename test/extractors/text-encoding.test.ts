import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../extractors/extractor.js';
import { extractor } from '../../extractors/formats/text.js';

const REPORT =
  '一、部门概况\n甲县林业局2031年收入合计1,200.50万元，其中：财政拨款1000.00万元。\n\t项目\n\t金额\n\n\t甲\n\t12.5\n';
const SOLID = '绩效自评报告由单位负责人组织编写并对真实性负责';

/** What GB18030 makes of the sentences above; Node can decode it but not encode it. */
const GB = Buffer.from(
  'd2bba1a2b2bfc3c5b8c5bff60abcd7cfd8c1d6d2b5bed632303331c4eacad5c8ebbacfbcc631322e3530cdf2d4aaa1a30a',
  'hex',
);

function wide(text: string, little: boolean, bom: boolean): Uint8Array {
  const bytes = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(little ? bytes : bytes.swap16());
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('encodings', () => {
  const written: [name: string, bytes: Uint8Array][] = [
    ['UTF-8', bytes(REPORT)],
    ['UTF-8 with BOM', bytes('\ufeff' + REPORT)],
    ['UTF-16LE with BOM', wide(REPORT, true, true)],
    ['UTF-16BE with BOM', wide(REPORT, false, true)],
    ['UTF-16LE', wide(REPORT, true, false)],
    ['UTF-16BE', wide(REPORT, false, false)],
    ['CRLF', bytes(REPORT.replaceAll('\n', '\r\n'))],
    ['lone CR', bytes(REPORT.replaceAll('\n', '\r'))],
  ];
  test.each(written)('%s', async (_, file) => {
    expect(extractor.sniff(file)).toBeGreaterThan(0.3);
    const { blocks, notices } = await extractor.extract(file, { limits: DEFAULT_LIMITS });
    expect(notices).toEqual([]);
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'table']);
    expect(blocks[0]).toEqual({
      kind: 'heading',
      text: '一、部门概况',
      segments: [{ start: 0, place: { line: 1, start: 0, end: 6 } }],
    });
    expect(blocks[2]).toMatchObject({ rows: 2, columns: 2, place: { line: 3 } });
  });

  const marked: [name: string, mark: number[], bytes: Uint8Array][] = [
    ['UTF-16LE before UTF-8', [0xff, 0xfe], bytes(REPORT)],
    ['UTF-16BE before UTF-8', [0xfe, 0xff], bytes(REPORT)],
    ['UTF-16LE before UTF-16BE', [0xff, 0xfe], wide(REPORT, false, false)],
    ['UTF-8 before UTF-16LE', [0xef, 0xbb, 0xbf], wide(REPORT, true, false)],
    ['UTF-16LE before GB18030', [0xff, 0xfe], GB],
    ['UTF-8 before GB18030', [0xef, 0xbb, 0xbf], GB],
  ];
  test.each(marked)('a mark that lies: %s', async (_, mark, text) => {
    const file = Uint8Array.from([...mark, ...text]);
    expect(extractor.sniff(file)).toBeGreaterThan(0.3);
    const { blocks, notices } = await extractor.extract(file, { limits: DEFAULT_LIMITS });
    expect(notices.map(({ code }) => code)).toEqual(['encoding-mark-wrong']);
    expect(blocks[0]).toMatchObject({ kind: 'heading', text: '一、部门概况' });
  });

  test('short solid UTF-16 behind its mark', async () => {
    const { blocks, notices } = await extractor.extract(wide('夒夔龘靐齉爩麤', true, true), { limits: DEFAULT_LIMITS });
    expect(notices).toEqual([]);
    expect(blocks[0]).toMatchObject({ text: '夒夔龘靐齉爩麤' });
  });

  test('colours of a terminal', async () => {
    const { blocks } = await extractor.extract(bytes('\u001b[31m一、部门概况\u001b[0m\n正文。\n'), {
      limits: DEFAULT_LIMITS,
    });
    expect(blocks[0]).toMatchObject({ kind: 'heading', text: '一、部门概况' });
  });

  test('GB18030', async () => {
    expect(extractor.sniff(GB)).toBeGreaterThan(0.3);
    const { blocks } = await extractor.extract(GB, { limits: DEFAULT_LIMITS });
    expect(blocks.map((block) => block.kind === 'table' || block.text)).toEqual([
      '一、部门概况',
      '甲县林业局2031年收入合计12.50万元。',
    ]);
  });

  test('Big5', async () => {
    const file = Buffer.from(
      'ac59bfa4a4f4a4e5afb8b3a1aaf9bee3c5e9a4e4a558c15aaec4a6dbb5fbb3f8a769a141a6aca44aa658ad7031322e3530b855a4b8a1430a',
      'hex',
    );
    expect(extractor.sniff(file)).toBeGreaterThan(0.3);
    const { blocks } = await extractor.extract(file, { limits: DEFAULT_LIMITS });
    expect(blocks).toMatchObject([{ text: '某縣水文站部門整體支出績效自評報告，收入合計12.50萬元。' }]);
  });

  test('blanks of all widths, some of none, around and inside cells', async () => {
    const { blocks } = await extractor.extract(
      bytes('\u200b科室\u200b\t\u00a0金额\u2009\r\n甲股\t1\u200b2.50\u00a0\n\u2060乙所\t\u200b\r丙站\t\u30003.5\n'),
      { limits: DEFAULT_LIMITS },
    );
    const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ text }) => text) : []));
    expect(cells).toEqual(['科室', '金额', '甲股', '1\u200b2.50', '乙所', '', '丙站', '3.5']);
  });

  test('UTF-16 without a single blank, digit or line end', async () => {
    for (const little of [true, false]) {
      const { blocks } = await extractor.extract(wide(SOLID, little, false), { limits: DEFAULT_LIMITS });
      expect(blocks).toMatchObject([{ text: SOLID }]);
    }
  });

  test('NUL bytes and damaged sequences do not spoil a text; what is lost is told', async () => {
    const file = Buffer.concat([bytes('甲县\0\0林业局'.repeat(30)), Buffer.from([0xe7, 0x94]), bytes('自评报告。')]);
    const { blocks, notices } = await extractor.extract(file, { limits: DEFAULT_LIMITS });
    expect(blocks).toHaveLength(1);
    expect(notices.map(({ code }) => code)).toEqual(['undecodable-characters']);
  });
});

describe('sniffing', () => {
  test('never surer than a half, and unsure of what other formats begin with', () => {
    expect(extractor.sniff(bytes(REPORT))).toBeLessThanOrEqual(0.5);
    for (const head of ['<!DOCTYPE html><html>', '{\\rtf1\\ansi ', '<?xml version="1.0"?>', 'MIME-Version: 1.0\n']) {
      expect(extractor.sniff(bytes(head + REPORT))).toBeLessThanOrEqual(0.1);
    }
    expect(extractor.sniff(bytes('%PDF-1.7\n' + REPORT))).toBe(0);
  });

  test('random bytes are no text', () => {
    const random = fc.uint8Array({ minLength: 64, maxLength: 3000 });
    fc.assert(
      fc.property(random, (file) => {
        // Generators like small values; only files that look random are meant.
        fc.pre(new Set(file).size > 48);
        expect(extractor.sniff(file)).toBe(0);
      }),
      { numRuns: 200 },
    );
    for (let seed = 1; seed <= 100; seed++) {
      let state = seed * 2654435761;
      const file = Uint8Array.from({ length: 64 + seed * 40 }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 24;
      });
      expect(extractor.sniff(file)).toBe(0);
    }
  });

  test('binary with a text in front is no text', () => {
    const tail = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 251);
    expect(extractor.sniff(Buffer.concat([bytes(REPORT.repeat(5)), tail]))).toBe(0);
    expect(extractor.sniff(new Uint8Array(0))).toBe(0);
    expect(extractor.sniff(new Uint8Array(500))).toBe(0);
  });
});

test('more characters or cells than allowed are refused', async () => {
  const limits = { ...DEFAULT_LIMITS, characters: 1000, cells: 10 };
  await expect(extractor.extract(bytes('字'.repeat(1001)), { limits })).rejects.toMatchObject({ code: 'too-large' });
  await expect(extractor.extract(bytes('a\t1\t2\n'.repeat(5)), { limits })).rejects.toMatchObject({
    code: 'too-large',
  });
});
