import type { Random } from '../../fixtures/generate/random.js';
import { projection } from '../../extractors/image/projection.js';
import type { Mapping, Point } from '../../extractors/image/projection.js';
import { bell, plainSheet } from './sheet.js';
import type { Sheet } from './sheet.js';

/** A new sheet whose pixels come from places of the old one (`source` leads there), bilinear; outside is what lies there. */
export function warped(sheet: Sheet, onto: Sheet, source: Mapping): Sheet {
  const { width, height, data } = sheet;
  const bent = { ...onto, data: Uint8Array.from(onto.data) };
  for (let y = 0; y < onto.height; y++) {
    for (let x = 0; x < onto.width; x++) {
      const [u, v] = source(x, y);
      const [left, top] = [Math.floor(u), Math.floor(v)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = 3 * (top * width + left);
      for (let c = 0; c < 3; c++) {
        const upper = data[at + c]! + (data[at + 3 + c]! - data[at + c]!) * (u - left);
        const below = at + 3 * width + c;
        const lower = data[below]! + (data[below + 3]! - data[below]!) * (u - left);
        bent.data[3 * (y * onto.width + x) + c] = upper + (lower - upper) * (v - top) + 0.5;
      }
    }
  }
  return bent;
}

/** Turned by degrees about the middle, clockwise; the paper goes on around it. */
export function turned(sheet: Sheet, degrees: number): Sheet {
  const { width, height, dpi } = sheet;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2];
  return warped(sheet, plainSheet(width, height, dpi, [255, 255, 255]), (x, y) => [
    mx + cos * (x - mx) + sin * (y - my),
    my - sin * (x - mx) + cos * (y - my),
  ]);
}

/** Turned clockwise by quarters. */
export function quarterTurned(sheet: Sheet, degrees: number): Sheet {
  if (degrees === 0) return sheet;
  const { width, height, dpi, data } = sheet;
  const [w, h] = degrees === 180 ? [width, height] : [height, width];
  const turn = plainSheet(w, h, dpi, [255, 255, 255]);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] =
        degrees === 90 ? [height - 1 - y, x] : degrees === 180 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      const from = 3 * (y * width + x);
      turn.data.set(data.subarray(from, from + 3), 3 * (ty * w + tx));
    }
  }
  return turn;
}

/** The sheet bent like a page of an open book: its lines sag by up to `sag` millimetres between the edges. */
export function curved(sheet: Sheet, sag: number): Sheet {
  const { width, height, dpi } = sheet;
  const depth = (sag * dpi) / 25.4;
  return warped(sheet, plainSheet(width, height, dpi, [255, 255, 255]), (x, y) => {
    const u = x / width;
    // Steepest towards the spine at the left, as books lie.
    return [x, y + depth * (Math.sin(Math.PI * u ** 0.8) - 0.5) * (1 - (0.5 * y) / height)];
  });
}

/** The sheet on a desk, seen by a camera that is not held level above it. */
export function photographed(sheet: Sheet, random: Random): Sheet {
  const { width, height, dpi } = sheet;
  const [w, h] = [Math.round(1.14 * width), Math.round(1.12 * height)];
  const desk = plainSheet(
    w,
    h,
    dpi,
    random.pick([
      [92, 74, 58],
      [70, 72, 76],
      [120, 104, 90],
    ] as const),
  );
  for (let at = 0; at < desk.data.length; at += 3) {
    const grain = 6 * bell(random);
    for (let c = 0; c < 3; c++) desk.data[at + c] = Math.max(0, desk.data[at + c]! + grain);
  }
  const off = (by: number): number => by * (0.02 + 0.05 * random.next());
  const corners: Point[] = [
    [off(w), off(h)],
    [w - off(w), off(h)],
    [w - off(w), h - off(h)],
    [off(w), h - off(h)],
  ];
  const source = projection(corners, [
    [0, 0],
    [width - 1, 0],
    [width - 1, height - 1],
    [0, height - 1],
  ]);
  return warped(sheet, desk, source);
}
