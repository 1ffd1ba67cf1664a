import { Zip, ZipDeflate } from 'fflate';

/** A sheet of a workbook: a head that stays in sight, and rows below it that a reader can filter. */
export interface Sheet {
  /** At most 25 characters, none of : \ / ? * [ ]. */
  name: string;
  columns: readonly SheetColumn[];
  rows: Iterable<readonly SheetValue[]>;
}

export interface SheetColumn {
  name: string;
  /** In characters. */
  width: number;
  /** Whether decimal text in it is a number. */
  numeric: boolean;
}

export type SheetValue = string | number | bigint | null | undefined;

/** Rows of a sheet, its head among them, and characters of a cell: the format holds no more. */
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
/** A spreadsheet counts in doubles: decimal text of so many digits comes back as it was. */
const EXACT_DIGITS = 15;
const PLAIN = /^-?\d+(?:\.\d+)?$/;

/**
 * The bytes of an Office Open XML workbook, made as they are asked for: a sheet is never held as a whole. A table that
 * is longer than a sheet goes on in a sheet of its own, text that is longer than a cell ends in an ellipsis, and numbers
 * of more digits than a spreadsheet has are text. The same rows give the same bytes.
 */
export function* workbook(sheets: Iterable<Sheet>, mostRows = MOST_ROWS): Generator<Uint8Array> {
  const archive = new Archive();
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = sheet.rows[Symbol.iterator]();
    try {
      let next = rows.next();
      for (let part = 1; part === 1 || !next.done; part++) {
        names.push(part === 1 ? sheet.name : `${sheet.name} (${part})`);
        const writing = startSheet(archive, `xl/worksheets/sheet${names.length}.xml`, sheet.columns);
        for (; !next.done && writing.lines < mostRows; next = rows.next()) {
          writing.row(next.value);
          yield* archive.taken();
        }
        writing.end();
        yield* archive.taken();
      }
    } finally {
      rows.return?.();
    }
  }
  for (const [path, text] of partsAround(names)) archive.part(path).write(text, true);
  archive.end();
  yield* archive.taken();
}

/** A sheet with its head; `lines` are the rows that it has by now. */
interface OpenSheet {
  readonly lines: number;
  row(values: readonly SheetValue[]): void;
  end(): void;
}

function startSheet(archive: Archive, path: string, columns: readonly SheetColumn[]): OpenSheet {
  const part = archive.part(path);
  const letters = columns.map((_, index) => columnLetters(index));
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const titles = columns.map(({ name }, at) => textCell(`${letters[at]}1`, name, ' s="1"'));
  part.write(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${titles.join('')}</row>`,
  );
  let lines = 1;
  return {
    get lines() {
      return lines;
    },
    row(values) {
      lines++;
      const cells = values.map((value, at) => cell(`${letters[at]}${lines}`, value, columns[at]?.numeric ?? false));
      part.write(`<row r="${lines}">${cells.join('')}</row>`);
    },
    end() {
      part.write(`</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${lines}"/></worksheet>`, true);
    },
  };
}

function cell(at: string, value: SheetValue, numeric: boolean): string {
  if (value === null || value === undefined || value === '') return '';
  const text = String(value);
  return numeric && isExactNumber(text) ? `<c r="${at}"><v>${text}</v></c>` : textCell(at, text);
}

function isExactNumber(text: string): boolean {
  return PLAIN.test(text) && text.replace(/^[-0.]+|\./gu, '').length <= EXACT_DIGITS;
}

function textCell(at: string, text: string, style = ''): string {
  const whole = text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(whole)}</t></is></c>`;
}

/** What XML cannot hold is written as the format wants it, _x0007_, and what looks like that is told apart from it. */
function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replace(CONTROL, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/gu, (character) => ENTITIES[character]!);
}

// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\r\u000E-\u001F\uFFFE\uFFFF]/gu;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** 0 is A, 26 is AA. */
function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OPEN_XML = 'http://schemas.openxmlformats.org';
const MAIN = `${OPEN_XML}/spreadsheetml/2006/main`;
const RELATIONS = `${OPEN_XML}/officeDocument/2006/relationships`;
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function partsAround(names: readonly string[]): [path: string, text: string][] {
  const each = (write: (name: string, number: number) => string): string =>
    names.map((name, index) => write(name, index + 1)).join('');
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (inside: string): string =>
    `${XML}<Relationships xmlns="${OPEN_XML}/package/2006/relationships">${inside}</Relationships>`;
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
  return [
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each((name, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        each((_, number) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`)) +
          relation(`rId${names.length + 1}`, 'styles', 'styles.xml'),
      ),
    ],
    ['xl/styles.xml', STYLES],
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${OPEN_XML}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${each((_, number) => override(`worksheets/sheet${number}`, 'worksheet'))}</Types>`,
    ],
  ];
}

/** Plain, and bold for heads. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

/** Text that is compressed in pieces of this many characters. */
const PIECE = 1 << 16;

/** A zip whose bytes can be taken while it is written. It names no time. */
class Archive {
  private ready: Uint8Array[] = [];
  private readonly zip = new Zip((error, bytes) => {
    if (error) throw error;
    this.ready.push(bytes);
  });

  part(path: string): { write: (text: string, last?: boolean) => void } {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = EARLIEST;
    this.zip.add(file);
    const encoder = new TextEncoder();
    let waiting = '';
    return {
      write: (text, last = false) => {
        waiting += text;
        if (!last && waiting.length < PIECE) return;
        file.push(encoder.encode(waiting), last);
        waiting = '';
      },
    };
  }

  end(): void {
    this.zip.end();
  }

  /** What was written since it was asked last. */
  *taken(): Generator<Uint8Array> {
    yield* this.ready.splice(0);
  }
}

/** The first day that a zip can name, wherever the program runs. */
const EARLIEST = new Date(1980, 0, 1);
