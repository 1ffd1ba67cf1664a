import CFB from 'cfb';
import { UnreadableError, type Notice, type RawTable } from '../../schemas/index.js';
import type { Extractor } from '../extractor.js';
import { readXlsSheet } from '../xls/sheet.js';
import { readWorkbookGlobals } from '../xls/workbook.js';
import { hiddenSheet } from '../xlsx/hidden.js';
import { toTable } from '../xlsx/table.js';
import { damaged } from '../zip/refusals.js';

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const STREAMS = ['Workbook', 'Book'].map((name) => Buffer.from(`${name}\0`, 'utf16le'));

/** Excel 97–2003 (.xls): one table a sheet, numbers as they are shown. */
export const extractor: Extractor = {
  format: 'xls',

  sniff(bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!buffer.subarray(0, 8).equals(COMPOUND)) return 0;
    return STREAMS.some((name) => buffer.includes(name)) ? 0.9 : 0;
  },

  async extract(bytes, { limits }) {
    const stream = workbookStream(bytes);
    try {
      const workbook = readWorkbookGlobals(stream);
      const notices: Notice[] = workbook.hidden.map(hiddenSheet);
      const blocks: RawTable[] = [];
      let cells = limits.cells;
      for (const { name, offset } of workbook.sheets) {
        const table = toTable(readXlsSheet(stream, offset, workbook, cells), name, blocks.length, cells, notices);
        if (!table) continue;
        cells -= table.cells.length;
        blocks.push(table);
      }
      return { format: 'xls', pages: [], blocks, furniture: [], notices };
    } catch (cause) {
      if (cause instanceof RangeError) throw damaged('Workbook', cause);
      throw cause;
    }
  },
};

function workbookStream(bytes: Uint8Array): DataView {
  let container: CFB.CFB$Container;
  try {
    container = CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { type: 'buffer' });
  } catch (cause) {
    throw damaged('OLE', cause);
  }
  const content = CFB.find(container, '/Workbook')?.content;
  if (content) return new DataView(Uint8Array.from(content as Uint8Array).buffer);
  if (!CFB.find(container, '/Book')) throw damaged('Workbook');
  throw new UnreadableError('unsupported-format', {
    zh: '这是 Excel 95 或更早的文件。请用 Excel/WPS 打开后另存为 .xlsx 再读。',
    en: 'This file is of Excel 95 or older. Open it in Excel or WPS, save it as .xlsx and read that.',
  });
}
