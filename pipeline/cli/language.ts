export type Language = 'zh' | 'en';

/** `--lang`, else the locale, else Chinese: the reports and most of their readers are. */
export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]!.split('=', 2)[1] ?? argv[at + 1]);
  if (asked === 'zh' || asked === 'en') return asked;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale === '' || /^(zh|C|POSIX)([_.@-]|$)/i.test(locale) ? 'zh' : 'en';
}
