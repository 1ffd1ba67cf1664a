/** Sizes that differ by less than this share are one size of type, measured imprecisely. */
const SAME = 0.13;

/** A size that was not measured surely may be as far as this from the one that it is. */
const NEAR = 0.35;

/** A line's size of type as measured, whether that is sure, and how many characters it has. */
interface MeasuredLine {
  size: number;
  sure: boolean;
  count: number;
}

/**
 * The sizes of type of a page from those measured line by line: each line takes the nearest size that many characters
 * share, so that lines of one paragraph are of one size. Lines that were not measured surely take what is near.
 */
export function usualSizes(lines: readonly MeasuredLine[]): number[] {
  const sure = lines.some((line) => line.sure)
    ? lines.map((line, i) => (line.sure ? i : -1)).filter((i) => i >= 0)
    : [...lines.keys()];
  const found = clustered(sure.map((i) => lines[i]!));
  const sizes = lines.map(({ size }) => size);
  for (const [at, i] of sure.entries()) sizes[i] = found[at]!;
  const taken = [...new Set(found)];
  for (const [i, { size, sure: measured }] of lines.entries()) {
    if (measured) continue;
    const nearest = taken.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best), Infinity);
    if (Math.abs(nearest - size) <= NEAR * Math.min(nearest, size)) sizes[i] = nearest;
  }
  return sizes;
}

function clustered(lines: readonly { size: number; count: number }[]): number[] {
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
