/** Directories of tags, as in TIFF files and in the Exif part of a JPEG: tag → its numbers. Fractions are divided. */
export type Tags = ReadonlyMap<number, readonly number[]>;

/** Bytes of a value by type: byte, text, short, long, fraction, signed byte, undefined, signed short, long, fraction. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8 };
/** Values of one tag: strips of a large picture. More is no picture. */
const MOST_VALUES = 1_000_000;

/**
 * All directories of a chain, in order, at most `most`. A chain that leads back or out of the file ends there.
 *
 * @returns nothing where the bytes do not begin like a TIFF file
 */
export function readDirectories(bytes: Uint8Array, most: number): Tags[] | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return undefined;
  const little = mark === 0x4949;
  if (view.getUint16(2, little) !== 42) return undefined;
  const found: Tags[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, little); at > 0 && at + 2 <= bytes.length && found.length < most;) {
    if (seen.has(at)) break;
    seen.add(at);
    const count = view.getUint16(at, little);
    const end = at + 2 + count * 12;
    found.push(readDirectory(view, at + 2, Math.min(count, Math.floor((bytes.length - at - 2) / 12)), little));
    at = end + 4 <= bytes.length ? view.getUint32(end, little) : 0;
  }
  return found;
}

function readDirectory(view: DataView, from: number, count: number, little: boolean): Tags {
  const tags = new Map<number, readonly number[]>();
  for (let i = 0; i < count; i++) {
    const entry = from + i * 12;
    const type = view.getUint16(entry + 2, little);
    const values = view.getUint32(entry + 4, little);
    const size = SIZES[type];
    if (size === undefined || values === 0 || values > MOST_VALUES) continue;
    const at = values * size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    if (at + values * size > view.byteLength) continue;
    const numbers = Array.from({ length: values }, (_, k) => valueAt(view, at + k * size, type, little));
    tags.set(view.getUint16(entry, little), numbers);
  }
  return tags;
}

function valueAt(view: DataView, at: number, type: number, little: boolean): number {
  if (type === 3) return view.getUint16(at, little);
  if (type === 8) return view.getInt16(at, little);
  if (type === 4) return view.getUint32(at, little);
  if (type === 9) return view.getInt32(at, little);
  if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little);
  if (type === 10) return view.getInt32(at, little) / view.getInt32(at + 4, little);
  return type === 6 ? view.getInt8(at) : view.getUint8(at);
}

const ORIENTATION = 274;

/** Which side of the stored picture is up, 1–8. */
export function orientationIn(tags: Tags): number {
  const value = tags.get(ORIENTATION)?.[0] ?? 1;
  return value >= 1 && value <= 8 ? value : 1;
}

const [RESOLUTION_X, RESOLUTION_Y, UNIT] = [282, 283, 296];

/** Dots an inch, where the tags tell them. */
export function resolutionIn(tags: Tags): { x: number; y: number } | undefined {
  const unit = tags.get(UNIT)?.[0] ?? 2;
  const scale = unit === 2 ? 1 : unit === 3 ? 2.54 : 0;
  const x = (tags.get(RESOLUTION_X)?.[0] ?? 0) * scale;
  const y = (tags.get(RESOLUTION_Y)?.[0] ?? x) * scale;
  return x > 0 && y > 0 && Number.isFinite(x + y) ? { x, y } : undefined;
}
