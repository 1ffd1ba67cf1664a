import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';

/** The sheets of a workbook by name: the cells of each row by their letters, numbers as numbers. */
export function readWorkbook(bytes: Uint8Array): Map<string, Record<string, string | number>[]> {
  const parts = unzipSync(bytes);
  const xml = (path: string) => load(strFromU8(parts[path]!), { xml: true });
  const book = xml('xl/workbook.xml');
  const targets = new Map(
    xml('xl/_rels/workbook.xml.rels')('Relationship')
      .toArray()
      .map(({ attribs }) => [attribs['Id'], attribs['Target']]),
  );
  return new Map(
    book('sheet')
      .toArray()
      .map(({ attribs }) => {
        const sheet = xml(`xl/${targets.get(attribs['r:id'])}`);
        const rows = sheet('row').toArray();
        return [attribs['name']!, rows.map((row) => Object.fromEntries(sheet(row).children('c').toArray().map(cell)))];
        function cell(one: (typeof rows)[number]): [letters: string, value: string | number] {
          const { r: at = '', t: type } = one.attribs;
          const text = sheet(one).text();
          return [at.replace(/\d+$/u, ''), type === 'inlineStr' ? unescaped(text) : Number(text)];
        }
      }),
  );
}

function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
