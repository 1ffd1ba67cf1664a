import type { Notice, RawTable } from '../../schemas/index.js';
import type { Extractor } from '../extractor.js';
import { hiddenSheet } from '../xlsx/hidden.js';
import { entryNames, isZip } from '../zip/names.js';
import { mainPart, openPackage } from '../zip/package.js';
import { damaged } from '../zip/refusals.js';
import { readSharedStrings } from '../xlsx/shared-strings.js';
import { readSheet } from '../xlsx/sheet.js';
import { toTable } from '../xlsx/table.js';
import { readCellFormats, readWorkbook } from '../xlsx/workbook.js';

/** Spreadsheets since Excel 2007 (.xlsx, .xlsm): one table a sheet, numbers as they are shown. */
export const extractor: Extractor = {
  format: 'xlsx',

  sniff(bytes) {
    return isZip(bytes) && entryNames(bytes).some((name) => /^\/?xl\//i.test(name)) ? 0.95 : 0;
  },

  async extract(bytes, { limits }) {
    const opened = await openPackage(bytes, limits);
    const main = await mainPart(opened, 'xl/workbook.xml');
    const xml = await opened.read(main);
    if (!xml) throw damaged(main);
    const related = await opened.relationships(main);
    const readFirst = async (type: string): Promise<Uint8Array | undefined> => {
      const part = related.find((one) => one.type === type)?.target;
      return part === undefined ? undefined : opened.read(part);
    };
    const workbook = readWorkbook(xml, main);
    const strings = readSharedStrings(await readFirst('sharedStrings'));
    const formats = readCellFormats(await readFirst('styles'));

    const notices: Notice[] = workbook.hidden.map(hiddenSheet);
    const blocks: RawTable[] = [];
    let cells = limits.cells;
    for (const { name, relationship } of workbook.sheets) {
      const target = related.find(({ id, type }) => id === relationship && type === 'worksheet')?.target;
      if (target === undefined) continue;
      const part = await opened.read(target);
      if (!part) throw damaged(target);
      const sheet = readSheet(part, { part: target, strings, formats, epoch1904: workbook.epoch1904, cells });
      const table = toTable(sheet, name, blocks.length, cells, notices);
      if (!table) continue;
      cells -= table.cells.length;
      blocks.push(table);
    }
    return { format: 'xlsx', pages: [], blocks, furniture: [], notices };
  },
};
