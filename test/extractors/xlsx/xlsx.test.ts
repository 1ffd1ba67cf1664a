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
    // Cells for text into which a program wrote numbers.
    ['131141', '@', '131141'],
    ['12.5', '@"元"', '12.5元'],
    ['12.5', '0;0;0;@', '13'],
    // Typed as 44.275 and 1.005: binary numbers lie a little below.
    ['44.274999999999999', '0.00', '44.28'],
    ['1.0049999999999999', '0.00', '1.01'],
    ['44.2749', '0.00', '44.27'],
    ['0.20649999999999999', '0.0%', '20.7%'],
    // General has eleven signs: noise of binary sums is not seen.
    ['12.3400000000001', 'General', '12.34'],
    ['0.333333333333333', 'General', '0.333333333'],
    ['1234.56789012345', 'General', '1234.56789'],
    ['-98765.4321012', 'General', '-98765.4321'],
    ['123456789.12', 'General', '123456789.12'],
    ['12345.678912', 'General', '12345.678912'],
    ['1.4210854715202004E-14', 'General', '1.42109E-14'],
    ['0.00001', 'General', '0.00001'],
    ['110101199001011', 'General', '110101199001011'],
    ['123456789012.34', 'General', '123456789012.34'],
    // Sections that show nothing.
    ['0', '#,##0.00;-#,##0.00;;@', ''],
    ['5', ';;;', ''],
    ['-5', '0.00;;0', ''],
    ['-5', '0.00;', '-5.00'],
    ['7', '[Red]', '7'],
    // Dates by name, times of the day, stretches of time.
    ['45372', 'mmm\\ d\\,\\ yyyy', 'Mar 21, 2024'],
    ['45372', 'd-mmm', '21-Mar'],
    ['45372', 'dddd', 'Thursday'],
    ['45372', '[$-804]aaaa', '星期四'],
    ['45372', 'yyyy/m/d aaa', '2024/3/21 四'],
    ['45372.5625', 'h:mm AM/PM', '1:30 PM'],
    ['45372.0', 'h:mm AM/PM', '12:00 AM'],
    ['1.75', '[h]:mm:ss', '42:00:00'],
    ['0.0122337', 'mm:ss.0', '17:37.0'],
    ['0.0122337', 'mm:ss', '17:37'],
    ['-50', '[<-25]General;[>25]General;General', '50'],
    ['0.50000578703', 'hh:mm:ss.000', '12:00:00.500'],
    ['45371.999999', 'yyyy-mm-dd hh:mm:ss', '2024-03-21 00:00:00'],
    ['45372', '[DBNum1][$-804]yyyy"年"m"月"d"日"', '2024年3月21日'],
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
    'xl/styles.xml': `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:numFmts><x:numFmt numFmtId="176" formatCode="0.0&quot;分&quot;"/><x:numFmt numFmtId="177" formatCode=";;;"/></x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="10"/><x:xf numFmtId="176"/><x:xf numFmtId="14"/><x:xf numFmtId="177"/></x:cellXfs></x:styleSheet>`,
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

  it('shows a merged cell that begins in a hidden column, and takes what has no width or height for hidden', async () => {
    const rows = [
      `<row r="1">${cell('A1', '1')}${cell('C1', '2')}</row>`,
      `<row r="2" ht="0">${cell('B2', '3')}</row>`,
      `<row r="3">${cell('C3', '4')}${cell('D3', '5')}</row>`,
    ];
    const cols = '<cols><col min="1" max="1" width="8" hidden="1"/><col min="4" max="4" width="0"/></cols>';
    const document = await readOne(
      `${cols}<sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
    );
    expect(drawTable(document.blocks[0] as RawTable)).toEqual(['1|2', '|4']);
    expect(document.notices.map(({ message }) => message.en)).toEqual([
      'Sheet "x" has 2 cells in hidden rows or columns; they were not read.',
    ]);
  });

  it('tells of a sheet all of whose rows are hidden', async () => {
    const document = await readOne(`<sheetData><row r="1" hidden="1">${cell('A1', '1')}</row></sheetData>`);
    expect([document.blocks, document.notices.map(({ code }) => code)]).toEqual([[], ['hidden-cells']]);
  });

  it('shows dates that are written out as their format says', async () => {
    const row = '<row><c t="d" s="3"><v>2024-03-21</v></c><c t="d" s="3"><v>2024-03-21T18:00:00</v></c>';
    const [table] = (await readOne(`<sheetData>${row}<c t="d"><v>2024-03-21</v></c></row></sheetData>`))
      .blocks as RawTable[];
    expect(drawTable(table!)).toEqual(['2024/3/21|2024/3/21|2024-03-21']);
  });

  it('tells of numbers that their format hides', async () => {
    const hidden = '<c s="4"><v>12.5</v></c><c s="4"><v>0</v></c>';
    const document = await readOne(`<sheetData><row>${hidden}<c><v>1</v></c></row></sheetData>`);
    expect(drawTable(document.blocks[0] as RawTable)).toEqual(['1']);
    expect(document.notices.map(({ code }) => code)).toEqual(['hidden-cells']);
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
