import { createHash } from 'node:crypto';

/**
 * Sixteen characters that stand for these words, the same in every run and process. The first is a letter beyond f:
 * a spreadsheet would take 12345678 or 1234e567 for a number.
 */
export function stableId(...words: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  return String.fromCharCode(0x67 + Number.parseInt(hash.slice(0, 1), 16)) + hash.slice(1, 16);
}

/** Makes ids that were met before distinct, in order of appearance. */
export function distinctIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  };
}
