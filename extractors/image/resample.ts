import type { Mapping } from './projection.js';
import { blank } from './raster.js';
import type { Raster } from './raster.js';

/** Pixels between the places that are mapped; between them the mapping is straight enough. */
const MESH = 16;

/** A picture of the given size whose pixels come from where `source` says, bilinear; outside of it is white. */
export function resampled({ width, height, data }: Raster, toWidth: number, toHeight: number, source: Mapping): Raster {
  const made = blank(toWidth, toHeight);
  const columns = Math.ceil(toWidth / MESH) + 1;
  const row = (y: number): Float64Array => {
    const places = new Float64Array(2 * columns);
    for (let c = 0; c < columns; c++) places.set(source(c * MESH, y), 2 * c);
    return places;
  };
  let below = row(0);
  for (let top = 0; top < toHeight; top += MESH) {
    const above = below;
    below = row(top + MESH);
    for (let y = top; y < Math.min(toHeight, top + MESH); y++) {
      const down = (y - top) / MESH;
      for (let c = 0; c + 1 < columns; c++) {
        let u = above[2 * c]! + (below[2 * c]! - above[2 * c]!) * down;
        let v = above[2 * c + 1]! + (below[2 * c + 1]! - above[2 * c + 1]!) * down;
        const stepU = (above[2 * c + 2]! + (below[2 * c + 2]! - above[2 * c + 2]!) * down - u) / MESH;
        const stepV = (above[2 * c + 3]! + (below[2 * c + 3]! - above[2 * c + 3]!) * down - v) / MESH;
        const end = y * toWidth + Math.min(toWidth, (c + 1) * MESH);
        for (let to = y * toWidth + c * MESH; to < end; to++, u += stepU, v += stepV) {
          if (!(u >= 0 && v >= 0 && u < width - 1 && v < height - 1)) continue;
          const [left, upper] = [Math.trunc(u), Math.trunc(v)];
          const at = upper * width + left;
          const [a, b, c1, d] = [data[at]!, data[at + 1]!, data[at + width]!, data[at + width + 1]!];
          // Most of a page is white.
          if ((a & b & c1 & d) === 255) continue;
          const one = a + (b - a) * (u - left);
          const two = c1 + (d - c1) * (u - left);
          made.data[to] = one + (two - one) * (v - upper) + 0.5;
        }
      }
    }
  }
  return made;
}
