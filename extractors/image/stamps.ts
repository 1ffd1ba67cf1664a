import { INKED, inkOf, isFramed, isOverPrint, patchesOf } from './ink-patches.js';
import type { Picture } from './raster.js';

/** Millimetres: stamps are not wider. The lines of tables that are printed in a colour are, and stay. */
const WIDEST = 75;
/** More of a page than this is no stamp, but coloured paper or print. */
const MOST = 0.2;
/** Ink so much darker than it is coloured is black. */
const DARKEST = 4;
/** What is left of this share of the paper's light, where ink was taken away, is paper. */
const WASHED = 0.5;

/** A picture without its stamps, and the pixels that these covered, if there are any: 1 where ink lay. */
export interface Unstamped {
  picture: Picture;
  covered?: Uint8Array;
}

/**
 * Takes the ink of stamps that are not red from a picture: what is closed in by a frame of one colour and pressed on
 * black print. Other coloured ink stays: headings, tables, what somebody wrote.
 */
export function withoutStamps(picture: Picture): Unstamped {
  const { width, height, dpi, tint } = picture;
  if (!tint) return { picture };
  const raster = { width, height, data: tint };
  const patches = patchesOf({ ...raster, dpi });
  const ink = patches.reduce((sum, { squares }) => sum + squares.length, 0) * (dpi / 25.4) ** 2;
  if (ink > MOST * width * height) return { picture };
  const stamps = patches.filter(
    (patch) =>
      Math.max(patch.x1 - patch.x0, patch.y1 - patch.y0) <= (WIDEST * dpi) / 25.4 &&
      isFramed(patch, raster, dpi) &&
      isOverPrint(patch, picture, tint),
  );
  if (stamps.length === 0) return { picture };
  const data = Uint8Array.from(picture.data);
  const covered = new Uint8Array(data.length);
  for (const stamp of stamps) {
    const { paper, loss } = inkOf(stamp, picture, tint, DARKEST);
    for (let y = stamp.y0; y < stamp.y1; y++) {
      for (let at = y * width + stamp.x0; at < y * width + stamp.x1; at++) {
        if (tint[at] === 0) continue;
        const lifted = Math.round(data[at]! + loss * tint[at]!);
        // Coded pictures blur colours more than greys: what is hardly darker than the paper was no print.
        data[at] = Math.max(data[at]!, lifted > WASHED * paper ? paper : lifted);
        if (tint[at]! >= INKED / 2) covered[at] = 1;
      }
    }
  }
  return { picture: { ...picture, data }, covered };
}
