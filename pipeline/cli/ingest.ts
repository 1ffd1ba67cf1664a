import type { IngestSummary } from '../store/summary.js';
import { ingest } from '../ingest.js';
import type { Console } from './console.js';
import { failOnCode, printJson, printLines } from './console.js';
import type { IngestFlags } from './flags.js';
import { ingestProgress } from './progress.js';
import { columns, oneLine } from './terminal.js';
import { OUTCOMES, SEVERITIES, VERDICTS, grouped, tally } from './words.js';

/** `gouji ingest`: exit code 0, 1 where documents could not be read, 130 after an interruption. */
export async function runIngest(paths: string[], flags: IngestFlags, console: Console): Promise<number> {
  const { language, err } = console;
  const interruption = new AbortController();
  const interrupt = (): void => {
    // A second Ctrl-C does not wait: the database is sound at any moment.
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const summary = await ingest(paths, {
      db: flags.db,
      jobs: flags.jobs,
      seconds: flags.timeout,
      megabytes: flags.memory,
      ocr: flags.ocr,
      ...(flags.password === undefined ? {} : { password: flags.password }),
      progress: ingestProgress(err, language),
      signal: interruption.signal,
    });
    if (flags.json) printJson(console.out, summary);
    else printLines(console.out, describeSummary(summary, flags.db, console));
    if (summary.interrupted) return 130;
    return summary.documents.failed > 0 ? 1 : failOnCode(flags.failOn, summary.findings);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function describeSummary(summary: IngestSummary, db: string, { language, paint, env }: Console): string[] {
  const zh = language === 'zh';
  const { documents, checks, scores, findings } = summary;
  const states: [number, string][] = [
    [documents.read, zh ? '新读' : 'read'],
    [documents.unchanged, zh ? '未变' : 'unchanged'],
    [documents.failed, zh ? '未能读取' : 'failed'],
    [documents.vanished, zh ? '已不在' : 'vanished'],
  ];
  const status = summary.interrupted
    ? paint.yellow(zh ? '已中断，再运行一次即可继续' : 'Interrupted; run it again to go on')
    : paint.green(zh ? '完成' : 'Done');
  const lines = [
    `${status}${zh ? `，用时 ${summary.seconds} 秒，数据库 ${db}` : ` in ${summary.seconds} s, database ${db}`}`,
    ...columns(
      [
        [
          zh ? '文件' : 'Documents',
          grouped(documents.found),
          states
            .filter(([count]) => count > 0)
            .map(([count, name]) => `${name} ${grouped(count)}`)
            .join(' · '),
        ],
        [zh ? '表格' : 'Tables', grouped(summary.tables), ''],
        [zh ? '数字' : 'Facts', grouped(summary.facts), ''],
        [zh ? '核对' : 'Checks', sum(checks), tally(OUTCOMES, checks, language)],
        [zh ? '得分复算' : 'Scores', sum(scores), tally(VERDICTS, scores, language)],
        [zh ? '问题' : 'Findings', sum(findings), tally(SEVERITIES, findings, language)],
      ],
      [1],
    ),
  ];
  if (documents.found === 0) {
    const sentence = zh
      ? '没有可读的文件。请检查路径，或先把报告放进文件夹；隐藏文件和 ~$ 开头的临时文件不读。'
      : 'There is nothing to read. Check the path, or put reports into the folder; hidden files and lock files (~$…) are passed over.';
    lines.push('', paint.yellow(sentence));
  }
  if (summary.failures.length > 0) {
    lines.push('', paint.bold(zh ? '未能读取的文件' : 'Documents that could not be read'));
    for (const { path, code, message } of summary.failures) {
      lines.push(`  ${paint.red(oneLine(path))} (${code})`, `      ${oneLine(message[language])}`);
    }
  }
  const call = env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'gouji';
  const at = db === 'gouji.db' ? '' : ` --db ${db}`;
  if (!summary.interrupted && documents.found > documents.failed) {
    lines.push(
      '',
      ...columns(
        [
          [zh ? '查看问题：' : 'See the flags:', `${call} findings${at}`],
          [zh ? '导出数据：' : 'Export the data:', `${call} export --out data${at}`],
        ],
        [],
        '',
      ),
    );
  }
  return lines;
}

function sum(counts: Partial<Record<string, number>>): string {
  return grouped(Object.values(counts).reduce((total: number, count) => total + (count ?? 0), 0));
}
