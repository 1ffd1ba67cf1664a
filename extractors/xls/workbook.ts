import { formatCode } from '../xlsx/number-format.js';
import { RECORD, records } from './records.js';
import { StringReader } from './strings.js';

export interface XlsWorkbook {
  sheets: { name: string; offset: number }[];
  hidden: string[];
  strings: string[];
  /** The number format of each cell style, by its index. */
  formats: string[];
  epoch1904: boolean;
  /** Sheets that are a chart and nothing else, those that are hidden aside. */
  charts: number;
  /** The drawing records that all sheets share, among them their pictures. */
  drawingGroup: DataView[];
}

const [WORKSHEET, CHART] = [0, 2];

/** The globals of a BIFF8 workbook that is not locked, or not any more. @throws UnreadableError `damaged`. */
export function readWorkbookGlobals(stream: DataView): XlsWorkbook {
  const own = new Map<number, string>();
  const styles: number[] = [];
  const workbook: XlsWorkbook = {
    sheets: [],
    hidden: [],
    strings: [],
    formats: [],
    epoch1904: false,
    charts: 0,
    drawingGroup: [],
  };
  for (const { id, parts } of records(stream, 0)) {
    const data = parts[0]!;
    if (id === RECORD.days1904) workbook.epoch1904 = data.getUint16(0, true) === 1;
    else if (id === RECORD.format) own.set(data.getUint16(0, true), new StringReader(parts, 2).string(2));
    else if (id === RECORD.cellStyle) styles.push(data.getUint16(2, true));
    else if (id === RECORD.drawingGroup) workbook.drawingGroup.push(...parts);
    else if (id === RECORD.sheet && data.getUint8(5) === CHART) workbook.charts += data.getUint8(4) % 4 === 0 ? 1 : 0;
    else if (id === RECORD.sheet && data.getUint8(5) === WORKSHEET) {
      const name = new StringReader(parts, 6).string(1);
      if (data.getUint8(4) % 4 === 0) workbook.sheets.push({ name, offset: data.getUint32(0, true) });
      else workbook.hidden.push(name);
    } else if (id === RECORD.sharedStrings) workbook.strings = sharedStrings(parts);
  }
  workbook.formats = styles.map((format) => formatCode(format, own));
  return workbook;
}

function sharedStrings(parts: DataView[]): string[] {
  const count = parts[0]!.getUint32(4, true);
  const reader = new StringReader(parts, 8);
  const strings: string[] = [];
  while (strings.length < count && !reader.done) strings.push(reader.string(2));
  return strings;
}
