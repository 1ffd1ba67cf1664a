import type { EnginePage } from '../../extractors/pdf/engine.js';
import type { Random } from '../../fixtures/generate/random.js';
import { afterJpeg } from './jpeg.js';
import { bell, blurred, fill, grey, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';
import { pressSeal, sealInk } from './seal.js';
import { curved, photographed, quarterTurned, turned } from './warp.js';

/** A clean sheet, and what is printed on it (points). */
export interface Printed {
  sheet: Sheet;
  page: Pick<EnginePage, 'glyphs' | 'rulings'>;
  owner: string;
}

interface Damage {
  dpi: number;
  apply(printed: Printed, random: Random): Sheet | Promise<Sheet>;
}

/** What happens to pages on their way to the auditor. */
export const DAMAGES: Record<string, Damage> = {
  clean150: { dpi: 150, apply: ({ sheet }) => sheet },
  clean200: { dpi: 200, apply: ({ sheet }) => sheet },
  clean300: { dpi: 300, apply: ({ sheet }) => sheet },
  jpeg40: { dpi: 200, apply: ({ sheet }) => afterJpeg(sheet, 40) },
  jpeg40at150: { dpi: 150, apply: ({ sheet }) => afterJpeg(sheet, 40) },
  skew: { dpi: 200, apply: ({ sheet }, random) => turned(sheet, random.chance(0.5) ? 1.2 : -1.2) },
  skew4: { dpi: 200, apply: ({ sheet }, random) => turned(sheet, random.chance(0.5) ? 4 : -4) },
  turned90: { dpi: 200, apply: ({ sheet }) => quarterTurned(sheet, 90) },
  turned180: { dpi: 200, apply: ({ sheet }) => quarterTurned(sheet, 180) },
  turned270: { dpi: 200, apply: ({ sheet }) => quarterTurned(sheet, 270) },
  noise: { dpi: 200, apply: ({ sheet }, random) => grey(sheet, (value) => value + 28 * bell(random)) },
  saltPepper: {
    dpi: 200,
    apply: ({ sheet }, random) =>
      grey(sheet, (value) => (random.chance(0.02) ? (random.chance(0.5) ? 0 : 255) : value)),
  },
  blur: { dpi: 200, apply: ({ sheet }) => blurred(sheet, 1.6) },
  heavy150: {
    dpi: 150,
    apply: ({ sheet }, random) =>
      afterJpeg(
        grey(
          blurred(turned(sheet, 1.4 * (random.next() - 0.5)), 0.8),
          (value) => 225 - 0.62 * (255 - value) + 9 * bell(random),
        ),
        40,
      ),
  },
  bitonal: {
    dpi: 200,
    apply: ({ sheet }, random) => grey(sheet, (value) => (value + 8 * bell(random) < 150 ? 0 : 255)),
  },
  bitonal150: { dpi: 150, apply: ({ sheet }) => grey(sheet, (value) => (value < 150 ? 0 : 255)) },
  fax: { dpi: 200, apply: ({ sheet }, random) => faxed(sheet, random) },
  seal: { dpi: 200, apply: sealed },
  sealGrey: { dpi: 200, apply: async (printed, random) => grey(await sealed(printed, random)) },
  faded: {
    dpi: 200,
    apply: ({ sheet }, random) => grey(sheet, (value) => 235 - 0.35 * (255 - value) + 5 * bell(random)),
  },
  faintLines: { dpi: 200, apply: (printed, random) => redrawn(printed, { grey: 190, gaps: [12, 0.9] }, random) },
  brokenLines: { dpi: 200, apply: (printed, random) => redrawn(printed, { grey: 60, gaps: [7, 1.6] }, random) },
  dottedLines: { dpi: 200, apply: (printed, random) => redrawn(printed, { grey: 30, gaps: [0.5, 0.6] }, random) },
  dashedLines: { dpi: 200, apply: (printed, random) => redrawn(printed, { grey: 30, gaps: [1.8, 1.2] }, random) },
  shadow: { dpi: 200, apply: ({ sheet }, random) => lit(sheet, random) },
  photo: {
    dpi: 220,
    apply: ({ sheet }, random) => afterJpeg(blurred(lit(photographed(sheet, random), random), 0.7), 75),
  },
  curved: { dpi: 200, apply: ({ sheet }, random) => lit(curved(sheet, 2.5), random) },
  holes: { dpi: 200, apply: ({ sheet }, random) => punched(sheet, random) },
};

/** A threshold after the soft look of a fax machine; some rows stutter, some dust is copied. */
function faxed(sheet: Sheet, random: Random): Sheet {
  const soft = grey(blurred(sheet, 0.7), (value) => (value + 14 * bell(random) < 165 ? 0 : 255));
  const { width, height, dpi } = soft;
  const row = 3 * width;
  for (let y = 1; y < height; y++) {
    if (random.chance(0.004)) soft.data.copyWithin(y * row, (y - 1) * row, y * row);
  }
  for (let i = 0; i < width * height * 2e-5; i++) {
    const [x, y] = [random.int(0, width), random.int(0, height)];
    fill(soft, x, y, x + random.int(1, 2), y + random.int(1, 2), [0, 0, 0]);
  }
  return { ...soft, dpi };
}

/** A red seal over the figures of the page. */
async function sealed({ sheet, page, owner }: Printed, random: Random): Promise<Sheet> {
  const digits = page.glyphs.filter(({ text }) => /\d/u.test(text));
  const on = random.pick(digits.length > 0 ? digits : page.glyphs);
  const pixels = sheet.dpi / 72;
  const ink = await sealInk(owner, sheet.dpi, 30 * (random.next() - 0.5));
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  pressSeal(copy, ink, on.x0 * pixels, on.y0 * pixels, random);
  return copy;
}

/** The lines of tables drawn anew: their grey, and after how many millimetres on they are off for how many. */
function redrawn(
  { sheet, page }: Printed,
  { grey: shade, gaps: [on, off] }: { grey: number; gaps: readonly [number, number] },
  random: Random,
): Sheet {
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  const [pixels, millimetre] = [sheet.dpi / 72, sheet.dpi / 25.4];
  for (const { x0, y0, x1, y1 } of page.rulings) {
    fill(copy, x0 * pixels - 2, y0 * pixels - 2, x1 * pixels + 3, y1 * pixels + 3, [255, 255, 255]);
  }
  for (const { x0, y0, x1, y1 } of page.rulings) {
    const long = x1 - x0 > y1 - y0;
    const [from, to] = (long ? [x0, x1] : [y0, y1]).map((at) => at * pixels) as [number, number];
    const loose = on > 2;
    for (let at = from; at < to;) {
      const end = Math.min(to, at + on * millimetre * (loose ? 0.5 + random.next() : 1));
      if (long) fill(copy, at, y0 * pixels - 0.8, end, y0 * pixels + 0.8, [shade, shade, shade]);
      else fill(copy, x0 * pixels - 0.8, at, x0 * pixels + 0.8, end, [shade, shade, shade]);
      at = end + off * millimetre * (loose ? 0.5 + random.next() : 1);
    }
  }
  // Print that stood on a line keeps what the white took from it.
  for (let i = 0; i < copy.data.length; i++) {
    const old = sheet.data[i]!;
    if (copy.data[i]! > old && !onRuling(i, sheet, page.rulings)) copy.data[i] = old;
  }
  return copy;
}

function onRuling(i: number, { width, dpi }: Sheet, rulings: Printed['page']['rulings']): boolean {
  const pixel = (i - (i % 3)) / 3;
  const [x, y] = [((pixel % width) * 72) / dpi, (Math.floor(pixel / width) * 72) / dpi];
  return rulings.some((line) => x >= line.x0 - 1 && x <= line.x1 + 1 && y >= line.y0 - 1 && y <= line.y1 + 1);
}

/** Uneven lamp light, warm, with the soft shadow of somebody's hand. */
function lit(sheet: Sheet, random: Random): Sheet {
  const { width, height } = sheet;
  const [gx, gy] = [random.next() - 0.5, random.next() - 0.5];
  const [edge, slope] = [0.35 + 0.4 * random.next(), 2 * (random.next() - 0.5)];
  const warm = [1, 0.97, 0.88];
  return shaded(sheet, (value, x, y, channel) => {
    const [u, v] = [x / width, y / height];
    const lamp = 0.8 + 0.35 * (gx * (u - 0.5) + gy * (v - 0.5)) - 0.25 * ((u - 0.5) ** 2 + (v - 0.5) ** 2);
    const depth = (u - edge - slope * (v - 0.5)) / 0.04;
    const hand = 1 - 0.35 / (1 + Math.exp(-depth));
    return value * lamp * hand * warm[channel]!;
  });
}

/** Holes of a folder at the left, the black edge of an open scanner lid, a staple's shadow. */
function punched(sheet: Sheet, random: Random): Sheet {
  const { width, height, dpi } = sheet;
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  const millimetre = dpi / 25.4;
  for (const middle of [height / 2 - 40 * millimetre, height / 2 + 40 * millimetre]) {
    const [x0, radius] = [11 * millimetre, 2.9 * millimetre];
    for (let y = middle - radius; y < middle + radius; y++) {
      const half = Math.sqrt(radius ** 2 - (y - middle) ** 2);
      fill(copy, x0 - half, y, x0 + half, y + 1, [25, 25, 25]);
    }
  }
  const [right, foot] = [random.int(2, 6) * millimetre, random.int(0, 4) * millimetre];
  for (let y = 0; y < height; y++) {
    const wave = right * (0.7 + (0.3 * y) / height);
    fill(copy, width - wave, y, width, y + 1, [12, 12, 12]);
  }
  fill(copy, 0, height - foot, width, height, [16, 16, 16]);
  for (let i = 0; i < 9 * millimetre; i++)
    fill(
      copy,
      8 * millimetre + i,
      8 * millimetre + i / 2,
      8 * millimetre + i + 2,
      8 * millimetre + i / 2 + 3,
      [90, 90, 90],
    );
  return copy;
}
