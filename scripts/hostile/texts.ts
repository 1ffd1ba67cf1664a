/** Pages, rich texts and plain texts without end, without order, or in no one's encoding. */
import type { Sample } from './mutations.js';

export function texts(): Sample[] {
  const text = (name: string, content: string | Buffer): Sample => ({ name, bytes: Buffer.from(content as string) });
  const gbk = Buffer.from('d6a7b3f6bacfbcc631322e3334cdf2d4aaa1a3', 'hex');
  const utf8 = Buffer.from('支出合计12.34万元。\n');
  const sentence = '支出合计12.34万元，其中：基本支出1.2万元；';
  return [
    text('million-divs.html', `<html><body>${'<div>'.repeat(1_000_000)}合计${'</div>'.repeat(1_000_000)}`),
    text('siblings.html', `<html><body>${'<div>1</div>'.repeat(500_000)}</body></html>`),
    text(
      'spans.html',
      '<html><body><table border=1><tr><td colspan=1000000000 rowspan=1000000000>收入<td colspan=-1>1<td colspan=1e9 rowspan=0>2<tr><td rowspan=65534 colspan=16384>3</table></body></html>',
    ),
    text(
      'picture.html',
      `<html><body><p>支出1.00万元。</p><img src="data:image/png;base64,${'A'.repeat(100_000_000)}"></body></html>`,
    ),
    text(
      'refresh.html',
      '<html><head><meta http-equiv="refresh" content="0;url=file:///etc/passwd"></head><body></body></html>',
    ),
    text(
      'frameset.html',
      '<html><frameset cols="*,*"><frame src="a.html"><frame src="refresh.html"></frameset></html>',
    ),
    text('breaks.html', `<html><body><p>${'1<br>'.repeat(500_000)}</p></body></html>`),
    text('unclosed-cells.html', `<html><body><table border=1>${'<tr><td>1<td>2'.repeat(100_000)}`),
    text('attribute.html', `<html><body><p title="${'x'.repeat(20_000_000)}">支出1.00万元。</p></body></html>`),
    text('open-quote.html', `<html><body><p title="${'<td>1'.repeat(1_000_000)}`),
    text('doctype.html', `<!DOCTYPE ${'x'.repeat(5_000_000)}><html><body>1</body></html>`),
    text('charrefs.html', `<html><body><p>${'&#x110000;&#0;&#xD800;&bogus;'.repeat(100_000)}</p></body></html>`),
    text('script.html', `<html><body><script>${'<table>'.repeat(500_000)}</script><p>支出1.00万元。</p></body></html>`),
    text(
      'mixed-charsets.html',
      Buffer.concat([
        Buffer.from('<html><head><meta charset="utf-16"></head><body>'),
        utf8,
        gbk,
        Buffer.from('</body></html>'),
      ]),
    ),
    text('binary-lies.rtf', `{\\rtf1\\ansi 1\\bin-5 x\\bin9999999999999 y\\par}`),
    text(
      'binary-picture.rtf',
      Buffer.concat([
        Buffer.from('{\\rtf1 a{\\pict\\bin20000000 '),
        Buffer.alloc(20_000_000, '{'),
        Buffer.from('}\\par b}'),
      ]),
    ),
    text('pictures.rtf', `{\\rtf1 a${`{\\pict\\pngblip ${'ff'.repeat(2_000_000)}}`.repeat(10)}\\par}`),
    text('gbk.rtf', `{\\rtf1\\ansi\\ansicpg936 ${"\\'d6\\'a7\\'b3\\'f6\\'zz\\'d".repeat(50_000)}\\par}`),
    text(
      'fallbacks.rtf',
      `{\\rtf1\\ansi\\uc3 ${'\\u25903 ???'.repeat(100_000)}{\\uc0\\u20986\\u21512}\\u-1\\u99999999 \\par}`,
    ),
    text(
      'fonts.rtf',
      `{\\rtf1{\\fonttbl${Array.from({ length: 100_000 }, (_, i) => `{\\f${i}\\fcharset134 a;}`).join('')}}\\par}`,
    ),
    text(
      'edges.rtf',
      `{\\rtf1 ${`\\trowd${Array.from({ length: 400 }, (_, i) => `\\cellx${i % 2 ? -i * 99999 : i * 1_000_000}`).join('')}${'1\\cell'.repeat(400)}\\row`.repeat(100)}}`,
    ),
    text('closed.rtf', `{\\rtf1 ${'}'.repeat(1_000_000)}`),
    text('words.rtf', `{\\rtf1 ${`\\${'a'.repeat(100_000)}1 `.repeat(100)}}`),
    text('long-line.txt', Buffer.alloc(100_000_000, sentence)),
    text('letters.txt', Buffer.alloc(19_000_000, 'a')),
    text('digits.txt', Buffer.alloc(5_000_000, '1')),
    text('blanks.txt', `支出${' '.repeat(19_000_000)}1.00`),
    text('zeros.txt', Buffer.concat([utf8, Buffer.alloc(1_000_000), utf8])),
    text('some-zeros.txt', Buffer.from('支\0出合计12.34\0万元。\n'.repeat(1000))),
    text('mixed-encodings.txt', Buffer.concat(Array.from({ length: 200 }, (_, i) => (i % 2 ? gbk : utf8)))),
    text('mark-utf16-text-utf8.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), utf8, utf8])),
    text('mark-utf8-text-gbk.txt', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), gbk, gbk])),
    text(
      'odd-utf16.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('支出12.34万元', 'utf16le'), Buffer.from([0x41])]),
    ),
    text(
      'utf32.txt',
      Buffer.concat([
        Buffer.from([0xff, 0xfe, 0, 0]),
        Buffer.from(Uint32Array.from([...'支出12.34万元'].map((c) => c.codePointAt(0)!)).buffer),
      ]),
    ),
    text('turned.txt', `支出合计\u202e43.21\u202c万元，其中：基本支出\u200b1\u200d2\u2060.\ufeff3万元。\n`.repeat(100)),
    text('marks.txt', `支${'\u0301'.repeat(200_000)}出12.34万元。`),
    text('carriage.txt', '收入\r1.00\r支出\r2.00\r'.repeat(20_000)),
    text('dots.txt', `支出合计${'1.'.repeat(500_000)}万元。`),
    text('commas.txt', `支出合计${'1,'.repeat(500_000)}万元。`),
    text('slashes.txt', `支出${'1/'.repeat(200_000)}万元。\n`),
    text('chinese-numbers.txt', `支出合计${'亿万千百'.repeat(100_000)}元。`),
    text('brackets.txt', `${'（其中：'.repeat(50_000)}1.00万元${'）'.repeat(50_000)}`),
    text('ladder.txt', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}其中：项目${i}  ${i}.00`).join('\n')),
    text('rule-lines.txt', `${'─'.repeat(2000)}\n`.repeat(2000)),
    text('frames.txt', `┌${'─┬'.repeat(300)}┐\n${`│${'1│'.repeat(300)}\n├${'─┼'.repeat(300)}┤\n`.repeat(300)}`),
    text('quotes.csv', `a,b,c\n${'"1",""2"",3\n'.repeat(20_000)}`),
    text('open-quote.csv', `a,b,c\n"1${',2\n'.repeat(100_000)}`),
    text('wide.csv', `${'1,'.repeat(16_384)}\n`.repeat(25)),
    text('numbers.tsv', '1\t2\t3\n'.repeat(100_000)),
  ];
}
