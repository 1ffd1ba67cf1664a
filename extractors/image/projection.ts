/** A place on a picture, in pixels. */
export type Point = readonly [x: number, y: number];
/** From a place on one picture to that place on another. */
export type Mapping = (x: number, y: number) => Point;

/** The projection of a plane that takes four points to four others, no three of them in a line. */
export function projection(from: readonly Point[], to: readonly Point[]): Mapping {
  const rows = from.flatMap(([x, y], i) => {
    const [u, v] = to[i]!;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved(rows);
  return (x, y) => {
    const depth = g * x + h * y + 1;
    return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
  };
}

/** Solves linear equations, the right side in the last column of each row. The rows are used up. */
export function solved(rows: number[][]): number[] {
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    let pivot = i;
    for (let j = i + 1; j < size; j++) if (Math.abs(rows[j]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = j;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let j = 0; j < size; j++) {
      const factor = j === i ? 0 : rows[j]![i]! / (rows[i]![i]! || 1e-12);
      if (factor === 0) continue;
      for (let k = i; k <= size; k++) rows[j]![k]! -= factor * rows[i]![k]!;
    }
  }
  return rows.map((row, i) => row[size]! / (row[i]! || 1e-12));
}
