/** A length that is read in about a second, and the file of a length. */
export type Growing = readonly [base: number, make: (length: number) => Buffer | string];

export function each<Value>(count: number, value: (index: number) => Value): Value[] {
  return Array.from({ length: Math.round(count) }, (_, index) => value(index));
}

/** An amount that no other is near. */
export function amount(index: number): string {
  return (((index * 7919) % 100_000) / 100).toFixed(2);
}

/** A number in words, digit by digit: part of a name, no figure. */
export function named(index: number): string {
  return String(index).replace(/\d/g, (digit) => '〇一二三四五六七八九'[Number(digit)]!);
}
