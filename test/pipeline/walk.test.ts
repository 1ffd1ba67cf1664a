import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAside, walk } from '../../pipeline/walk.js';
import { temporaryFolder } from './command.js';

const folder = temporaryFolder();

test.each([
  ['报告.docx', false],
  ['报告', false],
  ['thumbs.txt', false],
  ['wrl.tmp.docx', false],
  ['~报告.docx', false],
  ['.DS_Store', true],
  ['._报告.docx', true],
  ['.~lock.报告.docx#', true],
  ['~$报告.docx', true],
  ['~WRL0003.tmp', true],
  ['Thumbs.db', true],
  ['DESKTOP.INI', true],
  ['__MACOSX', true],
])('%s: left by a system or a program: %s', (name, aside) => {
  expect(isAside(name)).toBe(aside);
});

test('every file once, whatever it is called and however links go', async () => {
  const root = join(folder, 'odd');
  const names = [
    'noext',
    'UPPER.DOCX',
    'line\nbreak.txt',
    ' lead.txt',
    '-dash.txt',
    'trail.txt ',
    '\u202etxt.fdp',
    '长'.repeat(83),
  ];
  mkdirSync(join(root, 'empty', 'deep'), { recursive: true });
  mkdirSync(join(root, 'folder.docx'));
  for (const name of [...names, 'folder.docx/x.txt', '~$x.docx', 'Thumbs.db']) writeFileSync(join(root, name), '1');
  symlinkSync('..', join(root, 'empty', 'up'));
  symlinkSync('self', join(root, 'self'));
  symlinkSync('/dev/zero', join(root, 'zero.txt'));
  const { files } = await walk([root]);
  expect(files.map(({ path }) => path)).toEqual([...names, 'folder.docx/x.txt', 'self'].sort());
});

test.skipIf(process.platform !== 'linux')(
  'a name in GBK is a file that cannot be opened, not one that is missed',
  async () => {
    const root = join(folder, 'gbk');
    mkdirSync(root);
    const gbk = Buffer.from('cbaec0fbbed6', 'hex');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), gbk, Buffer.from('.txt')]), '1');
    mkdirSync(Buffer.concat([Buffer.from(`${root}/`), gbk]));
    const { files } = await walk([root]);
    expect(files.map(({ unlistable }) => unlistable)).toEqual(['EILSEQ', 'EILSEQ']);
  },
);
