import type { Random } from '../../fixtures/generate/random.js';
import type { Printed } from './damages.js';
import { afterJpeg } from './jpeg.js';
import { strokesOn } from './marks.js';
import { bell, blurred, fill, grey, plainSheet, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';
import { quarterTurned, turned, warped } from './warp.js';

/** Copied again and again: each copier thickens print, hardens its greys, lies a little askew and adds dust. */
export function copied(sheet: Sheet, times: number, random: Random): Sheet {
  let copy = sheet;
  for (let i = 0; i < times; i++) {
    copy = grey(blurred(turned(copy, 0.5 * (random.next() - 0.5)), 0.8), (value) => 128 + 2.2 * (value - 150));
    dusted(copy, 2e-5, random);
  }
  return copy;
}

function dusted(sheet: Sheet, share: number, random: Random): void {
  for (let i = 0; i < sheet.width * sheet.height * share; i++) {
    const [x, y] = [random.int(0, sheet.width), random.int(0, sheet.height)];
    fill(sheet, x, y, x + random.int(1, 2), y + random.int(1, 2), [40, 40, 40]);
  }
}

/** A screen that was photographed: its lattice and that of the camera beat in slow waves, differently in each colour. */
export function offScreen(sheet: Sheet, random: Random): Sheet {
  const angle = 0.3 * (random.next() - 0.5);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return shaded(blurred(sheet, 0.8), (value, x, y, channel) => {
    const [u, v] = [cos * x + sin * y, cos * y - sin * x];
    const fine = 10 * Math.sin((2 * Math.PI * u) / 3.1) * Math.sin((2 * Math.PI * v) / 3.1);
    const slow = 14 * Math.sin((2 * Math.PI * u) / 47 + 2 * channel) * Math.sin((2 * Math.PI * v) / 61);
    return 0.86 * value + 12 + fine + slow;
  });
}

/** A thumb that holds the sheet at its lower edge, over what is printed there. */
export function held(sheet: Sheet, random: Random): Sheet {
  const millimetre = sheet.dpi / 25.4;
  const [cx, cy] = [sheet.width * (0.1 + 0.8 * random.next()), sheet.height - 4 * millimetre];
  return shaded(sheet, (value, x, y, channel) => {
    const away = Math.hypot((x - cx) / (10 * millimetre), (y - cy) / (17 * millimetre));
    const skin = [205, 160, 135][channel]! * (1 - 0.25 * away);
    if (away < 1) return skin;
    return value * (1 - 0.45 * Math.exp(-(away - 1) / 0.12));
  });
}

/** A book that does not lie flat: near its spine lines sag and run together, and it is dark. */
export function nearSpine(sheet: Sheet): Sheet {
  const { width, height, dpi } = sheet;
  const millimetre = dpi / 25.4;
  const near = (x: number): number => Math.exp(-x / (18 * millimetre));
  const bent = warped(sheet, plainSheet(width, height, dpi, [255, 255, 255]), (x, y) => [
    x - 3 * millimetre * near(x),
    y + 2.2 * millimetre * near(x) * (0.4 + y / height),
  ]);
  return shaded(bent, (value, x) => value * (1 - 0.6 * near(2 * x)));
}

/** Fax in normal resolution: 204 dots across and 98 down, stretched to a page again. */
export function coarseFax(sheet: Sheet, random: Random): Sheet {
  const { width, height } = sheet;
  const soft = grey(blurred(sheet, 0.6), (value) => (value + 10 * bell(random) < 165 ? 0 : 255));
  for (let y = 1; y < height; y += 2) soft.data.copyWithin(3 * y * width, 3 * (y - 1) * width, 3 * y * width);
  return soft;
}

/** Another sheet lies over the foot of this one, askew; its own print goes on to its edge. */
export function overlapped(sheet: Sheet, random: Random): Sheet {
  const { width, height, dpi } = sheet;
  const millimetre = dpi / 25.4;
  const other = quarterTurned(sheet, 180);
  const top = height * (0.8 + 0.08 * random.next());
  const slope = 0.03 * (random.next() - 0.5);
  return shaded(sheet, (value, x, y, channel) => {
    const below = y - top - slope * x;
    if (below > 0) return other.data[3 * (Math.min(height - 1, Math.round(below)) * width + x) + channel]!;
    return value * (1 - 0.5 * Math.exp(below / (1.2 * millimetre)));
  });
}

/** The sheet lay too far to one side: millimetres of it, and of the tables on it, are missing. */
export function cutOff({ sheet, page }: Printed): Sheet {
  const right = Math.max(...page.rulings.map(({ x1 }) => x1), 0);
  const keep = right > 0 ? Math.round(((right - 20) * sheet.dpi) / 72) : sheet.width;
  const { width, height, dpi } = sheet;
  const cut = plainSheet(Math.min(width, keep), height, dpi, [255, 255, 255]);
  for (let y = 0; y < height; y++)
    cut.data.set(sheet.data.subarray(3 * y * width, 3 * (y * width + cut.width)), 3 * y * cut.width);
  return cut;
}

/** One sheet in the middle of a heap lies the other way up. */
export function oneUpsideDown(sheets: readonly Sheet[]): Sheet[] {
  return sheets.map((sheet, i) => (i === sheets.length >> 1 ? quarterTurned(sheet, 180) : sheet));
}

/** Print in one colour on paper of another. */
export function inColours(sheet: Sheet, ink: readonly number[], paper: readonly number[], random: Random): Sheet {
  return shaded(
    sheet,
    (value, _x, _y, channel) => ink[channel]! + ((paper[channel]! - ink[channel]!) * value) / 255 + 4 * bell(random),
  );
}

/** Paper with a printed lattice of five millimetres, as exercise books have it. */
export function onLattice(sheet: Sheet, colour: readonly number[]): Sheet {
  const step = (5 * sheet.dpi) / 25.4;
  return shaded(sheet, (value, x, y, channel) =>
    x % step < 1.6 || y % step < 1.6 ? Math.min(value, (value * colour[channel]!) / 255) : value,
  );
}

/** Streaks that dirt on the glass of a feeder draws down all of a sheet. */
export function streaked(sheet: Sheet, random: Random): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  for (let i = 0; i < 3; i++) {
    const x = random.int(Math.round(0.1 * sheet.width), Math.round(0.9 * sheet.width));
    const shade = random.int(60, 170);
    for (let y = 0; y < sheet.height; y++) {
      for (let dx = 0; dx < 2; dx++) {
        const at = 3 * (y * sheet.width + x + dx);
        for (let c = 0; c < 3; c++) copy.data[at + c] = Math.min(copy.data[at + c]!, shade + random.int(-12, 12));
      }
    }
  }
  return copy;
}

