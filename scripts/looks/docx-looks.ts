/** Word documents with another look and the same content: the parts of a .docx, edited as Word, WPS or a clerk would. */
import { load, type Cheerio, type CheerioAPI } from 'cheerio';
import { openArchive } from '../../extractors/zip/archive.js';
import { DEFAULT_LIMITS } from '../../extractors/index.js';
import { makeZip } from '../../test/extractors/zip/make-zip.js';

type Elements = Cheerio<never>;
/** Changes the main part; may add parts to the package. */
export type DocxLook = (xml: CheerioAPI, parts: Map<string, string>) => void;

/** How many rows of each table are its header. */
export type HeaderRows = readonly number[];

export async function editDocx(bytes: Uint8Array, look: DocxLook): Promise<Buffer> {
  const archive = await openArchive(bytes, DEFAULT_LIMITS);
  const parts = new Map<string, string>();
  const binary: Record<string, Uint8Array> = {};
  for (const name of archive.names) {
    const content = (await archive.read(name)) ?? new Uint8Array();
    if (/\.(xml|rels)$/.test(name)) parts.set(name, Buffer.from(content).toString('utf8'));
    else binary[name] = content;
  }
  const xml = load(parts.get('word/document.xml') ?? '', { xml: true });
  look(xml, parts);
  parts.set('word/document.xml', xml.xml());
  return makeZip({ ...Object.fromEntries(parts), ...binary });
}

const NIL = '<w:left w:val="nil"/><w:right w:val="nil"/>';
const LINE = (side: string, on: boolean): string =>
  on ? `<w:${side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>` : `<w:${side} w:val="nil"/>`;

/** Lines above and below every row, none between the columns. */
export const levelRules: DocxLook = (xml) => {
  borders(xml, () => `${LINE('top', true)}${LINE('bottom', true)}${NIL}`);
};

/** The three lines of a printed book: above the table, below its header, at its foot. */
export const threeRules =
  (headers: HeaderRows): DocxLook =>
  (xml) => {
    borders(xml, (table, row, rows) => {
      const header = headers[table] ?? 1;
      return `${LINE('top', row === 0 || row === header)}${LINE('bottom', row === header - 1 || row === rows - 1)}${NIL}`;
    });
  };

export const noRules: DocxLook = (xml) => {
  borders(xml, () => `${LINE('top', false)}${LINE('bottom', false)}${NIL}`);
};

/** No line at all, but every second row is grey. */
export const stripes: DocxLook = (xml) => {
  noRules(xml, new Map());
  each(xml, 'w\\:tbl', (table) => {
    each(table.find('w\\:tr') as Elements, undefined, (row, index) => {
      if (index % 2 === 1) row.find('w\\:tcPr').append('<w:shd w:val="clear" w:color="auto" w:fill="E0E0E0"/>');
    });
  });
};

export const landscape: DocxLook = (xml) => {
  const size = xml('w\\:pgSz');
  const [width, height] = [Number(size.attr('w:w')), Number(size.attr('w:h'))];
  size.attr({ 'w:w': String(height), 'w:h': String(width), 'w:orient': 'landscape' });
  const margin = xml('w\\:pgMar');
  const room = Number(margin.attr('w:left')) + Number(margin.attr('w:right'));
  const factor = (height - room) / (width - room);
  for (const [element, attribute] of [
    ['w\\:gridCol', 'w:w'],
    ['w\\:tcW', 'w:w'],
  ] as const) {
    each(xml, element, (item) => item.attr(attribute, String(Math.round(Number(item.attr(attribute)) * factor))));
  }
};

/** Header rows that Word repeats, on pages so low that every table goes over some. */
export const repeatedHeaders =
  (headers: HeaderRows): DocxLook =>
  (xml) => {
    each(xml, 'w\\:tbl', (table, index) => {
      // A frame around pages of prose has no header; kept on one page, it would lose what has no room there.
      if (table.children('w\\:tr').length < 2) return;
      table
        .find('w\\:tr')
        .slice(0, headers[index] ?? 1)
        .children('w\\:trPr')
        .append('<w:tblHeader/>');
      table.find('w\\:trPr').prepend('<w:cantSplit/>');
    });
    xml('w\\:pgSz').attr('w:h', '11000');
  };

