import type { Sheet } from './sheet.js';

/** Annex K of the JPEG standard: how coarsely each frequency of brightness and of colour is kept. */
const BRIGHTNESS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const COLOUR = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99,
].concat(Array<number>(32).fill(99));

/** What is left of a sheet after JPEG of the given quality (1–100), colours at half the resolution. */
export function afterJpeg(sheet: Sheet, quality: number): Sheet {
  const { width, height, data } = sheet;
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const [bright, blue, red] = planes as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < bright.length; i++) {
    const [r, g, b] = [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!];
    bright[i] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
    blue[i] = 0.564 * (b - bright[i]! - 128);
    red[i] = 0.713 * (r - bright[i]! - 128);
  }
  quantize(bright, width, height, BRIGHTNESS, quality);
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const [halfBlue, halfRed] = [halved(blue, width, height), halved(red, width, height)];
  quantize(halfBlue, w, h, COLOUR, quality);
  quantize(halfRed, w, h, COLOUR, quality);
  const coded = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const half = (y >> 1) * w + (x >> 1);
      const [l, cb, cr] = [bright[i]! + 128, halfBlue[half]!, halfRed[half]!];
      const rgb = [l + 1.402 * cr, l - 0.344 * cb - 0.714 * cr, l + 1.772 * cb];
      for (const [c, value] of rgb.entries()) coded[3 * i + c] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return { ...sheet, data: coded };
}

function halved(plane: Float32Array, width: number, height: number): Float32Array {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const half = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [right, below] = [Math.min(width - 1, 2 * x + 1), Math.min(height - 1, 2 * y + 1)];
      const sum =
        plane[2 * y * width + 2 * x]! +
        plane[2 * y * width + right]! +
        plane[below * width + 2 * x]! +
        plane[below * width + right]!;
      half[y * w + x] = sum / 4;
    }
  }
  return half;
}

/** The cosines of the transform: frequency by place. */
const WAVES = Array.from({ length: 64 }, (_, i) => {
  const [frequency, place] = [i >> 3, i & 7];
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * frequency * Math.PI) / 16);
});

/** Squares of 8 × 8 → frequencies → rounded → back, in place. */
function quantize(plane: Float32Array, width: number, height: number, table: readonly number[], quality: number): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = table.map((entry) => Math.max(1, Math.min(255, Math.floor((entry * scale + 50) / 100))));
  const [block, rows] = [new Float32Array(64), new Float32Array(64)];
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let i = 0; i < 64; i++) {
        const [x, y] = [Math.min(width - 1, left + (i & 7)), Math.min(height - 1, top + (i >> 3))];
        block[i] = plane[y * width + x]!;
      }
      transform(block, rows, false);
      for (let i = 0; i < 64; i++) block[i] = Math.round(block[i]! / steps[i]!) * steps[i]!;
      transform(block, rows, true);
      for (let i = 0; i < 64; i++) {
        const [x, y] = [left + (i & 7), top + (i >> 3)];
        if (x < width && y < height) plane[y * width + x] = block[i]!;
      }
    }
  }
}

function transform(block: Float32Array, rows: Float32Array, back: boolean): void {
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += block[8 * y + x]! * WAVES[back ? 8 * x + u : 8 * u + x]!;
      rows[8 * y + u] = sum;
    }
  }
  for (let u = 0; u < 8; u++) {
    for (let v = 0; v < 8; v++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += rows[8 * y + u]! * WAVES[back ? 8 * y + v : 8 * v + y]!;
      block[8 * v + u] = sum;
    }
  }
}
