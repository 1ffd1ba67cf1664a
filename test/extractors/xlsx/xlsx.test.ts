import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { display } from '../../../extractors/xlsx/number-format.js';
import type { RawTable } from '../../../schemas/index.js';
import { RawDocument } from '../../../schemas/schemas.js';
import { drawTable } from '../draw-table.js';
import { makeZip } from '../zip/make-zip.js';

describe('numbers as they are shown', () => {
  it.each([
    ['1234.5', 'General', '1234.5'],
    ['0.090000000000000011', 'General', '0.09'],
    ['1.5E-3', 'General', '0.0015'],
    ['1', '0%', '100%'],
    ['0.98765', '0.00%', '98.77%'],
    ['1234567.891', '#,##0.00', '1,234,567.89'],
    ['-1234.5', '#,##0.00;-#,##0.00', '-1,234.50'],
    ['-12', '#,##0_);(#,##0)', '(12)'],
    ['-12', '0.0', '-12.0'],
    ['-0.001', '0.00', '0.00'],
    ['0', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-'],
    ['12.5', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '12.50'],
    ['12', '0.00"万元"', '12.00万元'],
    ['5', '000', '005'],
    ['0.5', '#.##', '.5'],
    ['12.30', '0.##', '12.3'],
    ['123456', '0.00,', '123.46'],
    ['12.345', '[Red]0.00', '12.35'],
    ['3', '[$¥-804]#,##0.00', '¥3.00'],
    ['47939', 'yyyy"年"m"月"d"日"', '2031年4月1日'],
    ['47939.75', 'yyyy/m/d hh:mm', '2031/4/1 18:00'],
    ['2031', '0_ ', '2031'],
    ['文字', '0.00', '文字'],
    ['123456', '0!.0,"万"', '12.3万'],
    ['123456', '0\\.0,', '12.3'],
    ['1234567', '#,##0.00,,"百万"', '1.23百万'],
    ['128000', '0.00,"千元"', '128.00千元'],
    ['128000', '[>=10000]0!.0,"万";0"元"', '12.8万'],
    ['9000', '[>=10000]0!.0,"万";0"元"', '9000元'],
    ['-5', '[<0]"负"0;0', '负5'],
    ['12.5', 'General"元"', '12.5元'],
    ['0', '0.00;-0.00;"—"', '—'],
    ['0.5', '0.0%;[Red]-0.0%', '50.0%'],
    ['-0.123', '0.0%;[Red]-0.0%', '-12.3%'],
    ['1', '0.00%', '100.00%'],
    ['13812345678', '000"-"0000"-"0000', '138-1234-5678'],
  ])('%s under %s', (stored, code, shown) => {
    expect(display(stored, code)).toBe(shown);
  });
});

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function makeXlsx(sheets: readonly { name: string; xml: string; state?: string }[], strings: readonly string[] = []) {
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const list = (inside: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
  return makeZip({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': list(relationship('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': list(
      sheets.map((_, at) => relationship(`s${at}`, 'worksheet', `/xl/worksheets/sheet${at}.xml`)).join('') +
        relationship('t', 'sharedStrings', 'sharedStrings.xml') +
        relationship('u', 'styles', 'styles.xml'),
    ),
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets
      .map(({ name, state }, at) => `<sheet name="${name}" r:id="s${at}" state="${state ?? 'visible'}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:numFmts><x:numFmt numFmtId="176" formatCode="0.0&quot;分&quot;"/></x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="10"/><x:xf numFmtId="176"/></x:cellXfs></x:styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, at) => [`xl/worksheets/sheet${at}.xml`, `<worksheet ${MAIN}>${xml}</worksheet>`]),
    ),
  });
}

describe('sheets', () => {
  const sheet =
    '<cols><col min="5" max="5" hidden="1"/></cols><sheetData>' +
    '<row r="2"><c r="B2" t="s"><v>0</v></c></row>' +
    '<row r="3"><c r="B3" t="inlineStr"><is><t>收入</t></is></c><c r="C3" s="1"><v>0.5</v></c><c r="D3" s="2"><v>9</v></c><c r="E3"><v>7</v></c></row>' +
    '<row r="4"><c r="C4" t="str"><f>A1</f><v>甲_x000D_\n乙</v></c><c r="D4" t="e"><v>#DIV/0!</v></c></row>' +
    '<row r="9"><c r="B9" s="1"/></row>' +
    '</sheetData><mergeCells><mergeCell ref="B2:D2"/><mergeCell ref="B3:B4"/></mergeCells>';

  it('reads merged cells, formats, texts of all kinds, without hidden ones', async () => {
    const document = await extract(
      makeXlsx(
        [
          { name: '表一', xml: sheet },
          { name: '空', xml: '<sheetData/>' },
          { name: '藏', xml: sheet, state: 'hidden' },
          { name: '资产', xml: '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>' },
        ],
        ['<r><t>自评</t></r><r><t>表</t></r><rPh><t>x</t></rPh>'],
      ),
      { limits: DEFAULT_LIMITS },
    );
    RawDocument.parse(document);
    const tables = document.blocks as RawTable[];
    expect(document.format).toBe('xlsx');
    expect(tables.map((table) => [table.title, ...drawTable(table)])).toEqual([
      ['自评表', '自评表|<|<', '收入|50.00%|9.0分', '^|甲/乙|#DIV/0!'],
      ['资产', '1|2'],
    ]);
    expect(tables[0]?.cells[2]?.place).toEqual({ part: '表一', table: 0, row: 1, column: 1, line: 3 });
    expect(document.notices.map(({ code }) => code)).toEqual(['hidden-sheet', 'hidden-cells']);
  });

  const cell = (at: string, value: string): string => `<c r="${at}"><v>${value}</v></c>`;
  const readOne = (xml: string, limits = DEFAULT_LIMITS) => extract(makeXlsx([{ name: 'x', xml }]), { limits });

  it('keeps a cell in the last corner of a sheet, and twenty of the million rows before it', async () => {
    const far = `<sheetData><row r="1">${cell('A1', '1')}</row><row r="1048576">${cell('XFD1048576', '2')}</row></sheetData>`;
    const [table] = (await readOne(far)).blocks as RawTable[];
    expect(table).toMatchObject({ rows: 22, columns: 22 });
    expect(table?.cells.at(-1)).toMatchObject({ row: 21, column: 21, text: '2', place: { line: 1048576 } });
  });

  it('takes a title over all columns of the sheet for as wide as its table', async () => {
    const rows = `<row r="1">${cell('A1', '1')}</row><row r="2">${cell('A2', '2')}${cell('C2', '3')}</row>`;
    const merged = `<sheetData>${rows}</sheetData><mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>`;
    const [table] = (await readOne(merged)).blocks as RawTable[];
    expect(table).toMatchObject({ rows: 2, columns: 23 });
    expect(table?.cells[0]).toMatchObject({ colSpan: 23, text: '1' });
  });

  it('refuses more cells than may be', async () => {
    const row = `<row>${'<c><v>1</v></c>'.repeat(30)}</row>`;
    const few = readOne(`<sheetData>${row.repeat(4)}</sheetData>`, { ...DEFAULT_LIMITS, cells: 100 });
    await expect(few).rejects.toMatchObject({ code: 'too-large' });
  });

  it('says what is not in the file: results of formulas, texts', async () => {
    const row =
      '<row><c><f>1+1</f></c><c t="str"><f>A9</f><v></v></c><c t="s"><v>7</v></c><c t="s"><v>-1</v></c></row>';
    const document = await readOne(`<sheetData>${row}<row><c><f>1</f><v>1</v></c></row></sheetData>`);
    expect(document.notices.map(({ code, message }) => [code, /\d+/.exec(message.en)?.[0]])).toEqual([
      ['formulas-not-computed', '1'],
      ['texts-missing', '2'],
    ]);
  });
});
