import { UnreadableError, type Notice, type RawBlock, type RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { openCompound } from '../compound/streams.js';
import { picturesNotRead } from '../docx/pictures.js';
import type { ExtractOptions } from '../extractor.js';
import type { EmbeddedPicture, EmbeddedPictures } from '../image/embedded.js';
import { storedPictures } from './drawings.js';
import { unlockWorkbook } from './locked.js';
import { RECORD } from './records.js';
import { readXlsSheet } from './sheet.js';
import { readWorkbookGlobals } from './workbook.js';
import { hiddenSheet } from '../xlsx/hidden.js';
import { toTable } from '../xlsx/table.js';
import { damaged } from '../zip/refusals.js';
import { remarksNotRead } from '../zip/remarks.js';

/** What the first record says of the form; [MS-XLS] 2.4.21. */
const BIFF8 = 0x0600;

/** Excel 97–2003 (.xls): one table a sheet, numbers as they are shown. */
export async function readXls(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const { limits, password } = options;
  const locked = workbookStream(bytes);
  try {
    const stream = unlockWorkbook(locked, password);
    const workbook = readWorkbookGlobals(stream);
    const notices: Notice[] = workbook.hidden.map(hiddenSheet);
    const blocks: RawBlock[] = [];
    let store: (Uint8Array | undefined)[] | undefined;
    let embedded: EmbeddedPictures | undefined;
    let [tables, cells, unread, characters] = [0, limits.cells, workbook.charts, 0];
    for (const { name, offset } of workbook.sheets) {
      const sheet = readXlsSheet(stream, offset, workbook, cells);
      const table = toTable(sheet, name, tables, cells, notices);
      if (table) {
        cells -= table.cells.length;
        blocks.push(table);
        tables++;
      }
      unread += sheet.charts;
      characters += sheet.characters;
      if (sheet.pictures.length === 0) continue;
      if (!options.ocr) {
        unread += sheet.pictures.length;
        continue;
      }
      const pictures = (store ??= storedPictures(workbook.drawingGroup));
      embedded ??= new (await import('../image/embedded.js')).EmbeddedPictures(options, sheet.pictures.length);
      const read = await embedded.read(
        sheet.pictures.map((at): EmbeddedPicture => ({
          part: `${name}:${at + 1}`,
          bytes: pictures[at] ?? new Uint8Array(),
        })),
        tables,
      );
      tables += read.filter(({ kind }) => kind === 'table').length;
      blocks.push(...read);
    }
    unread += embedded?.unread ?? 0;
    notices.push(...remarksNotRead(characters), ...(embedded?.notices() ?? []));
    if (unread > 0) notices.push(picturesNotRead(unread));
    return {
      format: 'xls',
      pages: embedded?.pages ?? [],
      blocks: embedded ? addCaptions(blocks) : blocks,
      furniture: embedded?.furniture ?? [],
      notices,
    };
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