/** A line at the head of every page with a rule below it, and page numbers with words. */
export const runningHeader =
  (text: string): DocxLook =>
  (xml, parts) => {
    const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    parts.set(
      'word/header9.xml',
      `<?xml version="1.0" encoding="UTF-8"?><w:hdr ${ns}><w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>${text}</w:t></w:r></w:p></w:hdr>`,
    );
    parts.set(
      'word/footer9.xml',
      `<?xml version="1.0" encoding="UTF-8"?><w:ftr ${ns}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">第 </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> 页 共 </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUMPAGES</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>`,
    );
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
    insert(parts, '[Content_Types].xml', '</Types>', [
      `<Override PartName="/word/header9.xml" ContentType="${type}.header+xml"/>`,
      `<Override PartName="/word/footer9.xml" ContentType="${type}.footer+xml"/>`,
    ]);
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    insert(parts, 'word/_rels/document.xml.rels', '</Relationships>', [
      `<Relationship Id="rId901" Type="${relation}/header" Target="header9.xml"/>`,
      `<Relationship Id="rId902" Type="${relation}/footer" Target="footer9.xml"/>`,
    ]);
    const section = xml('w\\:sectPr');
    section.find('w\\:footerReference').remove();
    section.prepend(
      '<w:headerReference w:type="default" r:id="rId901"/><w:footerReference w:type="default" r:id="rId902"/>',
    );
    xml('w\\:pgMar').attr({ 'w:header': '720', 'w:footer': '720' });
  };

