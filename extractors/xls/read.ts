import { UnreadableError, type Notice, type RawDocument, type RawTable } from '../../schemas/index.js';
import { openCompound } from '../compound/streams.js';
import type { ExtractOptions } from '../extractor.js';
import { unlockWorkbook } from './locked.js';
import { RECORD } from './records.js';
import { readXlsSheet } from './sheet.js';
import { readWorkbookGlobals } from './workbook.js';
import { hiddenSheet } from '../xlsx/hidden.js';
import { toTable } from '../xlsx/table.js';
import { damaged } from '../zip/refusals.js';

/** What the first record says of the form; [MS-XLS] 2.4.21. */
const BIFF8 = 0x0600;

/** Excel 97–2003 (.xls): one table a sheet, numbers as they are shown. */
export async function readXls(bytes: Uint8Array, { limits, password }: ExtractOptions): Promise<RawDocument> {
  const locked = workbookStream(bytes);
  try {
    const stream = unlockWorkbook(locked, password);
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
}

function workbookStream(bytes: Uint8Array): DataView {
  const stream = openCompound(bytes);
  const workbook = stream('Workbook') ?? stream('Book');
  if (!workbook) throw damaged('Workbook');
  // Which of both names it has says nothing: other programs write the newer form under the older name.
  if (workbook.byteLength < 6 || workbook.getUint16(0, true) !== RECORD.start || workbook.getUint16(4, true) >= BIFF8) {
    return workbook;
  }
  throw new UnreadableError('unsupported-format', {
    zh: '这是 Excel 95 或更早的文件。请用 Excel/WPS 打开后另存为 .xlsx 再读。',
    en: 'This file is of Excel 95 or older. Open it in Excel or WPS, save it as .xlsx and read that.',
  });
}
