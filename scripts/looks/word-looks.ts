/** Word documents as other programs leave them: WPS, converters, XML libraries, old versions; the content is the same. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import type { DocxLook } from './docx-looks.js';

type Elements = Cheerio<never>;

/** Cells of a row merged the old way: each keeps its column and says that it goes on with the one to the left. */
export const oldMerges: DocxLook = (xml) => {
  each(xml, 'w\\:tc', (cell) => {
    const span = cell.children('w\\:tcPr').children('w\\:gridSpan');
    const count = Number(span.attr('w:val') ?? 1);
    if (count < 2) return;
    span.remove();
    cell.children('w\\:tcPr').children('w\\:tcW').remove();
    const properties = xml.xml(cell.children('w\\:tcPr').children('w\\:vMerge'));
    for (let i = 1; i < count; i++)
      cell.after(`<w:tc><w:tcPr>${properties}<w:hMerge w:val="continue"/></w:tcPr><w:p/></w:tc>`);
    cell.children('w\\:tcPr').append('<w:hMerge w:val="restart"/>');
  });
};

/** Tables that float, with rows of exact height, and no grid that anybody could trust. */
export const floating: DocxLook = (xml) => {
  each(xml, 'w\\:tblPr', (properties) =>
    properties.prepend(
      '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="1"/><w:tblOverlap w:val="never"/>',
    ),
  );
  each(xml, 'w\\:trPr', (properties) => properties.append('<w:trHeight w:val="10" w:hRule="exact"/>'));
  each(xml, 'w\\:gridCol', (column) => column.attr('w:w', '100'));
};

