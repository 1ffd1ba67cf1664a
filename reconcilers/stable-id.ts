import { createHash } from 'node:crypto';

/** Sixteen hexadecimal digits that stand for these words, the same in every run and process. */
export function stableId(...words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
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
