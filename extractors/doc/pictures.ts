/** Records of Office drawings ([MS-ODRAW] 2.2): a shape, an entry of the store of pictures, the pictures themselves. */
const RECORD = {
  storeEntry: 0xf007,
  jpeg: 0xf01d,
  png: 0xf01e,
  bitmap: 0xf01f,
  tiff: 0xf029,
  inkJpeg: 0xf02a,
} as const;
const PICTURES = new Set<number>([RECORD.jpeg, RECORD.png, RECORD.bitmap, RECORD.tiff, RECORD.inkJpeg]);
/** Instances of picture records that hold two fingerprints of 16 bytes before the picture instead of one. */
const TWO_PRINTS = new Set([0x46b, 0x6e3, 0x6e1, 0x7a9, 0x6e5]);
/** The picture's frame names a file before its records. */
const NAMED = 0x66;

/** The file of a picture that stands in the text, from the Data stream ([MS-DOC] 2.9.192); nothing where it is a drawing. */
export function pictureIn(data: DataView, offset: number): Uint8Array | undefined {
  if (offset + 8 > data.byteLength) return undefined;
  const end = Math.min(data.byteLength, offset + data.getUint32(offset, true));
  let at = offset + data.getUint16(offset + 4, true);
  if (data.getUint16(offset + 6, true) === NAMED && at < end) at += 1 + data.getUint8(at);
  return firstPicture(data, at, end);
}

/** The file of the first picture among the records of a drawing from `from` to `end`; nothing where there is none. */
export function firstPicture(data: DataView, from: number, end: number): Uint8Array | undefined {
  let at = from;
  while (at + 8 <= end) {
    const instance = data.getUint16(at, true) >> 4;
    const type = data.getUint16(at + 2, true);
    const length = data.getUint32(at + 4, true);
    const body = at + 8;
    if (PICTURES.has(type)) return fileOf(data, type, instance, body, Math.min(end, body + length));
    // An entry of the store holds the picture behind its own 36 bytes and a name.
    if (type === RECORD.storeEntry && body + 36 <= end) at = body + 36 + data.getUint8(body + 33);
    else at = body + length;
  }
  return undefined;
}

function fileOf(data: DataView, type: number, instance: number, body: number, end: number): Uint8Array | undefined {
  const from = body + (TWO_PRINTS.has(instance) ? 32 : 16) + 1;
  if (from >= end) return undefined;
  const bytes = new Uint8Array(data.buffer, data.byteOffset + from, end - from);
  return type === RECORD.bitmap ? bitmapFile(bytes) : bytes;
}

/** A bitmap without the header of its file: that says where the pixels begin, behind the palette. */
function bitmapFile(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 40) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = view.getUint16(14, true);
  const colours = bits <= 8 ? view.getUint32(32, true) || 1 << bits : 0;
  const file = Buffer.alloc(14 + bytes.length);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(14 + view.getUint32(0, true) + 4 * colours, 10);
  file.set(bytes, 14);
  return new Uint8Array(file);
}
