import * as crypto from 'node:crypto';

/**
 * Sixteen characters that stand for these words, the same in every run and process. The first is a letter beyond f:
 * a spreadsheet would take 12345678 or 1234e567 for a number.
 */
export function stableId(...words: readonly string[]): string {
  const hash = sha256(JSON.stringify(words));
  return String.fromCharCode(0x67 + Number.parseInt(hash.charAt(0), 16)) + hash.slice(1, 16);
}

/** Every relation has an id: hashing in one go, where Node can (20.12), leaves no object behind to be torn down. */
const sha256: (text: string) => string =
  typeof (crypto as Partial<typeof crypto>).hash === 'function'
    ? (text) => crypto.hash('sha256', text)
    : (text) => crypto.createHash('sha256').update(text).digest('hex');

/** Makes ids that were met before distinct, in order of appearance. */
export function distinctIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  };
}
