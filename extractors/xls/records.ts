import { damaged } from '../zip/refusals.js';

/** One record of a BIFF stream, with the records that continue it ([MS-XLS] 2.1.4): `parts[0]` is its own data. */
export interface BiffRecord {
  id: number;
  parts: DataView[];
}

export const RECORD = {
  start: 0x0809,
  end: 0x000a,
  continues: 0x003c,
  encrypted: 0x002f,
  days1904: 0x0022,
  format: 0x041e,
  cellStyle: 0x00e0,
  sharedStrings: 0x00fc,
  sheet: 0x0085,
  row: 0x0208,
  columns: 0x007d,
  sharedLabel: 0x00fd,
  label: 0x0204,
  richLabel: 0x00d6,
  number: 0x0203,
  shortNumber: 0x027e,
  shortNumbers: 0x00bd,
  formula: 0x0006,
  formulaText: 0x0207,
  truthOrError: 0x0205,
  merges: 0x00e5,
  drawingGroup: 0x00eb,
  drawing: 0x00ec,
  object: 0x005d,
  objectText: 0x01b6,
} as const;

/** The records from an offset of the stream to the end of its substream. @throws UnreadableError `damaged`. */
export function* records(stream: DataView, from: number): Generator<BiffRecord> {
  let at = from;
  let depth = 0;
  while (at + 4 <= stream.byteLength) {
    const id = stream.getUint16(at, true);
    const length = stream.getUint16(at + 2, true);
    const parts = [part(stream, at + 4, length)];
    at += 4 + length;
    while (at + 4 <= stream.byteLength && stream.getUint16(at, true) === RECORD.continues) {
      const more = stream.getUint16(at + 2, true);
      parts.push(part(stream, at + 4, more));
      at += 4 + more;
    }
    // Charts stand inside sheets as substreams of their own.
    if (id === RECORD.start) depth++;
    if (id === RECORD.end && --depth <= 0) return;
    if (depth <= 1) yield { id, parts };
  }
}

function part(stream: DataView, offset: number, length: number): DataView {
  if (offset + length > stream.byteLength) throw damaged('Workbook');
  return new DataView(stream.buffer, stream.byteOffset + offset, length);
}
