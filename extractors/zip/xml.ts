import { Parser } from 'htmlparser2';
import { damaged, tooLarge } from './refusals.js';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of a part wants to hear. Names come with the usual prefix (w:p), whatever the file calls it. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
}

/** Elements inside elements: more than any application writes, less than any stack. */
const DEEPEST = 3000;

/** The prefix under which the code knows a namespace; strict and transitional Open XML have two names for each. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': '',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': '',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/content-types': '',
};

/**
 * Reads one XML part with events, never building a tree.
 *
 * @throws UnreadableError `damaged` where elements are not closed (the parser itself forgives everything)
 */
export function readXml(bytes: Uint8Array, part: string, handler: XmlHandler): void {
  const prefixes = new Map<string, string>();
  const known = new Map<string, string>();
  let depth = 0;
  let elements = 0;
  const usual = (name: string): string => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = translate(name, prefixes)));
    return found;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > DEEPEST) throw tooLarge(`${part}: ${DEEPEST} levels`);
        elements++;
        if (declare(attributes, prefixes)) known.clear();
        handler.open(usual(name), translateKeys(attributes, usual, prefixes));
      },
      onclosetag(name, implied) {
        if (implied && !closesItself(text, parser.startIndex, parser.endIndex)) throw damaged(`${part}: </${name}>`);
        depth--;
        handler.close(usual(name));
      },
      ontext(data) {
        handler.text?.(data);
      },
    },
    { xmlMode: true },
  );
  const text = decode(bytes);
  parser.end(text);
  if (elements === 0) throw damaged(`${part}: XML`);
}

/** `1`, `true`, `on` and an absent value all say yes. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || (value !== '0' && value !== 'false' && value !== 'off');
}

/** The parser calls both `<a/>` and an `<a>` that is never closed implied. */
function closesItself(text: string, start: number, end: number): boolean {
  return end < text.length && text[end - 1] === '/' && text[start + 1] !== '/';
}

function decode(bytes: Uint8Array): string {
  const utf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
      ? 'utf-16le'
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(utf16).decode(bytes);
}

/** Notes the namespaces that an element declares; true if one of them goes by another prefix than the usual one. */
function declare(attributes: Attributes, prefixes: Map<string, string>): boolean {
  let changed = false;
  for (const key in attributes) {
    if (!key.startsWith('xmlns')) continue;
    const prefix = key === 'xmlns' ? '' : key.slice(6);
    const wanted = PREFIXES[attributes[key] ?? ''];
    if (wanted === undefined || wanted === (prefixes.get(prefix) ?? prefix)) continue;
    prefixes.set(prefix, wanted);
    changed = true;
  }
  return changed;
}

function translate(name: string, prefixes: ReadonlyMap<string, string>): string {
  if (prefixes.size === 0) return name;
  const colon = name.indexOf(':');
  const wanted = prefixes.get(colon < 0 ? '' : name.slice(0, colon));
  if (wanted === undefined) return name;
  const local = colon < 0 ? name : name.slice(colon + 1);
  return wanted === '' ? local : `${wanted}:${local}`;
}

function translateKeys(
  attributes: Attributes,
  usual: (name: string) => string,
  prefixes: ReadonlyMap<string, string>,
): Attributes {
  if (prefixes.size === 0) return attributes;
  // A namespace never applies to an attribute without prefix.
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key.includes(':') ? usual(key) : key, value]),
  );
}
