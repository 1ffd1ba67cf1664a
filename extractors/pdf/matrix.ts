/** An affine map as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** `inner` first, then `outer`. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function applyX(m: Matrix, x: number, y: number): number {
  return m[0] * x + m[2] * y + m[4];
}

export function applyY(m: Matrix, x: number, y: number): number {
  return m[1] * x + m[3] * y + m[5];
}

/** How large the unit square becomes. */
export function areaOf(m: Matrix): number {
  return Math.abs(m[0] * m[3] - m[1] * m[2]);
}

/** Where the unit square comes to lie: an image fills it. */
export function unitBox([a, b, c, d, e, f]: Matrix): [x0: number, y0: number, x1: number, y1: number] {
  return [
    e + Math.min(a, 0) + Math.min(c, 0),
    f + Math.min(b, 0) + Math.min(d, 0),
    e + Math.max(a, 0) + Math.max(c, 0),
    f + Math.max(b, 0) + Math.max(d, 0),
  ];
}

/** Of a vector. Most print and paper stand upright, and `Math.hypot` takes its time. */
export function lengthOf(x: number, y: number): number {
  if (x === 0) return Math.abs(y);
  return y === 0 ? Math.abs(x) : Math.hypot(x, y);
}

/**
 * From PDF user space (origin bottom left, before /Rotate) to the page as shown (origin top left).
 * `view` is the crop box x0, y0, x1, y1 in user space; `rotation` is 0, 90, 180 or 270 clockwise.
 */
export function shownMatrix(view: readonly number[], rotation: number): Matrix {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = view;
  switch (((rotation % 360) + 360) % 360) {
    case 90:
      return [0, 1, 1, 0, -y0, -x0];
    case 180:
      return [-1, 0, 0, 1, x1, -y0];
    case 270:
      return [0, -1, -1, 0, y1, x1];
    default:
      return [1, 0, 0, -1, -x0, y1];
  }
}
