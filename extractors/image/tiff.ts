import type { IFD } from 'utif2';
import { decodeFax } from './fax.js';
import { decodeLzw } from './lzw.js';
import type { FaxCoding } from './fax.js';
import { isSize, plainCoding } from './sheet.js';
import type { ImagePage, Sheet } from './sheet.js';
import { orientationIn, readDirectories, resolutionIn } from './tags.js';
import type { Tags } from './tags.js';

const TAG = {
  kind: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planes: 284,
  faxOptions: 292,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
} as const;
const COMPRESSION = { none: 1, lzw: 5, rows: 2, group3: 3, group4: 4, jpeg: 7 } as const;
const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, inks: 5, luma: 6 } as const;
/** A smaller copy of another page, or a mask over one. */
const COPY = 0b101;
const MOST_PAGES = 10_000;
/** Unpacked pixels of a page; the drawing engine has 512 MB for everything. */
const MOST_BYTES = 200 * 1024 * 1024;

/** The pages of a TIFF file: as scanners and fax machines write them, in black and white, grey or colour. */
export function tiffPages(bytes: Uint8Array): ImagePage[] | undefined {
  const pages = readDirectories(bytes, MOST_PAGES)?.filter((tags) => ((first(tags, TAG.kind) ?? 0) & COPY) === 0);
  if (!pages) return undefined;
  return pages.flatMap((tags) => {
    const [width, height] = [first(tags, TAG.width) ?? 0, first(tags, TAG.height) ?? 0];
    return isSize(width, height) ? [{ width, height, open: () => sheetOf(bytes, tags, width, height) }] : [];
  });
}

function first(tags: Tags, tag: number): number | undefined {
  return tags.get(tag)?.[0];
}

async function sheetOf(bytes: Uint8Array, tags: Tags, width: number, height: number): Promise<Sheet> {
  const code = first(tags, TAG.compression) ?? 1;
  const fax = code === COMPRESSION.group3 || code === COMPRESSION.group4 || code === COMPRESSION.rows;
  const { data, bits, samples } = fax
    ? { data: unfax(bytes, tags, width, height), bits: 1, samples: 1 }
    : await unpack(bytes, tags, width, height);
  return {
    width,
    height,
    dpi: resolutionIn(tags),
    orientation: orientationIn(tags),
    ...(fax ? { coding: coded(tags, 1, 1), data } : asHeld(data, tags, width, height, bits, samples)),
  };
}

/** Strips of fax code, one under the other. */
function unfax(bytes: Uint8Array, tags: Tags, width: number, height: number): Uint8Array {
  const code = first(tags, TAG.compression);
  const twoWays = ((first(tags, TAG.faxOptions) ?? 0) & 1) === 1;
  const coding: FaxCoding =
    code === COMPRESSION.group4 ? 'group4' : code === COMPRESSION.rows ? 'rows' : twoWays ? 'group3-2d' : 'group3';
  const rows = Math.min(height, first(tags, TAG.rowsPerStrip) ?? height);
  const stride = (width + 7) >> 3;
  const picture = new Uint8Array(stride * height);
  const sizes = tags.get(TAG.stripBytes) ?? [];
  for (const [i, at] of (tags.get(TAG.stripOffsets) ?? []).entries()) {
    const from = i * rows;
    if (from >= height) break;
    const strip = bytes.subarray(at, Math.min(bytes.length, at + (sizes[i] ?? bytes.length)));
    const straight = first(tags, TAG.fillOrder) === 2 ? strip.map(mirrored) : strip;
    picture.set(decodeFax(straight, width, Math.min(rows, height - from), coding), from * stride);
  }
  return picture;
}

/** A byte with its bits from the other end. */
function mirrored(byte: number): number {
  let turned = 0;
  for (let i = 0; i < 8; i++) turned |= ((byte >> i) & 1) << (7 - i);
  return turned;
}

interface Unpacked {
  data: Uint8Array;
  bits: number;
  samples: number;
}

/** Everything else is unpacked by utif2, in the layout that the tags say. Samples of 16 bits come low byte first. */
async function unpack(bytes: Uint8Array, tags: Tags, width: number, height: number): Promise<Unpacked> {
  let samples = first(tags, TAG.samples) ?? 1;
  let bits = first(tags, TAG.bits) ?? 1;
  const page: Record<string, number[]> = {};
  for (const [tag, values] of tags) page[`t${tag}`] = [...values];
  if (first(tags, TAG.compression) === COMPRESSION.jpeg) {
    // A JPEG always comes out in three colours, also a grey one.
    [samples, bits] = [3, 8];
    page[`t${TAG.photometric}`] = [PHOTOMETRIC.luma];
  } else if (first(tags, TAG.planes) === 2 && samples > 1) {
    // One plane after the other: the first of them, red, is what print is read from.
    samples = 1;
    page[`t${TAG.planes}`] = [1];
  }
  page[`t${TAG.samples}`] = [samples];
  page[`t${TAG.bits}`] = Array.from({ length: samples }, () => bits);
  if (height * Math.ceil((width * samples * bits) / 8) > MOST_BYTES) throw new RangeError('TIFF: too many pixels');
  if (!tags.has(TAG.stripOffsets) && !tags.has(TAG.tileOffsets)) throw new Error('TIFF: no pixels');
  withinFile(page, bytes.length, width, height);
  const whole = first(tags, TAG.compression) === COMPRESSION.lzw ? unlzw(bytes, page, width, bits * samples) : bytes;
  // The package takes a whole buffer and counts from its beginning.
  const buffer =
    whole.byteOffset === 0 && whole.byteLength === whole.buffer.byteLength ? whole.buffer : whole.slice().buffer;
  const { default: UTIF } = await import('utif2');
  const decoded = page as unknown as IFD;
  (UTIF.decodeImage as (buffer: ArrayBufferLike, page: IFD) => void)(buffer, decoded);
  return { data: decoded.data, bits, samples };
}

