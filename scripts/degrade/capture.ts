import { findGrids } from '../../extractors/grid/index.js';
import type { Random } from '../../fixtures/generate/random.js';
import { bell, fill, grey, plainSheet, shaded } from './sheet.js';
import type { Sheet } from './sheet.js';
import type { Printed } from './damages.js';
import { warped } from './warp.js';

/** The hand moved while the shutter was open: each pixel the mean of `length` pixels along an angle. */
export function shaken(sheet: Sheet, length: number, degrees: number): Sheet {
  const { width, height, data } = sheet;
  const angle = (degrees * Math.PI) / 180;
  const steps = Array.from({ length }, (_, i) => {
    const along = i - (length - 1) / 2;
    return [Math.round(along * Math.cos(angle)), Math.round(along * Math.sin(angle))] as const;
  });
  return shaded(sheet, (_, x, y, channel) => {
    let sum = 0;
    for (const [dx, dy] of steps) {
      const [px, py] = [Math.min(width - 1, Math.max(0, x + dx)), Math.min(height - 1, Math.max(0, y + dy))];
      sum += data[3 * (py * width + px) + channel]!;
    }
    return sum / length;
  });
}

/** Light that falls off from one corner to the other, down to a share of it. */
export function shadedTo(sheet: Sheet, least: number, random: Random): Sheet {
  const angle = 2 * Math.PI * random.next();
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const { width, height } = sheet;
  return shaded(sheet, (value, x, y) => {
    const along = 0.5 + ((x / width - 0.5) * dx + (y / height - 0.5) * dy) / (Math.abs(dx) + Math.abs(dy));
    return value * (least + (1 - least) * along);
  });
}

/** Black and white alone, greys as dots: what a pixel lost or gained goes on to its neighbours (Floyd, Steinberg). */
export function dithered(sheet: Sheet): Sheet {
  const { width, height, data } = grey(sheet);
  const left = Float32Array.from({ length: width * height }, (_, i) => data[3 * i]!);
  const dots = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const value = left[at]! < 128 ? 0 : 255;
      const error = left[at]! - value;
      dots.fill(value, 3 * at, 3 * at + 3);
      if (x + 1 < width) left[at + 1]! += (7 * error) / 16;
      if (y + 1 === height) continue;
      if (x > 0) left[at + width - 1]! += (3 * error) / 16;
      left[at + width]! += (5 * error) / 16;
      if (x + 1 < width) left[at + width + 1]! += error / 16;
    }
  }
  return { ...sheet, data: dots };
}

/** A sheet lying askew on the black of an open scanner, which sees more than the sheet. */
export function onBlack(sheet: Sheet, degrees: number, border: number): Sheet {
  const { width, height, dpi } = sheet;
  const margin = Math.round((border * dpi) / 25.4);
  const onto = plainSheet(width + 2 * margin, height + 2 * margin, dpi, [14, 13, 16]);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [(onto.width - 1) / 2, (onto.height - 1) / 2];
  return warped(sheet, onto, (x, y) => [
    (width - 1) / 2 + cos * (x - mx) + sin * (y - my),
    (height - 1) / 2 - sin * (x - mx) + cos * (y - my),
  ]);
}

/** Sheets two by two on one, as copiers and open books have them; the spine throws a shadow. */
export function twoOnOne(sheets: readonly Sheet[]): Sheet[] {
  const pairs: Sheet[] = [];
  for (let i = 0; i < sheets.length; i += 2) {
    const two = sheets.slice(i, i + 2);
    const height = Math.max(...two.map((sheet) => sheet.height));
    const width = two[0]!.width + (two[1] ?? two[0]!).width;
    const pair = plainSheet(width, height, two[0]!.dpi, [255, 255, 255]);
    let left = 0;
    for (const sheet of two) {
      for (let y = 0; y < sheet.height; y++) {
        const row = sheet.data.subarray(3 * y * sheet.width, 3 * (y + 1) * sheet.width);
        pair.data.set(row, 3 * (y * width + left));
      }
      left += sheet.width;
    }
    pairs.push(pair);
  }
  return pairs;
}

/** Colours of a table as office programs lay them under its rows. */
interface Bands {
  header: readonly number[];
  /** Print of the header. */
  print: readonly number[];
  stripe: readonly number[];
}

/** Headers and every second row of the tables on coloured ground. */
export function banded({ sheet, page }: Printed, { header, print, stripe }: Bands): Sheet {
  const pixels = sheet.dpi / 72;
  const copy = { ...sheet, data: Uint8Array.from(sheet.data) };
  for (const { cells } of findGrids([...page.rulings])) {
    const tops = [...new Set(cells.map(({ y0 }) => Math.round(y0)))].sort((a, b) => a - b);
    for (const cell of cells) {
      const row = tops.indexOf(Math.round(cell.y0));
      if (row % 2 === 1) continue;
      const ground = row === 0 ? header : stripe;
      const ink = row === 0 ? print : [0, 0, 0];
      for (let y = Math.round(cell.y0 * pixels) + 1; y < Math.min(sheet.height, cell.y1 * pixels); y++) {
        for (let x = Math.round(cell.x0 * pixels) + 1; x < Math.min(sheet.width, cell.x1 * pixels); x++) {
          const at = 3 * (y * sheet.width + x);
          for (let c = 0; c < 3; c++)
            copy.data[at + c] = ink[c]! + ((ground[c]! - ink[c]!) * sheet.data[at + c]!) / 255;
        }
      }
    }
  }
  return copy;
}

/** Old paper: its colour, its fibres. */
export function onPaper(sheet: Sheet, colour: readonly number[], grain: number, random: Random): Sheet {
  const { width, height } = sheet;
  const fibres = { ...sheet, data: new Uint8Array(sheet.data) };
  for (let at = 0; at < fibres.data.length; at += 3) {
    const by = grain * bell(random);
    for (let c = 0; c < 3; c++) {
      const value = (sheet.data[at + c]! * colour[c]!) / 255 + by;
      fibres.data[at + c] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  for (let i = 0; i < (width * height) / 40_000; i++) {
    const [x, y] = [random.int(0, width - 1), random.int(0, height - 1)];
    fill(fibres, x, y, x + 1 + random.int(0, 1), y + 1 + random.int(0, 1), [150, 130, 95]);
  }
  return fibres;
}
