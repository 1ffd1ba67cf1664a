import { firstPicture } from '../doc/pictures.js';

/** Records of Office drawings ([MS-ODRAW] 2.2): the store of pictures, and what is said of a shape. */
const RECORD = { store: 0xf001, properties: 0xf00b } as const;
/** The property of a shape that names a picture of the store, from 1 on ([MS-ODRAW] 2.3.23.5). */
const PICTURE = 0x0104;
const PROPERTY_ID = 0x3fff;
/** Containers inside containers: groups of shapes in groups. */
const DEEPEST = 50;

/** What stands over a sheet of Excel 97–2003 beside its cells. */
export interface Drawn {
  /** Places in the store, from 0 on, of the pictures that are shown, in order. */
  pictures: number[];
  charts: number;
  /** Characters of text boxes and comments. */
  characters: number;
}

/** The pictures of a workbook, in the order of its store; `undefined` stands for a drawing of another kind. */
export function storedPictures(group: readonly DataView[]): (Uint8Array | undefined)[] {
  const pictures: (Uint8Array | undefined)[] = [];
  const view = joined(group);
  for (const { type, at, end } of drawingRecords(view, 0, view.byteLength)) {
    if (type !== RECORD.store) continue;
    for (let entry = at; entry + 8 <= end; entry += 8 + view.getUint32(entry + 4, true)) {
      pictures.push(firstPicture(view, entry, Math.min(end, entry + 8 + view.getUint32(entry + 4, true))));
    }
  }
  return pictures;
}

/** Which pictures of the store the shapes of a sheet show. */
export function picturesShown(drawing: readonly DataView[]): number[] {
  const shown: number[] = [];
  const view = joined(drawing);
  for (const { type, instance, at, end } of drawingRecords(view, 0, view.byteLength)) {
    if (type !== RECORD.properties) continue;
    for (let i = 0; i < instance && at + 6 * (i + 1) <= end; i++) {
      const id = view.getUint16(at + 6 * i, true) & PROPERTY_ID;
      const value = view.getUint32(at + 6 * i + 2, true);
      if (id === PICTURE && value > 0) shown.push(value - 1);
    }
  }
  return shown;
}

interface DrawingRecord {
  type: number;
  instance: number;
  /** Where its content begins and ends. */
  at: number;
  end: number;
}

/** All records between two places, containers before what they contain. Damaged lengths end at those around them. */
function* drawingRecords(view: DataView, from: number, to: number, depth = 0): Generator<DrawingRecord> {
  let next = from;
  while (next + 8 <= to) {
    const head = view.getUint16(next, true);
    const at = next + 8;
    const end = Math.min(to, at + view.getUint32(next + 4, true));
    yield { type: view.getUint16(next + 2, true), instance: head >> 4, at, end };
    if ((head & 0xf) === 0xf && depth < DEEPEST) yield* drawingRecords(view, at, end, depth + 1);
    next = end;
  }
}

function joined(parts: readonly DataView[]): DataView {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return new DataView(bytes.buffer);
}
