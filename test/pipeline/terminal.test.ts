import { expect, test } from 'vitest';
import { languageOf } from '../../pipeline/cli/language.js';
import { columns, displayWidth, oneLine } from '../../pipeline/cli/terminal.js';

test.each([
  ['abc', 3],
  ['勾稽', 4],
  ['１２', 4],
  ['，', 2],
  ['e\u0301', 1],
  ['𠮷', 2],
])('%s is %i columns wide', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('columns line up across Han and Latin', () => {
  expect(
    columns(
      [
        ['文件', '5', 'a'],
        ['Facts', '1,204', ''],
      ],
      [1],
    ),
  ).toEqual(['  文件       5  a', '  Facts  1,204']);
});

test.each([
  ['收入\n合计', Infinity, '收入 合计'],
  ['a\u001b[31mb', Infinity, 'a [31mb'],
  ['收入合计', 5, '收入…'],
])('oneLine %j in %d', (text, width, line) => {
  expect(oneLine(text, width)).toBe(line);
});

test.each([
  [['--lang', 'en'], { LANG: 'zh_CN.UTF-8' }, 'en'],
  [['--lang=zh'], { LANG: 'en_US.UTF-8' }, 'zh'],
  [[], { LANG: 'en_US.UTF-8' }, 'en'],
  [[], { LANG: 'de_DE.UTF-8' }, 'en'],
  [[], { LC_ALL: 'zh_CN.GB18030', LANG: 'en_US' }, 'zh'],
  [[], { LANG: 'C.UTF-8' }, 'zh'],
  [[], {}, 'zh'],
] as const)('language of %j in %j is %s', (argv, env, language) => {
  expect(languageOf(argv, env)).toBe(language);
});
