import CFB from 'cfb';
import { RECORD } from '../../../extractors/xls/records.js';

const [GLOBALS, WORKSHEET, CHART] = [5, 0x10, 0x20];
/** A record holds no more; the rest goes into continuations. */
const MOST = 8224;

/** A record with what continues it. */
export function biff(id: number, body: Buffer = Buffer.alloc(0)): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at === 0 || at < body.length; at += MOST) {
    const part = body.subarray(at, at + MOST);
    const head = Buffer.alloc(4);
    head.writeUInt16LE(at === 0 ? id : RECORD.continues, 0);
    head.writeUInt16LE(part.length, 2);
    pieces.push(head, part);
  }
  return Buffer.concat(pieces);
}

const words = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
const start = (kind: number): Buffer => biff(RECORD.start, words(0x0600, kind, 0, 0, 0, 0, 0, 0));

/** A cell with a text. */
export function label(row: number, column: number, text: string): Buffer {
  const characters = Buffer.from(text, 'utf16le');
  return biff(RECORD.label, Buffer.concat([words(row, column, 0, text.length), Buffer.of(1), characters]));
}

/** What a picture, a chart, a comment is called among objects: 8, 5, 25. */
export const object = (kind: number): Buffer => biff(RECORD.object, words(0x15, 0x12, kind, 1, 0, 0, 0, 0, 0, 0, 0));
/** How many characters the object before it holds. */
export const objectText = (count: number): Buffer => biff(RECORD.objectText, words(0, 0, 0, 0, 0, count, 0, 0, 0));

/** A record of Office drawings; `isContainer` where others are its content. */
export function drawn(type: number, instance: number, body: Buffer, isContainer = false): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE((instance << 4) | (isContainer ? 0xf : 0), 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** The store of a workbook's pictures (PNG). */
export function store(...pictures: Uint8Array[]): Buffer {
  const entries = pictures.map((bytes) => {
    const picture = drawn(0xf01e, 0x6e0, Buffer.concat([Buffer.alloc(17), bytes]));
    return drawn(0xf007, 6, Buffer.concat([Buffer.alloc(36), picture]));
  });
  const all = drawn(0xf001, entries.length, Buffer.concat(entries), true);
  return biff(RECORD.drawingGroup, drawn(0xf000, 0, all, true));
}

/** A shape in a group that shows the picture of the store with this number, from 1 on. */
export function shape(picture: number): Buffer {
  const properties = Buffer.concat([words(0x4104), words(picture, 0), words(0x0085, 9, 0)]);
  const one = drawn(0xf004, 0, drawn(0xf00b, 2, properties), true);
  return biff(RECORD.drawing, drawn(0xf002, 0, drawn(0xf003, 0, one, true), true));
}

/** An Excel 97 workbook out of the records of its sheets; a sheet without records is a chart. */
export function makeXls(
  sheets: readonly { name: string; records?: Buffer; hidden?: boolean }[],
  globals: Buffer,
): Buffer {
  const bodies = sheets.map(({ records }) =>
    Buffer.concat([start(records ? WORKSHEET : CHART), records ?? Buffer.alloc(0), biff(RECORD.end)]),
  );
  const entry = ({ name, records, hidden }: (typeof sheets)[number], offset: number): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(offset, 0);
    head.writeUInt8(hidden === true ? 1 : 0, 4);
    head.writeUInt8(records ? 0 : 2, 5);
    head.writeUInt8(name.length, 6);
    head.writeUInt8(1, 7);
    return biff(RECORD.sheet, Buffer.concat([head, Buffer.from(name, 'utf16le')]));
  };
  const head = (offsets: readonly number[]): Buffer =>
    Buffer.concat([
      start(GLOBALS),
      ...sheets.map((sheet, at) => entry(sheet, offsets[at] ?? 0)),
      globals,
      biff(RECORD.end),
    ]);
  let at = head([]).length;
  const offsets = bodies.map((body) => (at += body.length) - body.length);
  const box = CFB.utils.cfb_new();
  CFB.utils.cfb_add(box, 'Workbook', Buffer.concat([head(offsets), ...bodies]));
  return Buffer.from(CFB.write(box, { type: 'buffer' }) as Uint8Array);
}
