import type { Random } from '../../fixtures/generate/random.js';
import type { Picture } from '../../extractors/image/raster.js';
import { blurred, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';

/** Places of a stroke, in pixels. */
type Path = readonly (readonly [x: number, y: number])[];

/** Ticks, underlines and rings of a pen in somebody's hand, next to these places and over them (pixels). */
export function scribbled(
  sheet: Sheet,
  places: readonly { x: number; y: number }[],
  colour: readonly number[],
  random: Random,
): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  const millimetre = sheet.dpi / 25.4;
  const near = (by: number): number => 2 * by * millimetre * (random.next() - 0.5);
  for (const { x, y } of places) {
    const kind = random.int(0, 2);
    const path: Path =
      kind === 0
        ? [
            [x + near(1), y + near(1)],
            [x + 1.4 * millimetre, y + 2 * millimetre + near(0.5)],
            [x + 5 * millimetre + near(1), y - 2.5 * millimetre + near(1)],
          ]
        : kind === 1
          ? [
              [x - 2 * millimetre, y + 1.8 * millimetre + near(0.4)],
              [x + 7 * millimetre, y + 1.9 * millimetre + near(0.5)],
            ]
          : Array.from({ length: 25 }, (_, i) => {
              const angle = (2.1 * Math.PI * i) / 24;
              return [x + 8 * millimetre * Math.cos(angle), y + 3.6 * millimetre * Math.sin(angle) + near(0.1)];
            });
    draw(copy, path, 0.22 * millimetre, colour);
  }
  return copy;
}

/** Strokes of a pen so thick (half of it, in pixels). */
export function strokesOn(sheet: Sheet, paths: readonly Path[], half: number, colour: readonly number[]): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  for (const path of paths) draw(copy, path, half, colour);
  return copy;
}

function draw(sheet: Sheet, path: Path, half: number, colour: readonly number[]): void {
  for (const [i, [x1, y1]] of path.entries()) {
    const [x0, y0] = path[i - 1] ?? [x1, y1];
    const steps = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0)));
    for (let step = 0; step <= steps; step++) {
      const [cx, cy] = [x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps];
      for (let y = Math.ceil(cy - half); y <= cy + half; y++) {
        for (let x = Math.ceil(cx - half); x <= cx + half; x++) {
          if (x < 0 || y < 0 || x >= sheet.width || y >= sheet.height || Math.hypot(x - cx, y - cy) > half) continue;
          const at = 3 * (y * sheet.width + x);
          for (let c = 0; c < 3; c++) sheet.data[at + c] = Math.min(sheet.data[at + c]!, colour[c]!);
        }
      }
    }
  }
}

/** Rings of cups, and what ran out of them. */
export function stained(sheet: Sheet, random: Random): Sheet {
  const millimetre = sheet.dpi / 25.4;
  const stains = Array.from({ length: 3 }, () => ({
    x: sheet.width * (0.15 + 0.7 * random.next()),
    y: sheet.height * (0.15 + 0.7 * random.next()),
    radius: (18 + 22 * random.next()) * millimetre,
    edge: (0.8 + 1.5 * random.next()) * millimetre,
    wobble: random.next() * 6,
  }));
  const brown = [0.3, 0.5, 0.85];
  return shaded(sheet, (value, x, y, channel) => {
    let left = 1;
    for (const { x: cx, y: cy, radius, edge, wobble } of stains) {
      const [dx, dy] = [x - cx, y - cy];
      if (Math.abs(dx) > 1.2 * radius || Math.abs(dy) > 1.2 * radius) continue;
      const away = Math.hypot(dx, dy) - radius * (1 + 0.03 * Math.sin(3 * Math.atan2(dy, dx) + wobble));
      const ring = Math.exp(-((away / edge) ** 2));
      const inside = away < 0 ? 0.22 : 0;
      left *= 1 - brown[channel]! * Math.max(0.55 * ring, inside);
    }
    return value * left;
  });
}

/** Folded in three and in two: ridges that catch the light on one side, throw a shadow to the other, and lost ink. */
export function folded(sheet: Sheet, random: Random): Sheet {
  const millimetre = sheet.dpi / 25.4;
  const across = [1 / 3, 2 / 3].map((share) => sheet.height * (share + 0.04 * (random.next() - 0.5)));
  const down = sheet.width * (0.5 + 0.06 * (random.next() - 0.5));
  const tilt = 0.02 * (random.next() - 0.5);
  const light = (away: number): number => {
    const far = away / millimetre;
    return 1 - 0.4 * Math.exp(-((far / 0.25) ** 2)) - 0.12 * (far > 0 ? Math.exp(-far / 4) : 0);
  };
  return shaded(sheet, (value, x, y) => {
    let lit = light(x - down - tilt * y);
    for (const at of across) lit *= light(y - at - tilt * x);
    const near = Math.min(...across.map((at) => Math.abs(y - at - tilt * x)), Math.abs(x - down - tilt * y));
    // On the ridge some ink has come off.
    const worn = near < 0.15 * millimetre ? 0.45 : 0;
    return (value + worn * (255 - value)) * lit;
  });
}

/** What is printed on the back of thin paper, seen through it the wrong way round. */
export function bledThrough(sheet: Sheet, strength: number): Sheet {
  const { width, data } = blurred(sheet, 1.2);
  const down = Math.round((3 * sheet.dpi) / 25.4);
  return shaded(sheet, (value, x, y, channel) => {
    const back = data[3 * (Math.max(0, y - down) * width + (width - 1 - x)) + channel]!;
    return value - (strength * (255 - back) * value) / 255;
  });
}

/** A seal laid over the print like foil: what it covers shows through it, redder and lighter than it was. */
export function overlaid(sheet: Sheet, ink: Picture, x: number, y: number, cover: number): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  const [left, top] = [Math.round(x - ink.width / 2), Math.round(y - ink.height / 2)];
  const red = [220, 30, 30];
  for (let v = 0; v < ink.height; v++) {
    for (let u = 0; u < ink.width; u++) {
      const [px, py] = [left + u, top + v];
      const share = (cover * ink.data[v * ink.width + u]!) / 255;
      if (share === 0 || px < 0 || py < 0 || px >= sheet.width || py >= sheet.height) continue;
      const at = 3 * (py * sheet.width + px);
      for (let c = 0; c < 3; c++) copy.data[at + c] = copy.data[at + c]! * (1 - share) + red[c]! * share;
    }
  }
  return copy;
}
