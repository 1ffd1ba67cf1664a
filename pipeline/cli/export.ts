import { ConfigurationError } from '../configuration.js';
import type { ExportFormat } from '../export.js';
import { EXPORT_FORMATS, exportDatasets } from '../export.js';
import { readStore } from '../store/store.js';
import type { Console } from './console.js';
import { printJson, printLines } from './console.js';
import type { ExportFlags } from './flags.js';
import { columns } from './terminal.js';
import { grouped } from './words.js';

/** `gouji export`. */
export async function runExport(flags: ExportFlags, console: Console): Promise<number> {
  const formats = formatsOf(flags.format);
  const files = readStore(flags.db, (store) => exportDatasets(store, { out: flags.out, formats, bom: flags.bom }));
  const zh = console.language === 'zh';
  if (flags.json) printJson(console.out, { out: flags.out, files });
  else {
    const rows = files.map(({ path, rows }) =>
      path === 'datapackage.json'
        ? [path, '', zh ? '各列说明' : 'describes every column']
        : [path, grouped(rows), zh ? '行' : 'rows'],
    );
    printLines(console.out, [zh ? `已导出到 ${flags.out}` : `Exported to ${flags.out}`, ...columns(rows, [1])]);
  }
  return 0;
}

/** `csv,xlsx` → both. */
function formatsOf(list: string): ExportFormat[] {
  const named = list.split(',').map((format) => format.trim().toLowerCase());
  const unknown = named.filter((format) => !EXPORT_FORMATS.some((known) => known === format));
  if (unknown.length > 0) {
    const known = EXPORT_FORMATS.join(', ');
    throw new ConfigurationError({
      zh: `不能导出“${unknown.join('、')}”。请用 --format，从 ${known} 中选择，逗号分隔。`,
      en: `“${unknown.join(', ')}” cannot be exported. Choose with --format from ${known}, comma-separated.`,
    });
  }
  return EXPORT_FORMATS.filter((format) => named.includes(format));
}
