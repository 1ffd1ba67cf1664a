import type { Raster } from './raster.js';

/** How dark the print of a picture is against its paper, grey levels 0–255. */
export interface Tone {
  paper: number;
  ink: number;
}

/** The paper is the commonest light grey; the ink is the darkest hundredth of what is not paper. */
export function toneOf({ data }: Raster): Tone {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at++) counts[data[at]!]!++;
  let paper = 255;
  for (let grey = 255; grey >= 100; grey--) if (counts[grey]! > counts[paper]!) paper = grey;
  const dark = Math.max(20, paper - 40);
  let below = 0;
  for (let grey = 0; grey < dark; grey++) below += counts[grey]!;
  let ink = 0;
  for (let seen = 0; ink < dark; ink++) {
    seen += counts[ink]!;
    if (seen >= 0.05 * below) break;
  }
  return { paper, ink: Math.min(ink, dark) };
}

/** Side (pixels) of the squares in which the paper is looked for. */
const SQUARE = 32;

/**
 * Evens out shadows and yellowed edges: every pixel divided by the paper around it, ink stretched to black. Paper
 * becomes 255; what stays lighter than the paper (glare) is cut off.
 */
export function evenOut(source: Raster): Raster {
  const { width, height, data } = source;
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const paper = smooth(fillHoles(paperOf(source, columns, rows), columns, rows), columns, rows);
  const even = new Uint8Array(data.length);
  const [right, down] = [columns > 1 ? 1 : 0, rows > 1 ? columns : 0];
  // The paper at the middles of the squares above a row, and how much lighter it is at those below.
  const [upper, lighter] = [new Float64Array(width), new Float64Array(width)];
  let above: number | undefined;
  for (let y = 0; y < height; y++) {
    const v = Math.min(rows - 1.001, Math.max(0, y / SQUARE - 0.5));
    const r = Math.floor(v);
    if (r !== above) paperBetween(paper, r * columns, { columns, right, down }, upper, lighter);
    above = r;
    const share = v - r;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const level = upper[x]! + lighter[x]! * share;
      even[row + x] = Math.min(255, (255 * data[row + x]!) / level + 0.5);
    }
  }
  const { ink } = toneOf({ width, height, data: even });
  const scale = 255 / Math.max(64, 255 - ink);
  const stretched = Uint8Array.from({ length: 256 }, (_, grey) => Math.max(0, 255 - (255 - grey) * scale));
  for (let at = 0; at < even.length; at++) even[at] = stretched[even[at]!]!;
  return { width, height, data: even };
}

/** The paper at each pixel of the row through the middles of a row of squares, and by how much it is lighter below. */
function paperBetween(
  paper: Float32Array,
  start: number,
  { columns, right, down }: { columns: number; right: number; down: number },
  upper: Float64Array,
  lighter: Float64Array,
): void {
  for (let x = 0; x < upper.length; x++) {
    const u = Math.min(columns - 1.001, Math.max(0, x / SQUARE - 0.5));
    const c = Math.floor(u);
    const at = start + c;
    upper[x] = paper[at]! + (paper[at + right]! - paper[at]!) * (u - c);
    lighter[x] = paper[at + down]! + (paper[at + down + right]! - paper[at + down]!) * (u - c) - upper[x]!;
  }
}

/** The grey of the paper in each square: what four fifths of its pixels are not lighter than. */
function paperOf({ width, height, data }: Raster, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const counts = new Uint16Array(256);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      counts.fill(0);
      let all = 0;
      for (let y = r * SQUARE; y < Math.min(height, (r + 1) * SQUARE); y += 2) {
        for (let x = c * SQUARE; x < Math.min(width, (c + 1) * SQUARE); x += 2, all++) counts[data[y * width + x]!]!++;
      }
      let grey = 255;
      for (let seen = 0; grey > 0; grey--) {
        seen += counts[grey]!;
        if (seen >= 0.2 * all) break;
      }
      paper[r * columns + c] = grey;
    }
  }
  return paper;
}

/** Squares that are all ink (a photograph, a black margin) take the paper of their neighbourhood. */
function fillHoles(paper: Float32Array, columns: number, rows: number): Float32Array {
  const sorted = Float32Array.from(paper).sort();
  const usual = sorted[Math.floor(sorted.length * 0.7)] ?? 255;
  const filled = Float32Array.from(paper);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let best = 0;
      for (let dr = -1; dr <= 1; dr++) {
        for (let dc = -1; dc <= 1; dc++) {
          const [nr, nc] = [r + dr, c + dc];
          if (nr >= 0 && nc >= 0 && nr < rows && nc < columns) best = Math.max(best, paper[nr * columns + nc]!);
        }
      }
      const at = r * columns + c;
      if (paper[at]! < 0.8 * best) filled[at] = best;
      if (filled[at]! < 0.45 * usual) filled[at] = usual;
    }
  }
  return filled;
}

function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  const even = new Float32Array(paper.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let [sum, count] = [0, 0];
      for (let nr = Math.max(0, r - 1); nr <= Math.min(rows - 1, r + 1); nr++) {
        for (let nc = Math.max(0, c - 1); nc <= Math.min(columns - 1, c + 1); nc++, count++)
          sum += paper[nr * columns + nc]!;
      }
      even[r * columns + c] = Math.max(1, sum / count);
    }
  }
  return even;
}
