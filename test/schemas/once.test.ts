import { describe, expect, it } from 'vitest';
import { once, remembered } from '../../schemas/index.js';

describe('once', () => {
  it('computes a value for each object once, even where the value is nothing', () => {
    let asked = 0;
    const first = once((list: readonly number[]): number | undefined => {
      asked++;
      return list[0];
    });
    const [numbers, none] = [[3, 4], []];
    expect([first(numbers), first(numbers), first(none), first(none)]).toEqual([3, 3, undefined, undefined]);
    expect(asked).toBe(2);
  });

  it('is not seen by copies, comparisons and JSON', () => {
    const size = once((of: { text: string }) => of.text.length);
    const cell = { text: '12.50' };
    expect(size(cell)).toBe(5);
    expect(size({ ...cell, text: '3' })).toBe(1);
    expect(cell).toStrictEqual({ text: '12.50' });
    expect(JSON.stringify(cell)).toBe('{"text":"12.50"}');
  });

  it('keeps two values of one object apart', () => {
    const length = once((of: readonly string[]) => of.length);
    const joined = once((of: readonly string[]) => of.join(''));
    const words = ['一', '二'];
    expect([length(words), joined(words)]).toEqual([2, '一二']);
  });
});

describe('remembered', () => {
  it('asks once for a text, and again when it was forgotten', () => {
    const asked: string[] = [];
    const size = remembered(
      (text) => {
        asked.push(text);
        return text.length;
      },
      { capacity: 2, longest: 4 },
    );
    for (const text of ['a', 'bb', 'a', 'bb', 'ccc', 'a', 'eeeee', 'eeeee']) expect(size(text)).toBe(text.length);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'a', 'eeeee', 'eeeee']);
  });

  it('hands on every code unit, half a pair too', () => {
    const same = remembered((text) => text);
    for (const text of ['𠮷野', '\ud842', '预算数（万元）', '']) expect(same(text)).toBe(text);
  });
});
