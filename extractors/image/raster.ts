/** A grey picture: one byte a pixel, rows from the top, 0 is black and 255 white. */
export interface Raster {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A picture of a page with the number of its pixels that make an inch. */
export interface Picture extends Raster {
  dpi: number;
  /** In coloured pictures, by how much each pixel is redder than it is green or blue; `data` is the red channel. */
  red?: Uint8Array;
  /** In pictures with ink of other colours, how far from grey each pixel is that is not redder than it is blue or green. */
  tint?: Uint8Array;
}

export function blank(width: number, height: number, grey = 255): Raster {
  return { width, height, data: new Uint8Array(width * height).fill(grey) };
}

/** Turns clockwise by 90, 180 or 270 degrees; 0 gives the same picture. */
export function turnQuarter(source: Raster, degrees: number): Raster {
  if (degrees === 0) return source;
  const { width, height, data } = source;
  const sideways = degrees !== 180;
  const turned = blank(sideways ? height : width, sideways ? width : height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to =
        degrees === 90
          ? x * height + (height - 1 - y)
          : degrees === 180
            ? (height - 1 - y) * width + (width - 1 - x)
            : (width - 1 - x) * height + y;
      turned.data[to] = data[y * width + x]!;
    }
  }
  return turned;
}

/** Rows made columns: what ran across runs down. */
export function transposed({ width, height, data }: Raster): Raster {
  const turned = new Uint8Array(data.length);
  const block = 32;
  for (let top = 0; top < height; top += block) {
    const bottom = Math.min(height, top + block);
    for (let left = 0; left < width; left += block) {
      const right = Math.min(width, left + block);
      for (let x = left; x < right; x++) {
        for (let y = top, at = top * width + x; y < bottom; y++, at += width) turned[x * height + y] = data[at]!;
      }
    }
  }
  return { width: height, height: width, data: turned };
}

/** A rectangle of whole pixels, cut to the picture. */
export interface Region {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** How many pixels a region has. */
export function areaOf({ x0, y0, x1, y1 }: Region): number {
  return (x1 - x0) * (y1 - y0);
}

/** The part of a picture inside a region; what lies outside of the picture is white. */
export function crop(source: Raster, { x0, y0, x1, y1 }: Region): Raster {
  const part = blank(Math.max(1, x1 - x0), Math.max(1, y1 - y0));
  const left = Math.max(0, x0);
  const right = Math.min(source.width, x1);
  for (let y = Math.max(0, y0); y < Math.min(source.height, y1); y++) {
    if (right > left) {
      part.data.set(
        source.data.subarray(y * source.width + left, y * source.width + right),
        (y - y0) * part.width + left - x0,
      );
    }
  }
  return part;
}
