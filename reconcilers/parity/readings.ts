import { Decimal, type Fact } from '../../schemas/index.js';

/** A reading of a figure: what was seen, and the number that it is, in the fact's own unit. */
export interface ReadValue {
  text: string;
  value: Decimal;
}

const NUMBER = /^-?\d+(\.\d+)?$/u;

/** The readings of a figure that are plain numbers, one a value, the one that stands there first. */
export function readingsOf(fact: Fact): ReadValue[] {
  const readings: ReadValue[] = [];
  for (const text of [fact.text, ...(fact.alternatives ?? [])]) {
    const digits = plain(text);
    if (!NUMBER.test(digits)) continue;
    const value = new Decimal(digits);
    if (!readings.some((reading) => reading.value.eq(value))) readings.push({ text, value });
  }
  // A value that is not what the digits say was counted in another unit: no reading can stand in for it.
  return readings[0]?.value.eq(fact.value) ? readings : [];
}

/** One digit for another, or one sign too many. */
export function partInOnePlace(a: string, b: string): boolean {
  const [short, long] = [plain(a), plain(b)].sort((one, other) => one.length - other.length) as [string, string];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}

/** Third prints of which both readings are misread in one place: 24.56 of 24.55 and 21.56. */
export function printsOf(one: string, other: string): Decimal[] {
  const text = plain(one);
  const found: string[] = [];
  const offer = (print: string) => {
    if (print !== text && print !== plain(other) && NUMBER.test(print) && partInOnePlace(print, other))
      found.push(print);
  };
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    for (const mark of '0123456789.-') {
      offer(before + mark + after);
      offer(before + mark + after.slice(1));
    }
    offer(before + after.slice(1));
  }
  return [...new Set(found)].map((print) => new Decimal(print));
}

function plain(text: string): string {
  return text.replace(/[,，\s%％]/gu, '');
}
