import { describe, expect, it, test } from 'vitest';
import { DEFAULT_LIMITS, detect, extract } from '../../../extractors/index.js';
import { UnreadableError } from '../../../schemas/index.js';
import { makeDocx } from '../docx/make-docx.js';
import { makeZip } from '../zip/make-zip.js';

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const latin1 = (start: string, length = 300): Buffer => Buffer.concat([Buffer.from(start, 'latin1')], length);
const compound = (stream: string): Buffer =>
  Buffer.concat([COMPOUND, Buffer.alloc(1016), Buffer.from(stream, 'utf16le'), Buffer.alloc(600)]);
const tar = Buffer.alloc(1024);
tar.write('报告.docx', 0);
tar.write('ustar', 257);
const letter = (part: string): Buffer =>
  Buffer.from(
    `Received: from a by b\r\nFrom: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n${part}\r\n--x--\r\n`,
  );

async function refusal(bytes: Uint8Array): Promise<{ code: string; zh: string; en: string }> {
  const error: unknown = await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS }).catch((e: unknown) => e);
  if (!(error instanceof UnreadableError)) throw error;
  return { code: error.code, ...error.sentence };
}

test.each<[string, Uint8Array, string, RegExp]>([
  ['7z', latin1('7z\xbc\xaf\x27\x1c\0\x04'), 'archive', /7z .*解压/],
  ['rar 4', latin1('Rar!\x1a\x07\0'), 'archive', /RAR .*解压/],
  ['rar 5', latin1('Rar!\x1a\x07\x01\0'), 'archive', /RAR .*解压/],
  ['gzip', latin1('\x1f\x8b\x08\0'), 'archive', /gzip .*解压/],
  ['tar', tar, 'archive', /tar .*解压/],
  ['a program', latin1('MZ\x90\0'), 'archive', /自解压/],
  ['a mail with a file', letter('Content-Disposition: attachment; filename="a.docx"\r\n\r\nUEsD'), 'archive', /附件/],
  ['a mail of plain text', letter('Content-Type: text/plain\r\n\r\n1'), 'archive', /电子邮件/],
  ['an Outlook message', compound('__properties_version1.0'), 'archive', /Outlook .*附件/],
  ['a presentation of 2003', compound('PowerPoint Document'), 'unsupported-format', /PowerPoint .*PDF/],
  ['any other compound file', compound('Catalog'), 'unsupported-format', /别的程序/],
  [
    'a presentation',
    makeZip({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' }),
    'unsupported-format',
    /PowerPoint .*PDF/,
  ],
  [
    'odt',
    makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    'unsupported-format',
    /\.odt.*\.docx/,
  ],
  [
    'ods',
    makeZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
    'unsupported-format',
    /\.ods.*\.xlsx/,
  ],
  [
    'xlsb',
    makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }),
    'unsupported-format',
    /xlsb.*\.xlsx/,
  ],
  ['a shortcut', latin1('L\0\0\0\x01\x14\x02\0'), 'unsupported-format', /快捷方式/],
  [
    'a shortcut to a page',
    Buffer.from('[InternetShortcut]\r\nURL=https://a.example/\r\n'),
    'unsupported-format',
    /快捷方式/,
  ],
  ['a film', latin1('\0\0\0\x18ftypmp42'), 'unsupported-format', /视频/],
  [
    'Excel in XML',
    Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'),
    'unsupported-format',
    /Excel.*\.xlsx/,
  ],
  [
    'Word in XML',
    Buffer.from('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
    'unsupported-format',
    /Word.*\.docx/,
  ],
  ['UOF', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><uof:UOF/>'), 'unsupported-format', /UOF.*\.docx/],
])('%s is told by name, with what to do', async (_, bytes, code, sentence) => {
  const { code: found, zh, en } = await refusal(bytes);
  expect(found).toBe(code);
  expect(zh).toMatch(sentence);
  expect(en).toMatch(/^This is .*\. .*\.$/);
});

test('a zip that is packed in another way is not called damaged', async () => {
  const whole = makeDocx('<w:p/>');
  for (const [sign, at] of [
    ['PK\x03\x04', 8],
    ['PK\x01\x02', 10],
  ] as const) {
    for (let i = whole.indexOf(sign, 0, 'latin1'); i >= 0; i = whole.indexOf(sign, i + 4, 'latin1'))
      whole.writeUInt16LE(14, i + at);
  }
  expect(await refusal(whole)).toMatchObject({ code: 'unsupported-format', en: expect.stringContaining('(14)') });
});

describe('what only looks like it is read', () => {
  it.each([
    [
      'a web archive',
      'From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>1</p>\r\n--x--',
      'html',
    ],
    ['a page that was mailed', letter('Content-Type: text/html\r\n\r\n<p>1</p>').toString(), 'html'],
    ['a text about mail', 'To: whom it may concern\nFrom: us\n支出合计1.00万元。', 'text'],
    ['a text that begins with a sign', '[支出]合计1.00万元。\n', 'text'],
    ['a text that begins with letters', 'MZ 项目支出1.00万元。\n', 'text'],
    ['a page of XML', '<?xml version="1.0"?><html><body>1</body></html>', 'html'],
  ])('%s', (_, content, format) => {
    expect(detect(Buffer.from(content))?.format).toBe(format);
  });
});
