import { readXml } from '../zip/xml.js';

/** The texts that cells point at by number. Reading aids over characters (rPh) are left out. */
export function readSharedStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!xml) return strings;
  let text = '';
  let inText = false;
  let aside = 0;
  readXml(xml, 'sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') aside++;
      else if (name === 't') inText = aside === 0;
    },
    close(name) {
      if (name === 'si') strings.push(unescapeText(text));
      else if (name === 'rPh') aside--;
      else if (name === 't') inText = false;
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  return strings;
}

/** Excel writes control characters as _x000D_; line ends become "\n". */
export function unescapeText(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n');
}
