import { describe, expect, it } from 'vitest';
import { readFonts } from '../../../extractors/doc/fonts.js';
import { readLists } from '../../../extractors/doc/lists.js';
import { SPRM } from '../../../extractors/doc/properties.js';
import { readStyles } from '../../../extractors/doc/styles.js';

const word = (value: number): number[] => [value & 255, (value >> 8) & 255];
const long = (value: number): number[] => [...word(value), ...word(value >> 16)];
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const text = (value: string): number[] => [...value].flatMap((letter) => word(letter.charCodeAt(0)));
const view = (bytes: number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

interface LevelTwin {
  start?: number;
  /** The number of the format; 39 is 一, 二, 三. */
  format: number;
  /** \u0000 for the number of the first level, \u0001 of the second. */
  label: string;
  suffix?: number;
  font?: number;
}

function level({ start = 1, format, label, suffix = 2, font }: LevelTwin): number[] {
  const look = font === undefined ? [] : [...word(SPRM.font), ...word(font)];
  const fixed = [...long(start), format, 0, ...zeros(9), suffix, ...zeros(8), look.length, 0, 0, 0];
  return [...fixed, ...look, ...word(label.length), ...text(label)];
}

/** Definitions of one level each, or of all nine, by their ids. */
function definitions(lists: Record<number, LevelTwin[]>): DataView {
  const heads = Object.entries(lists).flatMap(([id, levels]) => [
    ...long(Number(id)),
    ...zeros(22),
    levels.length === 1 ? 1 : 0,
    0,
  ]);
  const levels = Object.values(lists).flatMap((own) =>
    own.length === 1
      ? level(own[0]!)
      : Array.from({ length: 9 }, (_, i) => level(own[i] ?? { format: 255, label: '' })).flat(),
  );
  return view([...word(Object.keys(lists).length), ...heads, ...levels]);
}

/** Lists over definitions; of some the first level starts anew at a number. */
function overrides(lists: { id: number; start?: number }[]): DataView {
  const heads = lists.flatMap(({ id, start }) => [...long(id), ...zeros(8), start === undefined ? 0 : 1, 0, 0, 0]);
  const data = lists.flatMap(({ start }) => [
    ...long(0xffffffff),
    ...(start === undefined ? [] : [...long(start), ...long(0x10)]),
  ]);
  return view([...long(lists.length), ...heads, ...data]);
}

const noFonts = (): string => '';

describe('lists of Word 97', () => {
  it('count by their levels, in the words of their formats', () => {
    const lists = readLists(
      definitions({
        77: [
          { format: 39, label: '\u0000、' },
          { format: 0, label: '（\u0000.\u0001）' },
        ],
      }),
      overrides([{ id: 77 }]),
      noFonts,
    );
    expect([0, 1, 1, 0, 1].map((at) => lists.next('1', at))).toEqual([
      '一、',
      '（一.1）',
      '（一.2）',
      '二、',
      '（二.1）',
    ]);
  });

  it('go on together over one definition, or start anew', () => {
    const lists = readLists(
      definitions({ 5: [{ format: 18, label: '\u0000', suffix: 0 }] }),
      overrides([{ id: 5 }, { id: 5 }, { id: 5, start: 1 }]),
      noFonts,
    );
    expect(['1', '1', '2', '3', '3'].map((list) => lists.next(list, 0))).toEqual(['① ', '② ', '③ ', '① ', '② ']);
  });

  it('have the marks of their fonts', () => {
    const lists = readLists(
      definitions({ 5: [{ format: 23, label: '\uf0fc', font: 3 }], 6: [{ format: 23, label: '\uf0a7' }] }),
      overrides([{ id: 5 }, { id: 6 }]),
      (font) => (font === 3 ? 'Wingdings' : ''),
    );
    expect(['1', '2'].map((list) => lists.next(list, 0))).toEqual(['✓', '•']);
  });

  it('that are cut off or not there number nothing', () => {
    const whole = definitions({ 5: [{ format: 0, label: '\u0000.' }] });
    const cut = new DataView(whole.buffer, 0, whole.byteLength - 3);
    expect(readLists(cut, overrides([{ id: 5 }]), noFonts).next('1', 0)).toBe('');
    expect(readLists(view([]), view([]), noFonts).next('1', 0)).toBe('');
  });
});

describe('styles of Word 97', () => {
  const style = (kind: number, base: number, ...lists: number[][]): number[] => {
    const body = [
      ...zeros(2),
      ...word(kind | (base << 4)),
      ...zeros(6),
      ...word(1),
      ...text('甲'),
      ...zeros(2),
      ...lists.flatMap((list) => [...word(list.length), ...list, ...zeros(list.length % 2)]),
    ];
    return [...word(body.length), ...body];
  };
  const [hides, contrary] = [1, 0x81].map((value) => [...word(SPRM.hidden), value]) as [number[], number[]];
  const styles = readStyles(
    view([
      ...word(4),
      ...word(5),
      ...word(10),
      ...style(1, 0xfff, [0, 0, ...word(SPRM.outline), 1], hides),
      ...style(1, 0, [1, 0, ...word(SPRM.list), 3, 0], contrary),
      ...zeros(2),
      ...style(2, 0xfff, hides),
      ...style(1, 4, [4, 0], []),
    ]),
  );

  it('inherit, and say the contrary', () => {
    expect([0, 1, 3].map((number) => styles(number).hidden)).toEqual([true, false, true]);
    const { paragraph } = styles(1);
    expect([paragraph.get(SPRM.outline)?.getUint8(0), paragraph.get(SPRM.list)?.getUint8(0)]).toEqual([1, 3]);
  });

  it('that are not there, or that follow themselves, say nothing', () => {
    expect([2, 4, 9].map((number) => [styles(number).hidden, styles(number).paragraph.size])).toEqual([
      [false, 0],
      [false, 0],
      [false, 0],
    ]);
  });
});

it('fonts have the names of their table', () => {
  const entry = (name: string): number[] => [39 + 2 * (name.length + 1), ...zeros(39), ...text(name), 0, 0];
  const fonts = readFonts(view([2, 0, 0, 0, ...entry('宋体'), ...entry('Symbol')]));
  expect([0, 1, 2].map(fonts)).toEqual(['宋体', 'Symbol', '']);
});
