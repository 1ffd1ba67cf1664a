import { UnreadableError, type Notice, type RawBlock, type RawDocument } from '../../schemas/index.js';
import { addCaptions } from '../caption.js';
import { picturesNotRead } from '../docx/pictures.js';
import type { ExtractOptions } from '../extractor.js';
import type { EmbeddedPictures } from '../image/embedded.js';
import { hiddenSheet } from './hidden.js';
import { mainPart, openPackage, type Relationship } from '../zip/package.js';
import { damaged } from '../zip/refusals.js';
import { noteRemarks } from '../zip/remarks.js';
import { picturesOn } from './pictures.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheet } from './sheet.js';
import { toTable } from './table.js';
import { readCellFormats, readWorkbook } from './workbook.js';

/** Spreadsheets since Excel 2007 (.xlsx, .xlsm): one table a sheet, numbers as they are shown. */
export async function readXlsx(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  const { limits } = options;
  const opened = await openPackage(bytes, limits);
  if (opened.names.some((name) => /^\/?xl\/workbook\.bin$/i.test(name))) throw binaryWorkbook();
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
  const blocks: RawBlock[] = [];
  const beside: Relationship[] = [];
  let tables = 0;
  let embedded: EmbeddedPictures | undefined;
  let unread = 0;
  let cells = limits.cells;
  for (const { name, relationship } of workbook.sheets) {
    const target = related.find(({ id, type }) => id === relationship && type === 'worksheet')?.target;
    if (target === undefined) {
      // A sheet may be a chart and nothing else.
      if (related.some(({ id, type }) => id === relationship && type === 'chartsheet')) unread++;
      continue;
    }
    const part = await opened.read(target);
    if (!part) throw damaged(target);
    const sheet = readSheet(part, { part: target, strings, formats, epoch1904: workbook.epoch1904, cells });
    const table = toTable(sheet, name, tables, cells, notices);
    if (table) {
      cells -= table.cells.length;
      blocks.push(table);
      tables++;
    }
    beside.push(...(await opened.relationships(target)));
    const { pictures, charts } = await picturesOn(opened, target);
    unread += charts;
    if (pictures.length === 0) continue;
    if (!options.ocr) {
      unread += pictures.length;
      continue;
    }
    embedded ??= new (await import('../image/embedded.js')).EmbeddedPictures(options, pictures.length);
    const read = await embedded.read(pictures, tables);
    tables += read.filter(({ kind }) => kind === 'table').length;
    blocks.push(...read);
  }
  notices.push(...(await noteRemarks(opened, beside)));
  unread += embedded?.unread ?? 0;
  notices.push(...(embedded?.notices() ?? []), ...(unread > 0 ? [picturesNotRead(unread)] : []));
  return {
    format: 'xlsx',
    pages: embedded?.pages ?? [],
    blocks: embedded ? addCaptions(blocks) : blocks,
    furniture: embedded?.furniture ?? [],
    notices,
  };
}

function binaryWorkbook(): UnreadableError {
  return new UnreadableError('unsupported-format', {
    zh: '这是 Excel 二进制工作簿（.xlsb），本程序不直接读取。请用 Excel/WPS 打开后另存为 .xlsx 再读。',
    en: 'This is a binary Excel workbook (.xlsb), which is not read here. Open it in Excel or WPS, save it as .xlsx and read that.',
  });
}