/** Strips and tiles lie in the file, and there are as many as the picture needs: the package trusts what it is told. */
function withinFile(page: Record<string, number[]>, length: number, width: number, height: number): void {
  for (const [offsets, sizes] of [
    [TAG.stripOffsets, TAG.stripBytes],
    [TAG.tileOffsets, TAG.tileBytes],
  ]) {
    const starts = page[`t${offsets}`];
    if (!starts) continue;
    const counts = page[`t${sizes}`] ?? [];
    page[`t${offsets}`] = starts.map((at) => Math.min(at, length));
    page[`t${sizes}`] = starts.map((at, i) => Math.max(0, Math.min(counts[i] ?? length, length - at)));
  }
  const [across, down] = [page[`t${TAG.tileWidth}`]?.[0], page[`t${TAG.tileHeight}`]?.[0]];
  if (across === undefined && down === undefined) return;
  const tiles = Math.ceil(width / (across ?? 0)) * Math.ceil(height / (down ?? 0));
  const given = page[`t${TAG.tileOffsets}`]?.length ?? 0;
  if (!(tiles <= given) || !isSize(across ?? 0, down ?? 0)) throw new Error('TIFF: tiles are missing');
}

/**
 * The same strips without LZW, one after the other; the tags then say so. Not left to the package, which goes round in
 * circles where the code is damaged.
 */
function unlzw(bytes: Uint8Array, page: Record<string, number[]>, width: number, bits: number): Uint8Array {
  const tiled = page[`t${TAG.tileOffsets}`] !== undefined && page[`t${TAG.tileWidth}`] !== undefined;
  const [offsets, sizes] = tiled ? [TAG.tileOffsets, TAG.tileBytes] : [TAG.stripOffsets, TAG.stripBytes];
  const height = page[`t${TAG.height}`]![0]!;
  const rows = tiled ? page[`t${TAG.tileHeight}`]![0]! : Math.min(height, page[`t${TAG.rowsPerStrip}`]?.[0] ?? height);
  const columns = tiled ? page[`t${TAG.tileWidth}`]![0]! : width;
  const size = rows * Math.ceil((columns * bits) / 8);
  const starts = page[`t${offsets}`] ?? [];
  if (starts.length * size > 2 * MOST_BYTES) throw new RangeError('TIFF: too many pixels');
  // Eight bytes of head tell the order of bytes.
  const plain = new Uint8Array(8 + starts.length * size);
  plain.set(bytes.subarray(0, 8));
  for (const [i, at] of starts.entries()) {
    plain.set(decodeLzw(bytes.subarray(at, at + page[`t${sizes}`]![i]!), size), 8 + i * size);
  }
  page[`t${TAG.compression}`] = [COMPRESSION.none];
  page[`t${offsets}`] = starts.map((_, i) => 8 + i * size);
  page[`t${sizes}`] = starts.map(() => size);
  return plain;
}

/** Pixels as an image of a PDF may hold them. */
function asHeld(
  data: Uint8Array,
  tags: Tags,
  width: number,
  height: number,
  bits: number,
  samples: number,
): Pick<Sheet, 'coding' | 'data'> {
  const wanted = coloursOf(tags, samples);
  if (bits > 16 || (bits < 8 && samples > 1)) throw new Error(`TIFF: ${samples} samples of ${bits} bits`);
  if (bits < 8 || (bits === 8 && samples === wanted)) return { coding: coded(tags, bits, samples), data };
  const bytes = bits >> 3;
  const picked = new Uint8Array(width * height * wanted);
  for (let pixel = 0, to = 0; pixel < width * height; pixel++) {
    for (let k = 0; k < wanted; k++) picked[to++] = data[(pixel * samples + k) * bytes + bytes - 1] ?? 0;
  }
  return { coding: coded(tags, 8, samples), data: picked };
}

/** Colours of a pixel; what comes behind them (transparency) is left out. */
function coloursOf(tags: Tags, samples: number): number {
  const photometric = first(tags, TAG.photometric);
  if (photometric === PHOTOMETRIC.inks && samples >= 4) return 4;
  return samples >= 3 ? 3 : 1;
}

function coded(tags: Tags, bits: number, samples: number): string {
  const photometric = first(tags, TAG.photometric) ?? PHOTOMETRIC.whiteIsZero;
  const palette = tags.get(TAG.palette);
  if (photometric === PHOTOMETRIC.palette && palette && samples === 1 && bits <= 8) {
    const count = 1 << bits;
    const high = (at: number): string => ((palette[at] ?? 0) >> 8).toString(16).padStart(2, '0');
    const colours = Array.from({ length: count }, (_, i) => high(i) + high(count + i) + high(2 * count + i)).join('');
    return plainCoding(`[/Indexed/DeviceRGB ${count - 1}<${colours}>]`, bits);
  }
  const space = ['', '/DeviceGray', '', '/DeviceRGB', '/DeviceCMYK'][coloursOf(tags, samples)]!;
  // Fax code says black where it says one; other pictures say themselves what is white.
  const inverted = photometric === PHOTOMETRIC.whiteIsZero && space === '/DeviceGray';
  return plainCoding(space, bits, inverted ? '/Decode[1 0]' : '');
}