/** Figures struck out by hand, another one written over or beside them. */
export function corrected({ sheet, page }: Printed, colour: readonly number[], random: Random): Sheet {
  const digits = page.glyphs.filter(({ text }) => /\d/u.test(text));
  const pixels = sheet.dpi / 72;
  const millimetre = sheet.dpi / 25.4;
  const paths = Array.from({ length: digits.length > 0 ? 5 : 0 }, () => {
    const { x0, x1, y0, y1 } = random.pick(digits);
    const [left, middle, high] = [x0 * pixels, ((y0 + y1) / 2) * pixels, (y1 - y0) * pixels];
    if (random.chance(0.5)) {
      const way = 3 * millimetre;
      return [
        [left - way, middle + 0.2 * millimetre],
        [x1 * pixels + way, middle - 0.3 * millimetre],
      ] as const;
    }
    const digit = random.pick(HANDWRITTEN);
    return digit.map(([u, v]) => [left + (u - 0.1) * 0.8 * high, middle + (v - 0.5) * 1.15 * high] as const);
  });
  return strokesOn(sheet, paths, 0.2 * millimetre, colour);
}

/** Digits as hands write them, in a square. */
const HANDWRITTEN: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0.5, 0],
    [0.45, 1],
  ],
  [
    [0.1, 0.1],
    [0.7, 0],
    [0.4, 1],
  ],
  [
    [0.6, 0],
    [0.2, 0.6],
    [0.3, 1],
    [0.6, 0.9],
    [0.5, 0.6],
    [0.2, 0.7],
  ],
  [
    [0.6, 0.1],
    [0.2, 0.1],
    [0.2, 0.5],
    [0.6, 0.6],
    [0.5, 1],
    [0.1, 0.95],
  ],
];

/** Everything that happens between an office and an auditor, one after the other. */
export function blocky(sheet: Sheet): Promise<Sheet> | Sheet {
  return afterJpeg(afterJpeg(sheet, 15), 10);
}
