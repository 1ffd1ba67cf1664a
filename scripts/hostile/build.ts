/** Documents in as few parts as a reader takes, each with the name that it comes under. */
import { makeZip } from '../../test/extractors/zip/make-zip.js';
import { rawPdf } from '../../test/robust/raw-pdf.js';
import type { Sample } from './mutations.js';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

interface WordExtra {
  /** Before the root element. */
  before?: string;
  /** Parts beside the document by their type, without their root element. */
  beside?: Readonly<Record<string, string>>;
}

export function docx(name: string, body: string, extra: WordExtra = {}): Sample {
  return { name: `${name}.docx`, bytes: wordFile(body, extra) };
}

export function wordFile(body: string, extra: WordExtra = {}): Buffer {
  return makeZip(docxParts(body, extra));
}

export function docxParts(body: string, { before = '', beside = {} }: WordExtra = {}): Record<string, string> {
  const types = Object.keys(beside);
  return {
    '[Content_Types].xml': TYPES,
    ...(types.length > 0 && { 'word/_rels/document.xml.rels': relationships(types.map((type) => [type, type])) }),
    ...Object.fromEntries(types.map((type) => [`word/${type}.xml`, `<w:${type} ${W}>${beside[type]}</w:${type}>`])),
    'word/document.xml': `<?xml version="1.0"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`,
  };
}

interface SheetExtra {
  /** Before and after the rows. */
  before?: string;
  after?: string;
  /** The list of texts (that says it is longer) and the one of looks, without their root element. */
  strings?: string;
  styles?: string;
  /** How often the one sheet is listed. */
  sheets?: number;
}

export function xlsx(name: string, rows: string, extra: SheetExtra = {}): Sample {
  return { name: `${name}.xlsx`, bytes: workbook(rows, extra) };
}

export function workbook(
  rows: string,
  { before = '', after = '', strings, styles, sheets = 1 }: SheetExtra = {},
): Buffer {
  const named = Array.from({ length: sheets }, (_, i) => `<sheet name="s${i}" sheetId="${i + 1}" r:id="r1"/>`).join('');
  const related: [type: string, target: string][] = [['worksheet', 'sheet']];
  if (strings !== undefined) related.push(['sharedStrings', 'strings']);
  if (styles !== undefined) related.push(['styles', 'styles']);
  return makeZip({
    '[Content_Types].xml': TYPES,
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${R}"><sheets>${named}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(related),
    ...(strings !== undefined && {
      'xl/strings.xml': `<sst ${MAIN} count="4294967295" uniqueCount="4294967295">${strings}</sst>`,
    }),
    ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>` }),
    'xl/sheet.xml': `<worksheet ${MAIN}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
  });
}

export function pdf(
  name: string,
  objects: readonly string[],
  change: (text: string) => string = (text) => text,
): Sample {
  return { name: `${name}.pdf`, bytes: Buffer.from(change(rawPdf(objects).toString('latin1')), 'latin1') };
}

function relationships(parts: readonly (readonly [type: string, target: string])[]): string {
  const each = parts.map(
    ([type, target], i) => `<Relationship Id="r${i + 1}" Type="${R}/${type}" Target="${target}.xml"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}
