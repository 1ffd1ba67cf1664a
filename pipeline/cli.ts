/** The command line: what each command does, and what goes wrong in words that say what to do. */
import { CommanderError } from 'commander';
import type { Message } from '../schemas/index.js';
import type { Console } from './cli/console.js';
import { languageOf } from './cli/language.js';
import type { Actions } from './cli/program.js';
import { program } from './cli/program.js';
import { painter } from './cli/terminal.js';
import { ConfigurationError } from './configuration.js';

/**
 * Runs one command.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code: 0 done, 1 some documents could not be read, 2 wrong usage or configuration, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { env, stdin, stdout, stderr } = process;
  // A reader that has seen enough (`gouji findings | head`) closes the pipe; that is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const language = languageOf(argv, env);
  const console: Console = { language, env, input: stdin, out: stdout, err: stderr, paint: painter(stdout, env) };
  let exitCode = 0;
  const cli = program(language, actions(console), (code) => (exitCode = code));
  for (const command of [cli, ...cli.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => stdout.write(text), outputError: () => {} });
  }
  try {
    if (argv.length === 0) {
      cli.outputHelp({ error: true });
      return 2;
    }
    await cli.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      stderr.write(`${usageError(error)[language]}\n`);
      return 2;
    }
    if (error instanceof ConfigurationError) {
      stderr.write(`${error.sentence[language]}\n`);
      return 2;
    }
    // Our own bug: the stack helps whoever reports it.
    stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}

/** Each command loads what it needs: a usage error should not wait for the readers. */
function actions(console: Console): Actions {
  return {
    ingest: async (paths, flags) => (await import('./cli/ingest.js')).runIngest(paths, flags, console),
    audit: async (file, flags) => (await import('./cli/one-document.js')).runAudit(file, flags, console),
    tables: async (file, flags) => (await import('./cli/one-document.js')).runTables(file, flags, console),
    findings: async (flags) => (await import('./cli/findings.js')).runFindings(flags, console),
    rule: async () => (await import('./cli/rule.js')).runRules(console),
    export: async (flags) => (await import('./cli/export.js')).runExport(flags, console),
    review: () =>
      Promise.reject(
        new ConfigurationError({
          zh: '本版本尚无审核台。请用 gouji findings 查看问题，或用 gouji export 导出后审核。',
          en: 'The auditor’s desk is not in this version. See the flags with gouji findings, or export them with gouji export.',
        }),
      ),
  };
}

/** Commander's complaint in both languages, with where to look. */
function usageError({ code, message }: CommanderError): Message {
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const choices = /Allowed choices are (.*)\.$/m.exec(message)?.[1]?.replaceAll(', ', '、');
  // What our own readers of values say stands in the language of the run.
  const wanted = choices ? `应为 ${choices} 之一。` : (/is invalid\. (.+)$/m.exec(message)?.[1] ?? '');
  const hint = /\(Did you mean (.*)\?\)/s.exec(message)?.[1];
  const zh: Record<string, string> = {
    'commander.unknownOption': `没有选项 ${named}`,
    'commander.unknownCommand': `没有命令 ${named}`,
    'commander.missingArgument': '缺少文件或文件夹',
    'commander.missingMandatoryOptionValue': `缺少必需的选项 ${named}`,
    'commander.optionMissingArgument': `选项 ${named} 后面缺少值`,
    'commander.invalidArgument': `选项 ${named} 的值不对${wanted && `：${wanted.replace(/。$/, '')}`}`,
    'commander.excessArguments': '参数太多',
  };
  const reason = message.replace(/^error: /, '').split('\n', 1)[0]!;
  return {
    zh: `${zh[code] ?? reason}${hint ? `（是否指 ${hint}？）` : ''}。用 gouji --help 查看用法。`,
    en: `${reason.replace(/\.$/, '')}${hint ? ` (did you mean ${hint}?)` : ''}. See gouji --help for the usage.`,
  };
}
