import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AuditOutput, TablesOutput } from '../../schemas/index.js';
import { ConfigurationError } from '../configuration.js';
import type { Failure } from '../failure.js';
import { Workers } from '../workers.js';
import type { Console } from './console.js';
import { failOnCode, printJson, printLines } from './console.js';
import { describeAudit } from './describe.js';
import type { AuditFlags, TablesFlags } from './flags.js';
import { pageProgress } from './progress.js';
import { oneLine } from './terminal.js';

/** `gouji audit`: exit code 1 where the document cannot be read, or `--fail-on` asks for it. */
export async function runAudit(file: string, flags: AuditFlags, console: Console): Promise<number> {
  const result = await read(file, 'audit', flags, console);
  if (result.kind === 'failed') return tellFailure(file, result.failure, flags, console);
  if (result.kind !== 'audit') throw new Error(`a worker answered ${result.kind}`);
  const output: AuditOutput = result.output;
  if (flags.json) printJson(console.out, output);
  else printLines(console.out, describeAudit(output, console));
  const count = (severity: string): number => output.findings.filter((finding) => finding.severity === severity).length;
  return failOnCode(flags.failOn, { discrepancy: count('discrepancy'), suspicious: count('suspicious') });
}

/** `gouji tables`. */
export async function runTables(file: string, flags: TablesFlags, console: Console): Promise<number> {
  const result = await read(file, 'tables', flags, console);
  if (result.kind === 'failed') return tellFailure(file, result.failure, flags, console);
  if (result.kind !== 'tables') throw new Error(`a worker answered ${result.kind}`);
  if (flags.json) printJson(console.out, result.output);
  else printLines(console.out, describeTables(result.output, console));
  return 0;
}

/** In a thread with limits, as an ingest does: a document that hangs must not hang the terminal. */
async function read(file: string, want: 'audit' | 'tables', flags: TablesFlags, { err, language }: Console) {
  await requireFile(file);
  const workers = new Workers({ threads: 1, seconds: flags.timeout, megabytes: flags.memory });
  const progress = pageProgress(err, language);
  try {
    return await workers.show(
      {
        want,
        location: resolve(file),
        options: { path: file, ocr: flags.ocr, ...(flags.password === undefined ? {} : { password: flags.password }) },
      },
      ({ page, of }) => progress.page(page, of),
    );
  } finally {
    progress.stop();
    await workers.close();
  }
}

async function requireFile(file: string): Promise<void> {
  const stats = await stat(file).catch(() => undefined);
  if (!stats) {
    throw new ConfigurationError({
      zh: `没有这个文件：${file}。请检查路径。`,
      en: `There is no such file: ${file}. Check the path.`,
    });
  }
  if (stats.isDirectory()) {
    throw new ConfigurationError({
      zh: `${file} 是文件夹。请用 gouji ingest ${file} 读取整个文件夹。`,
      en: `${file} is a folder. Read a whole folder with gouji ingest ${file}.`,
    });
  }
}

function tellFailure(file: string, { code, message }: Failure, flags: TablesFlags, console: Console): number {
  if (flags.json) printJson(console.out, { document: { path: file }, error: { code, message } });
  console.err.write(`${file}: ${message[console.language]} (${code})\n`);
  return 1;
}

function describeTables(output: TablesOutput, { language, paint }: Console): string[] {
  const zh = language === 'zh';
  const lines: string[] = [];
  output.tables.forEach(({ title, rows, columns, cells, pages }, index) => {
    const size = zh ? `${rows} 行 × ${columns} 列` : `${rows} rows × ${columns} columns`;
    const on = pages.length > 0 ? (zh ? `，第 ${pages.join('、')} 页` : `, page ${pages.join(', ')}`) : '';
    lines.push(paint.bold(`${zh ? '表' : 'Table'} ${index + 1} ${oneLine(title, 60)}`) + paint.dim(` (${size}${on})`));
    for (let row = 0; row < rows; row++) {
      const texts = cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column);
      if (texts.length > 0) lines.push(`  | ${texts.map((cell) => oneLine(cell.text, 40)).join(' | ')} |`);
    }
    lines.push('');
  });
  const { paragraphs, notices } = output;
  lines.push(
    zh
      ? `表格 ${output.tables.length}，段落 ${paragraphs.length}`
      : `${output.tables.length} tables, ${paragraphs.length} paragraphs`,
  );
  for (const { code, message } of notices) lines.push(`${oneLine(message[language])} ${paint.dim(`(${code})`)}`);
  return lines;
}
