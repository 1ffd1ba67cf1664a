import { Decimal, decimalText } from '../../schemas/index.js';
import { display } from '../xlsx/number-format.js';
import type { Sheet } from '../xlsx/sheet.js';
import { tooLarge } from '../zip/refusals.js';
import { picturesShown, type Drawn } from './drawings.js';
import { RECORD, records } from './records.js';
import { StringReader } from './strings.js';
import type { XlsWorkbook } from './workbook.js';

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

const CHART_OBJECT = 5;

/**
 * The cells of one sheet as they are shown, its merges, what is hidden, and what is drawn over it.
 *
 * @throws UnreadableError `too-large`
 */
export function readXlsSheet(stream: DataView, offset: number, workbook: XlsWorkbook, limit: number): Sheet & Drawn {
  const sheet: Sheet & Drawn = {
    rows: new Map(),
    merges: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    pictures: [],
    charts: 0,
    characters: 0,
  };
  const drawing: DataView[] = [];
  let cells = 0;
  /** The cell of a formula whose text stands in the next record. */
  let awaited: [number, number] | null = null;
  const put = (row: number, column: number, text: string): void => {
    if (text.trim() === '') return;
    if (++cells > limit) throw tooLarge(`${cells} cells`);
    let line = sheet.rows.get(row);
    if (!line) sheet.rows.set(row, (line = new Map()));
    line.set(column, text);
  };
  const number = (value: string, style: number): string => {
    const shown = display(value, workbook.formats[style] ?? 'General', workbook.epoch1904);
    if (shown === '' && /[1-9]/.test(value)) sheet.unshown = (sheet.unshown ?? 0) + 1;
    return shown;
  };
  for (const { id, parts } of records(stream, offset)) {
    const data = parts[0]!;
    const cell = (at: 0 | 2 | 4): number => data.getUint16(at, true);
    switch (id) {
      case RECORD.row:
        if (data.getUint32(12, true) & 0x20) sheet.hiddenRows.add(cell(0));
        break;
      case RECORD.columns:
        if (data.getUint16(8, true) & 1 || cell(4) === 0)
          for (let at = cell(0); at <= Math.min(cell(2), 255); at++) sheet.hiddenColumns.add(at);
        break;
      case RECORD.sharedLabel:
        put(cell(0), cell(2), workbook.strings[data.getUint32(6, true)] ?? '');
        break;
      case RECORD.label:
      case RECORD.richLabel:
        put(cell(0), cell(2), new StringReader(parts, 6).string(2));
        break;
      case RECORD.number:
        put(cell(0), cell(2), number(double(data, 6), cell(4)));
        break;
      case RECORD.shortNumber:
        put(cell(0), cell(2), number(shortNumber(data, 6), cell(4)));
        break;
      case RECORD.shortNumbers:
        for (let at = 4, column = cell(2); at + 6 <= data.byteLength - 2; at += 6, column++) {
          put(cell(0), column, number(shortNumber(data, at + 2), data.getUint16(at, true)));
        }
        break;
      case RECORD.formula: {
        awaited = null;
        const result = formulaResult(data);
        if (result === null) awaited = [cell(0), cell(2)];
        else put(cell(0), cell(2), typeof result === 'string' ? result : number(result.number, cell(4)));
        break;
      }
      case RECORD.formulaText:
        if (awaited) put(...awaited, new StringReader(parts).string(2));
        awaited = null;
        break;
      case RECORD.truthOrError:
        put(
          cell(0),
          cell(2),
          data.getUint8(7) ? (ERRORS[data.getUint8(6)] ?? '#ERR') : data.getUint8(6) ? 'TRUE' : 'FALSE',
        );
        break;
      case RECORD.drawing:
        drawing.push(...parts);
        break;
      case RECORD.object:
        // Of what kind it is stands first ([MS-XLS] 2.5.143).
        if (data.byteLength >= 6 && cell(4) === CHART_OBJECT) sheet.charts++;
        break;
      case RECORD.objectText:
        if (data.byteLength >= 12) sheet.characters += data.getUint16(10, true);
        break;
      case RECORD.merges:
        for (let index = 0, at = 2; index < data.getUint16(0, true) && at + 8 <= data.byteLength; index++, at += 8) {
          const [row, lastRow, column, lastColumn] = [0, 2, 4, 6].map((step) => data.getUint16(at + step, true));
          sheet.merges.push({ row: row!, lastRow: lastRow!, column: column!, lastColumn: lastColumn! });
        }
        break;
    }
  }
  sheet.pictures = picturesShown(drawing);
  return sheet;
}

const double = (data: DataView, at: number): string =>
  decimalText(new Decimal(String(data.getFloat64(at, true)).replace(/NaN|-?Infinity/, '0')));

/** RK ([MS-XLS] 2.5.217): thirty bits of an integer or of a double, perhaps in hundredths. */
function shortNumber(data: DataView, at: number): string {
  const bits = data.getUint32(at, true);
  const hundredths = (bits & 1) !== 0;
  let value: Decimal;
  if (bits & 2) value = new Decimal(data.getInt32(at, true) >> 2);
  else {
    const wide = new DataView(new ArrayBuffer(8));
    wide.setUint32(4, bits & 0xfffffffc, true);
    value = new Decimal(double(wide, 0));
  }
  return decimalText(hundredths ? value.div(100) : value);
}

/** What a formula came to when the file was saved; null where it is text, which stands in the next record. */
function formulaResult(data: DataView): string | { number: string } | null {
  if (data.getUint16(12, true) !== 0xffff) return { number: double(data, 6) };
  const kind = data.getUint8(6);
  if (kind === 0) return null;
  if (kind === 1) return data.getUint8(8) ? 'TRUE' : 'FALSE';
  return kind === 2 ? (ERRORS[data.getUint8(8)] ?? '#ERR') : '';
}
