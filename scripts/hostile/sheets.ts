/** Workbooks that claim more than a sheet holds, and old office files whose tables of sectors and pieces lie. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { xlsx } from './build.js';
import type { Sample } from './mutations.js';

const OFFICE = join(import.meta.dirname, '../../fixtures/office');

export function sheets(): Sample[] {
  const column = (n: number): string =>
    (n < 26 ? '' : column(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
  const columns = Array.from({ length: 16_384 }, (_, i) => column(i));
  return [
    xlsx('used-range', '<row r="1"><c r="A1" t="inlineStr"><is><t>收入</t></is></c></row>', {
      before: '<dimension ref="A1:XFD1048576"/>',
    }),
    xlsx(
      'styles-only',
      Array.from(
        { length: 100 },
        (_, r) => `<row r="${r + 1}">${columns.map((name) => `<c r="${name}${r + 1}" s="1"/>`).join('')}</row>`,
      ).join(''),
    ),
    xlsx('empty-rows', Array.from({ length: 1_048_576 }, (_, r) => `<row r="${r + 1}"/>`).join('')),
    xlsx(
      'corners',
      '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row>',
    ),
    xlsx(
      'strings',
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c><c r="C1" t="s"><v>-1</v></c><c r="D1" t="s"><v>x</v></c><c r="E1" t="s"><v>99999999999999999999</v></c></row>',
      {
        strings: '<si><t>收入合计</t></si>',
      },
    ),
    xlsx(
      'formulas',
      '<row r="1"><c r="A1" t="str"><f>A2</f></c><c r="B1"><f>SUM(B2:B9)</f></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>支出</t></is></c><c r="B2"><f>1+1</f></c></row>',
    ),
    xlsx(
      'references',
      '<row r="0"><c r="A0"><v>1</v></c></row><row r="-5"><c r="a-5"><v>2</v></c></row><row r="99999999999999"><c r="ZZZZZZ99999999999999"><v>3</v></c></row><row><c><v>4</v></c><c r=""><v>5</v></c></row>',
    ),
    xlsx(
      'values',
      '<row r="1"><c r="A1"><v>1e308000</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>-Infinity</v></c><c r="D1"><v>0x10</v></c><c r="E1" t="d"><v>2031-02-30</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1" t="b"><v>7</v></c><c r="H1"><v>' +
        '9'.repeat(100_000) +
        '</v></c></row>',
    ),
    xlsx('far-merge', '<row r="1"><c r="A1"><v>1</v></c></row>', {
      after:
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/><mergeCell ref="XFD1048576:A1"/><mergeCell ref="?"/></mergeCells>',
    }),
    xlsx('same-sheet', '<row r="1"><c r="A1"><v>1</v></c></row>', { sheets: 5000 }),
    xlsx('formats', '<row r="1"><c r="A1" s="0"><v>1234.5</v></c></row>', {
      styles: `<numFmts><numFmt numFmtId="200" formatCode="${'0.'.repeat(20_000)}${'[>1]'.repeat(5000)}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(100_000)}</cellXfs>`,
    }),
    ...old(),
  ];
}

/** Compound files: where the header says its tables are, each entry of a sector table and of the directory. */
function old(): Sample[] {
  const files: [string, Buffer][] = ['hubei-clean.doc', 'budget.xls'].map((name) => [
    name,
    readFileSync(join(OFFICE, name)),
  ]);
  const ways: Record<string, (bytes: Buffer) => void> = {
    // Every sector follows itself, or the first one.
    'sector-loop': (bytes) =>
      eachWord(bytes, sectorAt(bytes, bytes.readUInt32LE(76)), (at, i) => bytes.writeUInt32LE(i, at)),
    'sector-circle': (bytes) =>
      eachWord(bytes, sectorAt(bytes, bytes.readUInt32LE(76)), (at) => bytes.writeUInt32LE(0, at)),
    'sector-far': (bytes) =>
      eachWord(bytes, sectorAt(bytes, bytes.readUInt32LE(76)), (at) => bytes.writeUInt32LE(0x7ffffff0, at)),
    'difat-loop': (bytes) => {
      bytes.writeUInt32LE(0, 68);
      bytes.writeUInt32LE(0xffffff, 72);
      bytes.writeUInt32LE(0, 512 + 508);
    },
    'sector-size': (bytes) => void bytes.writeUInt16LE(31, 30),
    'sector-size-none': (bytes) => void bytes.writeUInt16LE(0, 30),
    'directory-loop': (bytes) => {
      for (let at = sectorAt(bytes, bytes.readUInt32LE(48)); at + 128 <= bytes.length; at += 128) {
        if (bytes.readUInt16LE(at + 64) > 64) break;
        for (const link of [68, 72, 76]) bytes.writeUInt32LE(0, at + link);
      }
    },
    'stream-sizes': (bytes) => {
      const from = sectorAt(bytes, bytes.readUInt32LE(48));
      for (let at = from; at + 128 <= bytes.length && at < from + 1024; at += 128)
        bytes.writeUInt32LE(0x7fffffff, at + 120);
    },
    'mini-stream': (bytes) => void bytes.writeUInt32LE(0xffffffff, 56),
  };
  const samples: Sample[] = [];
  for (const [name, whole] of files) {
    for (const [way, change] of Object.entries(ways)) {
      const bytes = Buffer.from(whole);
      change(bytes);
      samples.push({ name: `${way}-${name}`, bytes });
    }
  }
  return samples;
}

function sectorAt(bytes: Buffer, sector: number): number {
  return (sector + 1) * 2 ** bytes.readUInt16LE(30);
}

function eachWord(bytes: Buffer, from: number, change: (at: number, index: number) => void): void {
  for (let i = 0; i < 128 && from + i * 4 + 4 <= bytes.length; i++) change(from + i * 4, i);
}
