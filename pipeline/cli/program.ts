import { availableParallelism } from 'node:os';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { packageJson } from '../fingerprint.js';
import { OCR_MODES } from '../ocr-models.js';
import { DEFAULT_WORKER_LIMITS, LEAST_MEGABYTES } from '../limits.js';
import type {
  AuditFlags,
  ExportFlags,
  FindingsFlags,
  IngestFlags,
  ReviewFlags,
  RuleFlags,
  TablesFlags,
} from './flags.js';
import type { Language } from './language.js';

/** What each command does; the program itself only knows words and options, so that the docs can be made from it. */
export interface Actions {
  ingest: (paths: string[], flags: IngestFlags) => Promise<number>;
  audit: (file: string, flags: AuditFlags) => Promise<number>;
  tables: (file: string, flags: TablesFlags) => Promise<number>;
  findings: (flags: FindingsFlags) => Promise<number>;
  rule: (flags: RuleFlags) => Promise<number>;
  export: (flags: ExportFlags) => Promise<number>;
  review: (flags: ReviewFlags) => Promise<number>;
}

/** The command line with its help, in one language. `done` receives the exit code of the command that ran. */
export function program(language: Language, actions: Actions, done: (code: number) => void): Command {
  const t = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const act =
    <Rest extends unknown[]>(action: (...rest: Rest) => Promise<number>) =>
    async (...rest: Rest): Promise<void> =>
      done(await action(...rest));
  const examples = (...lines: [command: string, zh: string, en: string][]): string =>
    `\n${t('示例：', 'Examples:')}\n` +
    lines.map(([command, zh, en]) => `  $ gouji ${command}\n      ${t(zh, en)}`).join('\n');

  const db = () => new Option('--db <file>', t('数据库文件', 'database file')).default('gouji.db');
  const json = () => new Option('--json', t('只向标准输出写 JSON', 'write nothing but JSON to standard output'));
  const password = () => new Option('--password <text>', t('加密文件的密码', 'password of encrypted documents'));
  const ocr = () =>
    new Option(
      '--ocr <mode>',
      t(
        '识别图像中的文字：auto 只识别没有可靠文字层的页，always 每页都识别，never 不识别',
        'read pictures of print: auto the pages without text that can be trusted, always every page, never none',
      ),
    )
      .choices([...OCR_MODES])
      .default('auto');
  const failOn = () =>
    new Option(
      '--fail-on <severity>',
      t('有此级别（或更重）的问题时以 1 退出', 'exit with 1 on findings of this severity or worse'),
    ).choices(['discrepancy', 'suspicious']);
  const seconds = () =>
    new Option('--timeout <seconds>', t('每个文件的时限（秒）', 'time limit a document, in seconds'))
      .default(DEFAULT_WORKER_LIMITS.seconds)
      .argParser(positive(language));
  const memory = () =>
    new Option('--memory <MB>', t('每个文件的内存上限（MB）', 'memory limit a document, in megabytes'))
      .default(DEFAULT_WORKER_LIMITS.megabytes)
      .argParser(positive(language, LEAST_MEGABYTES));

  const root = new Command('gouji')
    .description(
      t(
        '勾稽：读取部门整体支出绩效自评报告，核对每个数字是否对得上，结果存入 SQLite。',
        'Reads performance self-assessment reports, checks that every figure ties out, stores the results in SQLite.',
      ),
    )
    .addOption(
      new Option(
        '--lang <language>',
        t('消息语言（默认按系统区域，否则中文）', 'language of messages (default: from the locale, else zh)'),
      ).choices(['zh', 'en']),
    )
    .version(packageJson().version, '-V, --version', t('显示版本', 'show the version'))
    .helpOption('-h, --help', t('显示帮助', 'show help'))
    .helpCommand('help [command]', t('显示某个命令的帮助', 'show the help of a command'))
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => translateTitle(title, language) })
    .addHelpText(
      'after',
      examples(
        ['ingest reports/', '读取文件夹里的全部报告', 'read all reports of a folder'],
        ['findings', '列出对不上的地方', 'list what does not tie out'],
        ['export --out data/', '导出 CSV 数据集', 'export the data set as CSV'],
      ) +
        `\n\n${t('退出码：0 完成；1 有文件未能读取；2 用法或配置有误。', 'Exit codes: 0 done; 1 some documents could not be read; 2 wrong usage or configuration.')}`,
    );

  const command = (name: string, zh: string, en: string, isDefault = false): Command =>
    root.command(name, { isDefault }).description(t(zh, en)).helpOption('-h, --help', t('显示帮助', 'show help'));

  command(
    'ingest',
    '读取文件与文件夹（含子文件夹），核对后存入数据库；未变的不再读，随时可中断后重来',
    'read files and folders (recursively), check them and store the results; what is unchanged is not read again',
    true,
  )
    .addArgument(new Argument('<path...>', t('文件或文件夹', 'files or folders')))
    .addOption(db())
    .addOption(
      new Option('--jobs <n>', t('同时读取的文件数', 'documents read at the same time'))
        .default(availableParallelism(), t('处理器数', 'number of processors'))
        .argParser(positive(language)),
    )
    .addOption(seconds())
    .addOption(memory())
    .addOption(password())
    .addOption(ocr())
    .addOption(failOn())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        ['ingest reports/ --jobs 4', '用四个线程读取', 'read with four threads'],
        ['ingest 2023/ 2024/ --db county.db', '两个文件夹存入同一个数据库', 'two folders into one database'],
        ['ingest reports/ --json > summary.json', '把汇总写成 JSON', 'write the summary as JSON'],
      ),
    )
    .action(act(actions.ingest));

  command('audit', '核对一个文件，不存储，显示结果', 'check one file, store nothing, show the assessment')
    .addArgument(new Argument('<file>', t('要核对的文件', 'file to check')))
    .addOption(seconds())
    .addOption(memory())
    .addOption(password())
    .addOption(ocr())
    .addOption(failOn())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        ['audit report.docx', '显示识别出的表格、核对结果与问题', 'show tables, checks and findings'],
        ['audit report.pdf --json', '输出全部数字、关系与问题', 'all facts, relations and findings'],
        ['audit report.pdf --fail-on discrepancy', '有不符时以 1 退出', 'exit with 1 if anything does not add up'],
      ),
    )
    .action(act(actions.audit));

  command('tables', '显示提取到的表格原样（尚未理解含义）', 'show the extracted grids, before any meaning')
    .addArgument(new Argument('<file>', t('要读取的文件', 'file to read')))
    .addOption(seconds())
    .addOption(memory())
    .addOption(password())
    .addOption(ocr())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        ['tables report.pdf', '按行列显示各表', 'show each table by row and column'],
        ['tables report.pdf --json', '输出单元格及合并跨度', 'cells with their spans'],
      ),
    )
    .action(act(actions.tables));

  command('findings', '列出数据库中的问题', 'list the flags in the database')
    .addOption(db())
    .addOption(new Option('--document <id>', t('只看此文档（编号或路径）', 'of this document only (id or path)')))
    .addOption(
      new Option('--severity <severity>', t('只看此级别', 'of this severity only')).choices([
        'discrepancy',
        'suspicious',
        'rounding',
      ]),
    )
    .addOption(failOn())
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        ['findings --severity discrepancy', '只看不符', 'discrepancies only'],
        ['findings --document report.docx --json', '一个文档的问题，JSON', 'of one document, as JSON'],
      ),
    )
    .action(act(actions.findings));

  command(
    'rule',
    '解析并计算评分标准：标准输入每行一个 JSON',
    'parse and evaluate scoring rules: a line of JSON each on standard input',
  )
    .addOption(json())
    .addHelpText(
      'after',
      `\n${t('示例：', 'Examples:')}\n  $ echo '{"rule":"每超过一个百分点扣0.5分，扣完为止","weight":"5","inputs":{"x":"103"}}' | gouji rule\n`,
    )
    .action(act(actions.rule));

  command(
    'export',
    '导出干净的数据集：CSV 与 datapackage.json，或一个工作簿',
    'export the clean data set: CSV and datapackage.json, or a workbook',
  )
    .addOption(new Option('--out <dir>', t('输出文件夹', 'folder to write to')).makeOptionMandatory())
    .addOption(db())
    .addOption(
      new Option('--format <list>', t('格式：csv、xlsx，逗号分隔', 'formats: csv, xlsx, comma-separated')).default(
        'csv',
      ),
    )
    .addOption(new Option('--no-bom', t('不写 UTF-8 BOM（供程序读取）', 'no UTF-8 byte order mark (for machines)')))
    .addOption(json())
    .addHelpText(
      'after',
      examples(
        ['export --out data/', '表格软件可直接打开', 'opens in any spreadsheet'],
        ['export --out data/ --no-bom', '供程序读取', 'for programs'],
        [
          'export --out data/ --format xlsx',
          '一个工作簿 gouji.xlsx，每表一页',
          'one workbook, gouji.xlsx, a sheet a table',
        ],
      ),
    )
    .action(act(actions.export));

  command('review', '在浏览器中审核（本版本尚无）', 'the auditor’s desk in a browser (not in this version)')
    .addOption(db())
    .addOption(new Option('--port <n>', t('端口', 'port')).argParser(positive(language)))
    .addHelpText('after', examples(['review --db county.db', '打开审核台', 'open the desk']))
    .action(act(actions.review));

  return root;
}

function positive(language: Language, least = 1) {
  return (text: string): number => {
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(
      language === 'zh' ? `应为不小于 ${least} 的整数。` : `It should be a whole number from ${least} up.`,
    );
  };
}

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

function translateTitle(title: string, language: Language): string {
  return language === 'zh' ? (TITLES[title] ?? title) : title;
}
