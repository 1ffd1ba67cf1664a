/** Sizes that differ by less than this share are one size of type, measured imprecisely. */
const SAME = 0.13;

/**
 * The sizes of type of a page from those measured line by line: each line takes the nearest size that many characters
 * share, so that lines of one paragraph are of one size. `count` is the number of characters of a line.
 */
export function usualSizes(lines: readonly { size: number; count: number }[]): number[] {
  const left = lines.map((line, i) => ({ ...line, i })).sort((a, b) => a.size - b.size);
  const sizes = lines.map(({ size }) => size);
  const taken = new Set<number>();
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.min(a, b);
  for (;;) {
    let best: { size: number; weight: number } | undefined;
    for (const line of left) {
      if (taken.has(line.i)) continue;
      let weight = 0;
      for (const other of left) if (!taken.has(other.i) && near(line.size, other.size)) weight += other.count;
      if (!best || weight > best.weight) best = { size: line.size, weight };
    }
    if (!best) return sizes;
    const members = left.filter((line) => !taken.has(line.i) && near(line.size, best.size));
    const size = weightedMedian(members);
    for (const { i } of members) {
      taken.add(i);
      sizes[i] = size;
    }
  }
}

function weightedMedian(lines: readonly { size: number; count: number }[]): number {
  const all = lines.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { size, count } of lines) {
    seen += count;
    if (2 * seen >= all) return size;
  }
  return lines.at(-1)?.size ?? 0;
}
