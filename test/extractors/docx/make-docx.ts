import { makeZip } from '../zip/make-zip.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NAMESPACES = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['a', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  ['pic', 'http://schemas.openxmlformats.org/drawingml/2006/picture'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Parts beside the body, each as the inside of its root element. */
export interface Parts {
  styles?: string;
  numbering?: string;
  footnotes?: string;
  header1?: string;
  footer1?: string;
}

/** The entries of a .docx whose body holds this XML. */
export function docxEntries(body: string, parts: Parts = {}): Record<string, string> {
  const roots = {
    styles: ['w:styles', 'styles'],
    numbering: ['w:numbering', 'numbering'],
    footnotes: ['w:footnotes', 'footnotes'],
    header1: ['w:hdr', 'header'],
    footer1: ['w:ftr', 'footer'],
  } as const;
  const present = Object.entries(parts) as [keyof Parts, string][];
  const part = (root: string, inside: string): string => `${DECLARATION}<${root} ${NAMESPACES}>${inside}</${root}>`;
  return {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships(
      present.map(([name]) => [`r-${name}`, roots[name][1], `${name}.xml`] as const),
    ),
    'word/document.xml': part('w:document', `<w:body>${body}</w:body>`),
    ...Object.fromEntries(present.map(([name, inside]) => [`word/${name}.xml`, part(roots[name][0], inside)])),
  };
}

export function makeDocx(body: string, parts: Parts = {}): Buffer {
  return makeZip(docxEntries(body, parts));
}

/** A .docx with pictures: `image('x.png')` in the body shows the picture of that name. */
export function docxWithPictures(body: string, pictures: Readonly<Record<string, Uint8Array>>): Buffer {
  const media = Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [`word/media/${name}`, bytes]));
  const links = Object.keys(pictures).map((name) => [`r-${name}`, 'image', `media/${name}`] as const);
  return makeZip({ ...docxEntries(body), 'word/_rels/document.xml.rels': relationships(links), ...media });
}

/** A run that shows a picture, as Word draws it since 2007. */
export function image(name: string): string {
  return `<w:r><w:drawing><pic:pic><pic:blipFill><a:blip r:embed="r-${name}"/></pic:blipFill></pic:pic></w:drawing></w:r>`;
}

/** A paragraph: properties, then runs (plain text is put into one). */
export function p(content: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${content.startsWith('<') ? content : r(content)}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function tc(content: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

export function tr(cells: string, properties = ''): string {
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
}

export function tbl(widths: readonly number[], rows: string): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

function relationships(all: readonly (readonly [string, string, string])[]): string {
  const inside = all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('');
  return `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
}
