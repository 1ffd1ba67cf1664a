import type { Random } from '../../fixtures/generate/random.js';
import type { Printed } from './damages.js';
import { strokesOn } from './marks.js';
import { blurred, fill, grey, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';

/** Black for white, as copies from microfilm are. */
export function inverted(sheet: Sheet): Sheet {
  return shaded(sheet, (value) => 250 - 0.93 * value);
}

/** Printed through a screen: greys are dots in rows at 45°, seventy to the inch and finer than strokes of print. */
export function screened(sheet: Sheet): Sheet {
  const step = sheet.dpi / 70;
  return shaded(blurred(sheet, 0.5), (value, x, y) => {
    const [u, v] = [(x + y) / step, (x - y) / step];
    const dot = 40 * Math.cos(Math.PI * u) * Math.cos(Math.PI * v);
    return value > 240 ? 246 + 0.15 * dot : value + dot;
  });
}

/** A drum at its end: stripes down the sheet in which toner is thin, and a ghost of the lines above. */
export function wornToner(sheet: Sheet, random: Random): Sheet {
  const stripes = Array.from({ length: 5 }, () => ({
    at: sheet.width * random.next(),
    wide: (2 + 6 * random.next()) * (sheet.dpi / 25.4),
    left: 0.25 + 0.3 * random.next(),
  }));
  return grey(
    shaded(sheet, (value, x) => {
      const left = stripes.reduce(
        (least, { at, wide, left: there }) => Math.min(least, 1 - (1 - there) * Math.exp(-(((x - at) / wide) ** 2))),
        1,
      );
      return 255 - (255 - value) * left;
    }),
  );
}

/** Rubber stamps of one ink, RECEIVED and a date in a frame, pressed on some figures. */
export function stamped({ sheet, page }: Printed, ink: readonly number[], random: Random): Sheet {
  const digits = page.glyphs.filter(({ text }) => /\d/u.test(text));
  const [pixels, millimetre] = [sheet.dpi / 72, sheet.dpi / 25.4];
  const paths = Array.from({ length: digits.length > 0 ? 2 : 0 }, () => {
    const { x0, y0 } = random.pick(digits);
    const [left, top] = [x0 * pixels - 12 * millimetre, y0 * pixels - 4 * millimetre];
    const slope = 0.12 * (random.next() - 0.5);
    const place = (x: number, y: number): readonly [number, number] => [
      left + x * millimetre,
      top + (y + slope * x) * millimetre,
    ];
    const frame = [place(0, 0), place(34, 0), place(34, 11), place(0, 11), place(0, 0)];
    const letters = Array.from({ length: 8 }, (_, i) => {
      const x = 2.5 + 3.8 * i;
      const square = [place(x, 3), place(x + 2.4, 3), place(x + 2.4, 8), place(x, 8), place(x, 3)];
      return random.chance(0.5) ? square : [...square, place(x + 2.4, 5.5), place(x, 5.5)];
    });
    return [frame, ...letters];
  }).flat();
  return strokesOn(sheet, paths, 0.28 * millimetre, ink);
}

/** Ticks of an auditor's pencil behind figures, one in three. */
export function ticked({ sheet, page }: Printed, random: Random): Sheet {
  const [pixels, millimetre] = [sheet.dpi / 72, sheet.dpi / 25.4];
  const ends = page.glyphs.filter(
    ({ text, x1, y0 }, i) =>
      /\d/u.test(text) &&
      !page.glyphs
        .slice(i + 1, i + 3)
        .some((next) => /[\d.,%]/u.test(next.text) && Math.abs(next.y0 - y0) < 2 && next.x0 - x1 < 3),
  );
  const paths = ends
    .filter(() => random.chance(0.33))
    .map(({ x1, y0, y1 }) => {
      const [x, y] = [x1 * pixels + 0.6 * millimetre, ((y0 + y1) / 2) * pixels];
      return [
        [x, y],
        [x + 0.9 * millimetre, y + 1.3 * millimetre],
        [x + 2.6 * millimetre, y - 1.6 * millimetre],
      ] as const;
    });
  return strokesOn(sheet, paths, 0.18 * millimetre, [110, 110, 115]);
}

/** A sheet that the feeder took twice. */
export function takenTwice(sheets: readonly Sheet[]): Sheet[] {
  const twice = sheets.length >> 1;
  return sheets.flatMap((sheet, i) => (i === twice ? [sheet, sheet] : [sheet]));
}

/** Torn off corner: nothing but the black of an open lid is left there. */
export function dogEared(sheet: Sheet, random: Random): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  const side = (20 + 25 * random.next()) * (sheet.dpi / 25.4);
  for (let y = 0; y < side; y++) fill(copy, sheet.width - (side - y), y, sheet.width, y + 1, [18, 18, 20]);
  return copy;
}