/** What stands between runs and paragraphs in documents that many have edited. */
export const wrapped: DocxLook = (xml) => {
  each(xml, 'w\\:r', (run, index) => {
    if (run.children('w\\:t').length === 0) return;
    const ways = [
      ['<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">', '</w:smartTag>'],
      ['<w:hyperlink w:anchor="a">', '</w:hyperlink>'],
      ['<w:customXml w:element="x">', '</w:customXml>'],
      ['<w:fldSimple w:instr=" REF a \\h ">', '</w:fldSimple>'],
      [
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(ABOVE) \\# "0.00" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ],
      [
        `<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="${index}" w:name="b${index}"/>`,
        `<w:bookmarkEnd w:id="${index}"/><w:proofErr w:type="spellEnd"/>`,
      ],
    ] as const;
    const [before, after] = ways[index % ways.length]!;
    run.replaceWith(`${before}${xml.xml(run)}${after}`);
  });
};

/** Characters that print nothing, inside of words and figures. */
export const invisible: DocxLook = (xml) => {
  const signs = ['\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e'];
  each(xml, 'w\\:t', (text, index) => {
    const letters = [...text.text()];
    if (letters.length < 2) return;
    letters.splice(1 + (index % (letters.length - 1)), 0, signs[index % signs.length]!);
    text.text(letters.join('')).attr('xml:space', 'preserve');
  });
};

/** The strict form of Open XML. */
export const strict: DocxLook = (_, parts) => {
  const names: readonly (readonly [string, string])[] = [
    [
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    ],
    [
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      'http://purl.oclc.org/ooxml/officeDocument/relationships',
    ],
    ['http://schemas.openxmlformats.org/drawingml/2006/main', 'http://purl.oclc.org/ooxml/drawingml/main'],
  ];
  for (const [name, text] of parts)
    parts.set(
      name,
      names.reduce((all, [from, to]) => all.replaceAll(from, to), text),
    );
};
/** A reading over some characters, a hidden rest, a symbol instead of a bullet. */
export const readings: DocxLook = (xml) => {
  each(xml, 'w\\:r', (run, index) => {
    const text = run.children('w\\:t');
    const letters = [...text.text()];
    if (index % 4 !== 0 || letters.length < 2 || !/\p{Script=Han}/u.test(letters[0]!)) return;
    const properties = xml.xml(run.children('w\\:rPr'));
    run.before(
      `<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r>${properties}<w:t>${letters[0]!}</w:t></w:r></w:rubyBase></w:ruby></w:r>`,
    );
    text.text(letters.slice(1).join(''));
    run.after('<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏 99.9</w:t></w:r>');
  });
};

/** Rows that are hidden or were moved away; empty paragraphs before and after the words of every cell. */
export const leftOvers: DocxLook = (xml) => {
  each(xml, 'w\\:tbl', (table, index) => {
    const row = table
      .children('w\\:tr')
      .filter((_, one) => xml(one).find('w\\:vMerge').length === 0)
      .last();
    if (row.length === 0) return;
    const copy = row.clone();
    if (copy.children('w\\:trPr').length === 0) copy.prepend('<w:trPr/>');
    copy.children('w\\:trPr').append(index % 2 === 0 ? '<w:hidden/>' : '<w:del w:id="1" w:author="a"/>');
    row.after(copy);
  });
  each(xml, 'w\\:tc', (cell, index) => {
    if (index % 3 === 0)
      cell.children('w\\:p').first().before('<w:p><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>');
    if (index % 3 === 1) cell.append('<w:p/>');
  });
};

/** A table out of nothing but a web page that Word takes in when it opens the document, as web systems export. */
export const chunk =
  (html: string): DocxLook =>
  (xml, parts) => {
    const body = xml('w\\:body');
    const section = xml.xml(body.children('w\\:sectPr'));
    body.html(`<w:altChunk r:id="rIdChunk"/>${section}`);
    parts.set('word/afchunk.html', html);
    parts.set(
      'word/_rels/document.xml.rels',
      (parts.get('word/_rels/document.xml.rels') ?? '').replace(
        '</Relationships>',
        '<Relationship Id="rIdChunk" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="afchunk.html"/></Relationships>',
      ),
    );
    parts.set(
      '[Content_Types].xml',
      (parts.get('[Content_Types].xml') ?? '').replace(
        '</Types>',
        '<Override PartName="/word/afchunk.html" ContentType="text/html"/></Types>',
      ),
    );
  };

/** Borders of another kind, for printing. */
export const bordered =
  (kind: string, colour = '000000'): DocxLook =>
  (xml) => {
    const sides = ['top', 'left', 'bottom', 'right']
      .map((side) => `<w:${side} w:val="${kind}" w:sz="6" w:space="0" w:color="${colour}"/>`)
      .join('');
    each(xml, 'w\\:tcPr', (properties) => {
      properties.children('w\\:tcBorders').remove();
      const before = properties.children('w\\:vMerge, w\\:gridSpan, w\\:tcW').last();
      if (before.length > 0) before.after(`<w:tcBorders>${sides}</w:tcBorders>`);
      else properties.prepend(`<w:tcBorders>${sides}</w:tcBorders>`);
    });
    xml('w\\:tblBorders').remove();
  };

export const whiteOnGrey: DocxLook = (xml, parts) => {
  bordered('single', 'FFFFFF')(xml, parts);
  each(xml, 'w\\:tcPr', (properties) => properties.append('<w:shd w:val="clear" w:color="auto" w:fill="DDE3EC"/>'));
};

/** Titles of narrow columns from bottom to top. */
export const turnedTitles: DocxLook = (xml) => {
  each(xml, 'w\\:tbl', (table) => {
    const row = table.children('w\\:tr').first();
    if (row.children('w\\:tc').length < 4) return;
    if (row.children('w\\:trPr').length === 0) row.prepend('<w:trPr/>');
    row.children('w\\:trPr').append('<w:trHeight w:val="1900" w:hRule="atLeast"/>');
    each(row.children('w\\:tc') as Elements, undefined, (cell) =>
      cell.children('w\\:tcPr').append('<w:textDirection w:val="btLr"/>'),
    );
  });
};

/** Characters spread over the cell, and wider apart in prose. */
export const spread: DocxLook = (xml) => {
  each(xml, 'w\\:tc', (cell) => {
    cell.find('w\\:jc').attr('w:val', 'distribute');
  });
  each(xml, 'w\\:rPr', (properties) => properties.append('<w:spacing w:val="20"/>'));
};

/** The words of every second cell in a text box of its own. */
export const boxedCells: DocxLook = (xml) => {
  each(xml, 'w\\:tc', (cell, index) => {
    if (index % 2 === 1 || cell.find('w\\:tbl').length > 0) return;
    const inner = `<w:txbxContent>${cell
      .children('w\\:p')
      .toArray()
      .map((one) => xml.xml(one))
      .join('')}</w:txbxContent>`;
    cell.children('w\\:p').remove();
    cell.append(
      `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="${index}" name="文本框 ${index}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>${inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    );
  });
};

/** Tables cut in two that stand right below one another, as Word and WPS leave them: printed, they are one. */
export const cutTables: DocxLook = (xml) => {
  each(xml('w\\:body').children('w\\:tbl') as Elements, undefined, (table) => {
    const rows = table.children('w\\:tr').toArray();
    const from = rows.findIndex(
      (row, i) => i >= rows.length / 2 && xml(row).find('w\\:vMerge:not([w\\:val="restart"])').length === 0,
    );
    if (from < 1) return;
    const lower = table.clone();
    lower.children('w\\:tr').slice(0, from).remove();
    table.children('w\\:tr').slice(from).remove();
    table.after(lower);
  });
};

/** Numbers of lines in the margin. */
export const lineNumbers: DocxLook = (xml) => {
  xml('w\\:sectPr').append('<w:lnNumType w:countBy="1" w:restart="newPage"/>');
};

/** Rules and shading from the style of the table alone: a dark head, bands, a frame. */
export const tableStyle: DocxLook = (xml, parts) => {
  const line = (side: string, size: number): string =>
    `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="4472C4"/>`;
  const shade = (kind: string, fill: string): string =>
    `<w:tblStylePr w:type="${kind}"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="${fill}"/></w:tcPr></w:tblStylePr>`;
  const frame = ['top', 'left', 'bottom', 'right'].map((side) => line(side, 12)).join('');
  parts.set(
    'word/styles.xml',
    (parts.get('word/styles.xml') ?? '').replace(
      '</w:styles>',
      `<w:style w:type="table" w:styleId="Banded9"><w:name w:val="Banded 9"/><w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>${frame}${line('insideH', 4)}</w:tblBorders></w:tblPr>${shade('firstRow', '8EAADB')}${shade('band1Horz', 'D9E2F3')}</w:style></w:styles>`,
    ),
  );
  xml('w\\:tcBorders, w\\:tblBorders').remove();
  each(xml, 'w\\:tblPr', (properties) => {
    properties.children('w\\:tblStyle, w\\:tblLook').remove();
    properties.prepend('<w:tblStyle w:val="Banded9"/>');
    properties.append('<w:tblLook w:val="0420" w:firstRow="1" w:noHBand="0" w:noVBand="1"/>');
  });
};

function each(
  from: CheerioAPI | Elements,
  selector: string | undefined,
  act: (element: Elements, index: number) => unknown,
): void {
  const found = (typeof from === 'function' ? from(selector) : from) as Elements;
  const items = found.toArray();
  items.forEach((_, index) => act(found.eq(index), index));
}
