import { describe, expect, it } from 'vitest';
import { withoutGreySeals } from '../../../extractors/image/grey-seal.js';
import { blank } from '../../../extractors/image/raster.js';
import type { Picture } from '../../../extractors/image/raster.js';

const [SIDE, DPI] = [520, 200];

/** Rows of marks like print, and lines, on an evened page. */
function printed(): Picture {
  const page: Picture = { ...blank(SIDE, SIDE), dpi: DPI };
  const bar = (x0: number, y0: number, x1: number, y1: number, grey = 10): void => {
    for (let y = y0; y < y1; y++) page.data.fill(grey, y * SIDE + x0, y * SIDE + x1);
  };
  for (let y = 30; y < 500; y += 60) {
    for (let x = 40; x < 480; x += 24) bar(x, y + 10, x + 3 + (x % 5), y + 30);
    // A thin line that is only grey.
    bar(20, y, 500, y + 1, 20);
    bar(20, y + 1, 500, y + 2, 120);
  }
  return page;
}

/** A ring of 40 mm with a disc in its middle, pressed on a page. */
function sealed(page: Picture, ink: number, share: (x: number, y: number) => boolean): Picture {
  const data = Uint8Array.from(page.data, (grey, i) =>
    share(i % SIDE, Math.floor(i / SIDE)) ? Math.round((grey * ink) / 255) : grey,
  );
  return { ...page, data };
}

const from = (x: number, y: number): number => Math.hypot(x - 260, y - 250);
const ring = (x: number, y: number): boolean => (from(x, y) > 148 && from(x, y) < 157) || from(x, y) < 40;
const differing = (a: Picture, b: Picture): number =>
  a.data.reduce((sum, grey, i) => sum + (Math.abs(grey - b.data[i]!) > 100 ? 1 : 0), 0);

describe('a seal scanned in grey', () => {
  it.each([{ ink: 110 }, { ink: 150 }])('is taken off, and what it covers stays ($ink)', ({ ink }) => {
    const page = printed();
    const stamped = sealed(page, ink, ring);
    expect(differing(stamped, page)).toBeGreaterThan(5000);
    expect(differing(withoutGreySeals(stamped), page)).toBeLessThan(150);
  });

  it('is a ring: shaded cells and grey print stay as they are', () => {
    const page = printed();
    const shaded = sealed(page, 150, (x, y) => x > 100 && x < 400 && y > 100 && y < 330);
    expect(withoutGreySeals(shaded)).toBe(shaded);
    const pale: Picture = { ...page, data: page.data.map((grey) => (grey < 200 ? 120 : grey)) };
    expect(withoutGreySeals(pale)).toBe(pale);
    expect(withoutGreySeals(page)).toBe(page);
  });
});
