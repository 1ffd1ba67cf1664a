import type { EnginePage } from '../../extractors/pdf/engine.js';
import type { Random } from '../../fixtures/generate/random.js';
import { banded, dithered, onBlack, onPaper, shaken, shadedTo, twoOnOne } from './capture.js';
import * as hardships from './hardships.js';
import { afterJpeg } from './jpeg.js';
import { bledThrough, folded, overlaid, scribbled, stained } from './marks.js';
import { bell, blurred, fill, grey, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';
import * as office from './office.js';
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
  /** What becomes of the sheets of a document together. */
  gather?(sheets: readonly Sheet[]): Sheet[];
}

/** The usual ink of rubber stamps. */
const BLUE = [60, 80, 180];

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
  clean120: { dpi: 120, apply: ({ sheet }) => sheet },
  jpeg20: { dpi: 200, apply: ({ sheet }) => afterJpeg(sheet, 20) },
  jpeg20at150: { dpi: 150, apply: ({ sheet }) => afterJpeg(sheet, 20) },
  skew3at150: { dpi: 150, apply: ({ sheet }, random) => turned(sheet, random.chance(0.5) ? 3 : -3) },
  shaken: { dpi: 200, apply: ({ sheet }, random) => shaken(sheet, 5, 180 * random.next()) },
  gradient: { dpi: 200, apply: ({ sheet }, random) => shadedTo(sheet, 0.4, random) },
  lowContrast: {
    dpi: 200,
    apply: ({ sheet }, random) => grey(sheet, (value) => 190 - 0.25 * (255 - value) + 3 * bell(random)),
  },
  yellowed: { dpi: 200, apply: ({ sheet }, random) => onPaper(sheet, [236, 218, 172], 5, random) },
  folded: { dpi: 200, apply: ({ sheet }, random) => folded(sheet, random) },
  stained: { dpi: 200, apply: ({ sheet }, random) => stained(sheet, random) },
  stainedGrey: { dpi: 200, apply: ({ sheet }, random) => grey(stained(sheet, random)) },
  sealFoil: { dpi: 200, apply: (printed, random) => foiled(printed, random) },
  penBlue: { dpi: 200, apply: (printed, random) => penned(printed, [30, 50, 160], random) },
  penRed: { dpi: 200, apply: (printed, random) => penned(printed, [215, 35, 40], random) },
  penBlack: { dpi: 200, apply: (printed, random) => penned(printed, [40, 40, 40], random) },
  bleed: { dpi: 200, apply: ({ sheet }) => bledThrough(sheet, 0.25) },
  bleedBitonal: { dpi: 200, apply: ({ sheet }) => grey(bledThrough(sheet, 0.2), (value) => (value < 165 ? 0 : 255)) },
  dithered: { dpi: 200, apply: ({ sheet }) => dithered(sheet) },
  ditheredGrey: { dpi: 200, apply: ({ sheet }) => dithered(grey(sheet, (value) => 0.88 * value)) },
  onBlack: { dpi: 200, apply: ({ sheet }, random) => onBlack(sheet, random.chance(0.5) ? 1.5 : -1.5, 9) },
  twoOnOne: { dpi: 150, apply: ({ sheet }) => sheet, gather: twoOnOne },
  bands: {
    dpi: 144,
    apply: (printed) => banded(printed, { header: [189, 215, 238], print: [0, 0, 0], stripe: [242, 242, 242] }),
  },
  darkBands: {
    dpi: 144,
    apply: (printed) => banded(printed, { header: [68, 114, 196], print: [255, 255, 255], stripe: [217, 226, 243] }),
  },
  copies: { dpi: 200, apply: ({ sheet }, random) => hardships.copied(sheet, 3, random) },
  moire: { dpi: 200, apply: ({ sheet }, random) => hardships.offScreen(sheet, random) },
  thumb: { dpi: 200, apply: ({ sheet }, random) => hardships.held(sheet, random) },
  spine: { dpi: 200, apply: ({ sheet }) => hardships.nearSpine(sheet) },
  fax100: { dpi: 204, apply: ({ sheet }, random) => hardships.coarseFax(sheet, random) },
  overlap: { dpi: 200, apply: ({ sheet }, random) => hardships.overlapped(sheet, random) },
  cutOff: { dpi: 200, apply: (printed) => hardships.cutOff(printed) },
  oneUpsideDown: { dpi: 200, apply: ({ sheet }) => sheet, gather: hardships.oneUpsideDown },
  pinkPaper: {
    dpi: 200,
    apply: ({ sheet }, random) => hardships.inColours(sheet, [20, 15, 20], [250, 190, 200], random),
  },
  bluePaper: {
    dpi: 200,
    apply: ({ sheet }, random) => hardships.inColours(sheet, [15, 20, 35], [140, 190, 230], random),
  },
  carbon: {
    dpi: 200,
    apply: ({ sheet }, random) => hardships.inColours(blurred(sheet, 0.8), [70, 80, 170], [240, 240, 235], random),
  },
  redPrint: {
    dpi: 200,
    apply: ({ sheet }, random) => hardships.inColours(sheet, [200, 40, 40], [252, 250, 248], random),
  },
  lattice: { dpi: 200, apply: ({ sheet }) => hardships.onLattice(sheet, [150, 200, 225]) },
  latticeGrey: { dpi: 200, apply: ({ sheet }) => grey(hardships.onLattice(sheet, [190, 190, 190])) },
  jpeg10: { dpi: 200, apply: ({ sheet }) => hardships.blocky(sheet) },
  streaks: { dpi: 200, apply: ({ sheet }, random) => hardships.streaked(sheet, random) },
  correctedBlue: { dpi: 200, apply: (printed, random) => hardships.corrected(printed, [40, 50, 150], random) },
  correctedBlack: { dpi: 200, apply: (printed, random) => hardships.corrected(printed, [30, 30, 30], random) },
  clean100: { dpi: 100, apply: ({ sheet }) => sheet },
  inverted: { dpi: 200, apply: ({ sheet }) => office.inverted(sheet) },
  screened: { dpi: 200, apply: ({ sheet }) => office.screened(sheet) },
  wornToner: { dpi: 200, apply: ({ sheet }, random) => office.wornToner(sheet, random) },
  stamped: { dpi: 200, apply: (printed, random) => office.stamped(printed, BLUE, random) },
  stampedJpeg: { dpi: 200, apply: (printed, random) => afterJpeg(office.stamped(printed, BLUE, random), 60) },
  stampedJpeg30: { dpi: 200, apply: (printed, random) => afterJpeg(office.stamped(printed, BLUE, random), 30) },
  stamped150: { dpi: 150, apply: (printed, random) => office.stamped(printed, BLUE, random) },
  stampedMagenta: { dpi: 200, apply: (printed, random) => office.stamped(printed, [190, 40, 140], random) },
  stampedRed: { dpi: 200, apply: (printed, random) => office.stamped(printed, [200, 40, 50], random) },
  stampedGreen: { dpi: 200, apply: (printed, random) => office.stamped(printed, [30, 120, 70], random) },
  stampedBitonal: {
    dpi: 200,
    apply: (printed, random) => grey(office.stamped(printed, BLUE, random), (value) => (value < 150 ? 0 : 255)),
  },
  stampedBlack: { dpi: 200, apply: (printed, random) => office.stamped(printed, [25, 25, 28], random) },
  sealBitonal: {
    dpi: 200,
    apply: async (printed, random) => grey(await sealed(printed, random), (value) => (value < 150 ? 0 : 255)),
  },
  sealBitonal150: {
    dpi: 150,
    apply: async (printed, random) =>
      grey(blurred(await sealed(printed, random), 0.6), (value) => (value < 160 ? 0 : 255)),
  },
  stampedGreyJpeg: { dpi: 200, apply: (printed, random) => afterJpeg(grey(office.stamped(printed, BLUE, random)), 40) },
  stampedGrey150: { dpi: 150, apply: (printed, random) => grey(office.stamped(printed, BLUE, random)) },
  stampedGrey: { dpi: 200, apply: (printed, random) => grey(office.stamped(printed, BLUE, random)) },
  ticked: { dpi: 200, apply: (printed, random) => office.ticked(printed, random) },
  takenTwice: { dpi: 150, apply: ({ sheet }) => sheet, gather: office.takenTwice },
  dogEared: { dpi: 200, apply: ({ sheet }, random) => office.dogEared(sheet, random) },
  phone: {
    dpi: 220,
    apply: ({ sheet }, random) =>
      afterJpeg(
        shaded(shadedTo(blurred(photographed(sheet, random), 1), 0.55, random), (value) => value + 6 * bell(random)),
        60,
      ),
  },
};

/** A seal that somebody's program laid over the page. */
async function foiled({ sheet, page, owner }: Printed, random: Random): Promise<Sheet> {
  const digits = page.glyphs.filter(({ text }) => /\d/u.test(text));
  const on = random.pick(digits.length > 0 ? digits : page.glyphs);
  const pixels = sheet.dpi / 72;
  const ink = await sealInk(owner, sheet.dpi, 30 * (random.next() - 0.5));
  return overlaid(sheet, ink, on.x0 * pixels, on.y0 * pixels, 0.45 + 0.2 * random.next());
}

/** An auditor's pen: ticks and rings about some figures. */
function penned({ sheet, page }: Printed, colour: readonly number[], random: Random): Sheet {
  const digits = page.glyphs.filter(({ text }) => /\d/u.test(text));
  const pixels = sheet.dpi / 72;
  const places = Array.from({ length: digits.length > 0 ? 6 : 0 }, () => {
    const { x1, y0 } = random.pick(digits);
    return { x: x1 * pixels, y: y0 * pixels + 3 };
  });
  return scribbled(sheet, places, colour, random);
}

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
