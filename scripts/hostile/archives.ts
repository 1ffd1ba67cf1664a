/** Archives and office packages whose directory, entries or XML lie, loop or swell. */
import { crc32, deflateRawSync } from 'node:zlib';
import { makeZip } from '../../test/extractors/zip/make-zip.js';
import { docx, docxParts } from './build.js';
import type { Sample } from './mutations.js';

const CELL = '<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>';

export function archives(): Sample[] {
  const report = docxParts('<w:p><w:r><w:t>支出合计12.34万元。</w:t></w:r></w:p>');
  const whole = makeZip(report);
  const inner = makeZip({ '水利局.txt': '支出合计12.34万元。' });
  return [
    { name: 'overlapping.zip', bytes: overlapping(200) },
    { name: 'zip64-lies.docx', bytes: zip64(whole) },
    { name: 'zip64-lies.zip', bytes: zip64(inner) },
    { name: 'descriptors.docx', bytes: withDescriptors(report) },
    { name: 'lzma.docx', bytes: patched(whole, 10, 14) },
    { name: 'locked.zip', bytes: makeZip({ 'a.docx': whole }, { name: 'a.docx', flags: 1 }) },
    { name: 'wrong-sum.zip', bytes: makeZip({ 'a.docx': whole }, { name: 'a.docx', crc: 1 }) },
    {
      name: 'names.zip',
      bytes: makeZip({
        '../../../outside.docx': whole,
        '/etc/absolute.docx': whole,
        'C:\\年度\\报告.docx': whole,
        'line\nbreak.docx': whole,
        [`${'长'.repeat(300)}.docx`]: whole,
        '\u202excod.fdp': whole,
        'nul\0name.docx': whole,
        '.hidden.docx': whole,
        '~$open.docx': whole,
        'folder/': '',
      }),
    },
    { name: 'twice.docx', bytes: twice() },
    {
      name: 'before-and-after.docx',
      bytes: Buffer.concat([Buffer.alloc(3000, 'MZ'), whole, Buffer.alloc(3000, 'PK')]),
    },
    { name: 'directory-only.zip', bytes: whole.subarray(whole.indexOf(Buffer.from('PK\x01\x02', 'latin1'))) },
    { name: 'five-deep.zip', bytes: deep(5, inner) },
    {
      name: 'many-members.zip',
      bytes: makeZip(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.txt`, `${i}`]))),
    },
    { name: 'no-members.zip', bytes: makeZip({}) },
    docx('entity-bomb', '<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>', {
      before: `<!DOCTYPE w [<!ENTITY e0 "收">${Array.from({ length: 11 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]>`,
    }),
    docx('entity-file', '<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', {
      before: '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y "]>">]>',
    }),
    docx('deep-tags', `${'<w:x>'.repeat(100_000)}${'</w:x>'.repeat(100_000)}`),
    docx('attribute', `<w:p w:rsid="${'0'.repeat(10_000_000)}"/>`),
    docx('attributes', `<w:p ${Array.from({ length: 300_000 }, (_, i) => `w:a${i}="1"`).join(' ')}/>`),
    docx('namespaces', Array.from({ length: 50_000 }, (_, i) => `<n${i}:p xmlns:n${i}="n${i}"/>`).join('')),
    docx('empty-paragraphs', '<w:p/>'.repeat(2_000_000)),
    docx('empty-rows', `<w:tbl>${'<w:tr/>'.repeat(1_000_000)}</w:tbl>`),
    docx('one-letter-runs', `<w:p>${'<w:r><w:t>1</w:t></w:r>'.repeat(500_000)}</w:p>`),
    docx('long-row', `<w:tbl><w:tr>${CELL.repeat(60_000)}</w:tr></w:tbl>`),
    docx(
      'tall-merge',
      `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>'.repeat(100_000)}</w:tbl>`,
    ),
    docx('small-tables', `<w:tbl><w:tr>${CELL}${CELL}</w:tr></w:tbl><w:p/>`.repeat(40_000)),
    docx('grid', `<w:tbl><w:tblGrid>${'<w:gridCol w:w="1"/>'.repeat(500_000)}</w:tblGrid><w:tr>${CELL}</w:tr></w:tbl>`),
    docx('style-cycle', '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>支出1.00万元。</w:t></w:r></w:p>', {
      beside: {
        styles: `<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>`,
      },
    }),
    docx('style-chain', '<w:p><w:pPr><w:pStyle w:val="s9"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p>', {
      beside: {
        styles: Array.from(
          { length: 60_000 },
          (_, i) => `<w:style w:type="paragraph" w:styleId="s${i}"><w:basedOn w:val="s${i + 1}"/></w:style>`,
        ).join(''),
      },
    }),
    docx(
      'list-levels',
      '<w:p><w:pPr><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>'.repeat(
        2000,
      ),
      {
        beside: {
          numbering: `<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="x"/><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="${'%1'.repeat(1000)}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
        },
      },
    ),
  ];
}

/** Many names for one entry. */
function overlapping(names: number): Buffer {
  const whole = makeZip(
    Object.fromEntries(Array.from({ length: names }, (_, i) => [`${1000 + i}.txt`, '支出1.00万元。'])),
  );
  const copy = Buffer.from(whole);
  for (let at = copy.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    copy.writeUInt32LE(0, at + 42);
  }
  return copy;
}

/** An end of directory that sends its reader to a 64-bit one, which claims the impossible and points at itself. */
function zip64(whole: Buffer): Buffer {
  const end = whole.subarray(-22);
  const body = whole.subarray(0, -22);
  const long = Buffer.alloc(56);
  long.write('PK\x06\x06', 0, 'latin1');
  long.writeBigUInt64LE(44n, 4);
  long.writeBigUInt64LE(2n ** 60n, 24);
  long.writeBigUInt64LE(2n ** 60n, 32);
  long.writeBigUInt64LE(2n ** 62n, 40);
  long.writeBigUInt64LE(BigInt(body.length), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\x06\x07', 0, 'latin1');
  locator.writeBigUInt64LE(BigInt(body.length), 8);
  locator.writeUInt32LE(1, 16);
  const lied = Buffer.from(end);
  lied.writeUInt16LE(0xffff, 8);
  lied.writeUInt16LE(0xffff, 10);
  lied.writeUInt32LE(0xffffffff, 12);
  lied.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([body, long, locator, lied]);
}

/** As programs write that do not know a size before they have written: sound, and to be read. */
function withDescriptors(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x808, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt16LE(path.length, 22);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(plain), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(plain.length, 8);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      head,
      path,
      packed,
      Buffer.from('PK\x07\x08', 'latin1'),
      sizes,
    ]);
    const full = Buffer.from(head);
    sizes.copy(full, 10);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), full, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Another way of packing, in every entry of the directory and before it. */
function patched(whole: Buffer, at: number, method: number): Buffer {
  const copy = Buffer.from(whole);
  for (const [sign, skip] of [
    ['PK\x03\x04', 8],
    ['PK\x01\x02', at],
  ] as const) {
    for (let found = copy.indexOf(sign, 0, 'latin1'); found >= 0; found = copy.indexOf(sign, found + 4, 'latin1')) {
      copy.writeUInt16LE(method, found + skip);
    }
  }
  return copy;
}

/** Two entries of one name; readers disagree on which counts. */
function twice(): Buffer {
  const entries = docxParts('<w:p><w:r><w:t>支出合计1.00万元。</w:t></w:r></w:p>');
  const whole = makeZip({ ...entries, 'word/documenx.xml': entries['word/document.xml']!.replace('1.00', '2.00') });
  return Buffer.from(whole.toString('latin1').replaceAll('word/documenx.xml', 'word/document.xml'), 'latin1');
}

function deep(levels: number, innermost: Buffer): Buffer {
  let bytes = innermost;
  for (let level = 1; level < levels; level++) bytes = makeZip({ [`${level}.zip`]: bytes });
  return bytes;
}
