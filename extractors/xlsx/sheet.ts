import { Decimal, decimalText } from '../../schemas/index.js';
import { tooLarge } from '../zip/refusals.js';
import { isOn, readXml, type Attributes } from '../zip/xml.js';
import { display } from './number-format.js';
import { unescapeText } from './shared-strings.js';

/** A range of a sheet, 0-based, ends inclusive. */
export interface Range {
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
}

export interface Sheet {
  /** Printed texts of the cells that have any, by row, then column. */
  rows: Map<number, Map<number, string>>;
  merges: Range[];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Cells with a formula whose result was not saved with it: programs write such files that compute nothing. */
  uncomputed?: number;
  /** Cells with a number, not nought, of which their format shows nothing. */
  unshown?: number;
  /** Cells whose text should stand in the list of texts, and does not. */
  lost?: number;
}

export interface SheetOptions {
  part: string;
  strings: readonly string[];
  formats: readonly string[];
  epoch1904: boolean;
  cells: number;
}

const LAST_ROW = 1_048_575;
const LAST_COLUMN = 16_383;

export function readSheet(xml: Uint8Array, options: SheetOptions): Sheet {
  const { strings } = options;
  const sheet: Sheet = { rows: new Map(), merges: [], hiddenRows: new Set(), hiddenColumns: new Set() };
  let row = -1;
  let column = -1;
  let type = '';
  let style = 0;
  let text = '';
  let listening = false;
  let aside = 0;
  let cells = 0;
  let formula = false;
  let value = false;
  readXml(xml, options.part, {
    open(name, attributes) {
      switch (name) {
        case 'col':
          if (isHidden(attributes, 'width')) {
            const last = Math.min(Number(attributes.get('max') ?? 0), LAST_COLUMN + 1);
            for (let at = Number(attributes.get('min') ?? 1); at <= last; at++) sheet.hiddenColumns.add(at - 1);
          }
          return;
        case 'row':
          row = attributes.get('r') === undefined ? row + 1 : Number(attributes.get('r')) - 1;
          column = -1;
          if (isHidden(attributes, 'ht')) sheet.hiddenRows.add(row);
          return;
        case 'c': {
          const at = position(attributes.get('r') ?? '');
          if (at) [row, column] = [at.row, at.column];
          else column++;
          type = attributes.get('t') ?? 'n';
          style = Number(attributes.get('s') ?? 0);
          text = '';
          formula = value = false;
          return;
        }
        case 'f':
          formula = true;
          return;
        case 'rPh':
          aside++;
          return;
        case 'v':
        case 't':
          value = true;
          listening = aside === 0;
          return;
        case 'mergeCell': {
          const merge = range(attributes.get('ref') ?? '');
          if (merge) sheet.merges.push(merge);
          return;
        }
        default:
      }
    },
    close(name) {
      if (name === 'rPh') aside--;
      else if (name === 'v' || name === 't') listening = false;
      else if (name === 'c') {
        if (formula && !value) sheet.uncomputed = (sheet.uncomputed ?? 0) + 1;
        if (type === 's' && value && strings[Number(text)] === undefined) sheet.lost = (sheet.lost ?? 0) + 1;
        const printed = show(text, type, style, options);
        if (printed === '' && type === 'n' && /[1-9]/.test(text)) sheet.unshown = (sheet.unshown ?? 0) + 1;
        if (printed.trim() === '' || row < 0 || row > LAST_ROW || column > LAST_COLUMN) return;
        if (++cells > options.cells) throw tooLarge(`${cells} cells`);
        let line = sheet.rows.get(row);
        if (!line) sheet.rows.set(row, (line = new Map()));
        line.set(column, printed);
      }
    },
    text(piece) {
      if (listening) text += piece;
    },
  });
  return sheet;
}

function show(text: string, type: string, style: number, { strings, formats, epoch1904 }: SheetOptions): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type === 'inlineStr' || type === 'str') return unescapeText(text);
  if (type === 'b') return text === '1' ? 'TRUE' : text === '' ? '' : 'FALSE';
  if (type === 'e' || text === '') return text;
  const format = formats[style] ?? 'General';
  if (type !== 'd') return display(text, format, epoch1904);
  const days = format === 'General' ? undefined : daysOf(text, epoch1904);
  return days === undefined ? text : display(days, format, epoch1904);
}

/** A date as strict Open XML writes it, `2024-03-21T13:30:00`, as the days that other files count. */
function daysOf(date: string, epoch1904: boolean): string | undefined {
  // Without Z a time would be that of this machine.
  const time = Date.parse(date.includes('T') && !date.endsWith('Z') ? `${date}Z` : date);
  if (Number.isNaN(time)) return undefined;
  const days = new Decimal(time)
    .div(86_400_000)
    .plus(EPOCH)
    .minus(epoch1904 ? 1462 : 0);
  return decimalText(days);
}

/** 1 January 1970, in days of a sheet. */
const EPOCH = 25_569;

/** A row without height or a column without width is hidden, too. */
function isHidden(attributes: Attributes, extent: 'width' | 'ht'): boolean {
  const said = attributes.get('hidden');
  return (said !== undefined && isOn(said)) || Number(attributes.get(extent) ?? 1) === 0;
}

/** `AB12` → row 11, column 27. */
function position(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits) - 1, column: column - 1 };
}

function range(reference: string): Range | undefined {
  const [from, to] = reference.split(':').map(position);
  if (!from) return undefined;
  const end = to ?? from;
  return { ...from, lastRow: Math.max(from.row, end.row), lastColumn: Math.max(from.column, end.column) };
}
