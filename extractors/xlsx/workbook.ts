import { isOn, readXml } from '../zip/xml.js';
import { formatCode } from './number-format.js';

export interface SheetEntry {
  name: string;
  relationship: string;
}

export interface Workbook {
  /** Sheets that are shown, in order. */
  sheets: SheetEntry[];
  /** Names of sheets that are hidden. */
  hidden: string[];
  epoch1904: boolean;
}

export function readWorkbook(xml: Uint8Array, part: string): Workbook {
  const workbook: Workbook = { sheets: [], hidden: [], epoch1904: false };
  readXml(xml, part, {
    open(name, attributes) {
      if (name === 'workbookPr') {
        workbook.epoch1904 = attributes.get('date1904') !== undefined && isOn(attributes.get('date1904'));
      } else if (name === 'sheet') {
        const title = attributes.get('name') ?? '';
        if ((attributes.get('state') ?? 'visible') !== 'visible') workbook.hidden.push(title);
        else workbook.sheets.push({ name: title, relationship: attributes.get('r:id') ?? '' });
      }
    },
    close() {},
  });
  return workbook;
}

/** The number format of each cell style, by its index. */
export function readCellFormats(xml: Uint8Array | undefined): string[] {
  const own = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  if (xml) {
    readXml(xml, 'styles.xml', {
      open(name, attributes) {
        if (name === 'numFmt') own.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? 'General');
        else if (name === 'cellXfs') inCells = true;
        else if (name === 'xf' && inCells) ids.push(Number(attributes.get('numFmtId') ?? 0));
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    });
  }
  return ids.map((id) => formatCode(id, own));
}
