import { ConfigurationError } from '../configuration.js';
import { exportCsv } from '../export.js';
import { readStore } from '../store/store.js';
import type { Console } from './console.js';
import { printJson, printLines } from './console.js';
import type { ExportFlags } from './flags.js';
import { columns } from './terminal.js';
import { grouped } from './words.js';

/** `gouji export`. */
export async function runExport(flags: ExportFlags, console: Console): Promise<number> {
  const unknown = flags.format.split(',').filter((format) => format.trim() !== 'csv');
  if (unknown.length > 0) {
    throw new ConfigurationError({
      zh: `本版本只能导出 csv，不能导出 ${unknown.join('、')}。请用 --format csv；CSV 可以直接用表格软件打开。`,
      en: `This version exports csv, not ${unknown.join(', ')}. Use --format csv; spreadsheets open it as it is.`,
    });
  }
  const files = readStore(flags.db, (store) => exportCsv(store, { out: flags.out, bom: flags.bom }));
  const zh = console.language === 'zh';
  if (flags.json) printJson(console.out, { out: flags.out, files });
  else {
    const rows = files
      .filter(({ path }) => path.endsWith('.csv'))
      .map(({ path, rows }) => [path, grouped(rows), zh ? '行' : 'rows']);
    printLines(console.out, [
      zh ? `已导出到 ${flags.out}` : `Exported to ${flags.out}`,
      ...columns([...rows, ['datapackage.json', '', zh ? '各列说明' : 'describes every column']], [1]),
    ]);
  }
  return 0;
}