export const eightPoint: DocxLook = (xml, parts) => {
  for (const name of ['w\\:sz', 'w\\:szCs']) each(xml, name, (size) => size.attr('w:val', '16'));
  each(xml, 'w\\:spacing', (spacing) => spacing.attr('w:line') !== undefined && spacing.attr({ 'w:line': '200' }));
  parts.set(
    'word/styles.xml',
    (parts.get('word/styles.xml') ?? '')
      .replace(/(<w:szC?s? w:val=")\d+/g, '$116')
      .replace(/w:line="\d+"/g, 'w:line="200"'),
  );
};

/** Digits, signs and percent in full width, as some input methods leave them. */
export const wideDigits: DocxLook = (xml) => {
  each(xml, 'w\\:t', (text) => text.text(toWide(text.text())));
};

export function toWide(text: string): string {
  return text.replace(/[0-9.,%+]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

/** Changes that nobody has accepted yet: what stands was inserted, what was there before is struck out. */
export const trackedChanges: DocxLook = (xml) => {
  const by = 'w:author="审核" w:date="2024-03-01T09:00:00Z"';
  let number = 9000;
  each(xml, 'w\\:r', (run, index) => {
    const text = run.children('w\\:t').text();
    if (text === '' || index % 3 !== 0) return;
    const old = text.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
    const properties = xml.xml(run.children('w\\:rPr'));
    const [way, rest] = index % 2 === 0 ? (['ins', 'del'] as const) : (['moveTo', 'moveFrom'] as const);
    const struck = rest === 'del' ? `<w:delText xml:space="preserve">${old}</w:delText>` : `<w:t>${old}</w:t>`;
    run.before(`<w:${rest} w:id="${number++}" ${by}><w:r>${properties}${struck}</w:r></w:${rest}>`);
    run.wrap(`<w:${way} w:id="${number++}" ${by}></w:${way}>`);
  });
  each(xml, 'w\\:tbl', (table) => {
    // A whole row struck out, copied from one that stands.
    const row = table
      .children('w\\:tr')
      .filter((_, one) => xml(one).find('w\\:vMerge').length === 0)
      .last();
    if (row.length === 0) return;
    const copy = row.clone();
    copy.children('w\\:trPr').append(`<w:del w:id="${number++}" ${by}/>`);
    row.after(copy);
  });
  // A paragraph that was struck out, its mark included.
  xml('w\\:body').prepend(
    `<w:p><w:pPr><w:rPr><w:del w:id="${number++}" ${by}/></w:rPr></w:pPr><w:del w:id="${number++}" ${by}><w:r><w:delText>此段已删除，金额 999.99 万元。</w:delText></w:r></w:del></w:p>`,
  );
};

/** Every table in a frame of one cell, and the text of some cells in a table of one cell of its own. */
export const nestedTables: DocxLook = (xml) => {
  each(xml('w\\:body').children('w\\:tbl') as Elements, undefined, (table) => {
    table.wrap('<w:tc></w:tc>');
    const cell = table.parent();
    cell.prepend('<w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>');
    cell.append('<w:p/>');
    cell.wrap('<w:tr></w:tr>');
    cell.parent().wrap('<w:tbl></w:tbl>');
    cell
      .parent()
      .parent()
      .prepend('<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>');
  });
};

/** Tables and every fifth paragraph in text boxes, written twice as Word does: DrawingML, and VML for old programs. */
export const textBoxes: DocxLook = (xml) => {
  each(xml('w\\:body').children() as Elements, undefined, (block, index) => {
    const name = (block.get(0) as unknown as { name: string }).name;
    if (name !== 'w:tbl' && !(name === 'w:p' && index % 5 === 4)) return;
    const inner = `<w:txbxContent>${xml.xml(block)}${name === 'w:tbl' ? '<w:p/>' : ''}</w:txbxContent>`;
    const drawing = `<w:drawing><wp:inline><wp:extent cx="6000000" cy="8000000"/><wp:docPr id="${index}" name="文本框"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>${inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`;
    const vml = `<w:pict><v:shape style="width:400pt;height:600pt"><v:textbox>${inner}</v:textbox></v:shape></w:pict>`;
    block.replaceWith(
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice><mc:Fallback>${vml}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    );
  });
};

/** Cells, rows and runs inside content controls, text cut into runs of a few characters. */
export const contentControls: DocxLook = (xml) => {
  each(xml, 'w\\:r', (run, index) => {
    const text = run.children('w\\:t');
    const letters = [...text.text()];
    if (letters.length < 2) return;
    const first = run.clone();
    first.children('w\\:t').text(letters.slice(0, 1).join('')).attr('xml:space', 'preserve');
    text.text(letters.slice(1).join('')).attr('xml:space', 'preserve');
    run.before(first);
    if (index % 2 === 0) wrapInControl(run);
  });
  each(xml, 'w\\:tc', (cell, index) => index % 4 === 1 && wrapInControl(cell));
  each(xml, 'w\\:tr', (row, index) => index % 4 === 2 && wrapInControl(row));
};

function wrapInControl(element: Elements): void {
  element.wrap('<w:sdtContent></w:sdtContent>');
  element.parent().wrap('<w:sdt></w:sdt>');
  element.parent().parent().prepend('<w:sdtPr><w:id w:val="1"/></w:sdtPr>');
}

function borders(xml: CheerioAPI, of: (table: number, row: number, rows: number) => string): void {
  each(xml, 'w\\:tbl', (table, number) => {
    const rows = table.children('w\\:tr');
    each(rows as Elements, undefined, (row, index) => {
      const cells = row.find('w\\:tcPr');
      cells.children('w\\:tcBorders').remove();
      const width = cells.children('w\\:vMerge, w\\:gridSpan, w\\:tcW');
      cells.each((_, cell) => {
        const drawn = `<w:tcBorders>${of(number, index, rows.length)}</w:tcBorders>`;
        const before = width.filter((__, one) => one.parent === cell).last();
        if (before.length > 0) before.after(drawn);
        else xml(cell).prepend(drawn);
      });
    });
    table.children('w\\:tblPr').children('w\\:tblBorders').remove();
  });
}

function each(
  from: CheerioAPI | Cheerio<never>,
  selector: string | undefined,
  act: (element: Elements, index: number) => unknown,
): void {
  const found = (typeof from === 'function' ? from(selector) : from) as Elements;
  const items = found.toArray();
  items.forEach((_, index) => act(found.eq(index), index));
}

function insert(parts: Map<string, string>, name: string, before: string, pieces: readonly string[]): void {
  parts.set(
    name,
    (parts.get(name) ?? '').replace(before, () => pieces.join('') + before),
  );
}
