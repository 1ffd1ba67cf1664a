import { asBuffer } from './names.js';
import { damaged, tooLarge } from './refusals.js';
import { encodingOf, XmlSource } from './xml-source.js';

/** Attributes of the element that is being opened; they are parsed when first asked for. */
export interface Attributes {
  get(name: string): string | undefined;
}

/** What a reader of a part wants to hear. Names come with the usual prefix (w:p), whatever the file calls it. */
export interface XmlHandler {
  /** `attributes` is good for the time of the call. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(text: string): void;
  /** Elements without attributes that may be passed over. */
  wholes?: readonly string[];
  /** Asked of one of `wholes`, with the markup inside (a character a byte): `true` passes over it, without any event. */
  passes?(name: string, inside: string): boolean;
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
 * Reads one XML part with events, never building a tree. Written for the parts of office files, where four fifths of
 * the bytes are formatting that nobody asks for: it parses attributes on demand, and so takes less than half the time
 * of a general parser. Entities of a document type are not expanded.
 *
 * @throws UnreadableError `damaged` where elements do not close in order, `too-large` where they are nested too deep
 */
export function readXml(bytes: Uint8Array, part: string, handler: XmlHandler): void {
  const source = new XmlSource(bytes);
  const text = source.markup;
  const names = new Names();
  const wholes = handler.wholes && new Wholes(text, handler.wholes);
  const attributes = new TagAttributes(source, names);
  const open: string[] = [];
  let elements = 0;
  const upTo = (sign: string, from: number): number => {
    const found = text.indexOf(sign, from);
    if (found < 0) throw damaged(`${part}: ${from}`);
    return found;
  };
  // Where the next declaration of a namespace stands: most tags need not be searched for one.
  let declared = text.indexOf('xmlns');
  let at = 0;
  for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', at)) {
    if (tag > at && open.length > 0) handler.text?.(source.text(at, tag));
    const sign = text.charCodeAt(tag + 1);
    if (sign === SLASH) {
      const name = open.pop();
      const close = name === undefined ? -1 : tag + 2 + name.length;
      if (name === undefined || text.charCodeAt(close) !== GREATER || !text.startsWith(name, tag + 2)) {
        const end = upTo('>', tag);
        const printed = text.slice(tag + 2, end).trimEnd();
        if (name !== printed) throw damaged(`${part}: </${printed}>`);
        at = end + 1;
      } else at = close + 1;
      handler.close(names.usual(name));
    } else if (sign === EXCLAMATION || sign === QUESTION) {
      if (text.startsWith('<![CDATA[', tag)) {
        at = upTo(']]>', tag) + 3;
        handler.text?.(source.verbatim(tag + 9, at - 3));
      } else if (sign === QUESTION) at = upTo('?>', tag) + 2;
      else if (text.startsWith('<!--', tag)) at = upTo('-->', tag) + 3;
      else at = upTo('>', text.slice(tag, upTo('>', tag)).includes('[') ? upTo(']', tag) : tag) + 1;
    } else {
      const end = endOfTag(text, tag);
      if (end < 0) throw damaged(`${part}: ${tag}`);
      const closesItself = text.charCodeAt(end - 1) === SLASH;
      const inside = closesItself ? end - 1 : end;
      const gap = endOfName(text, tag + 1, inside);
      const name = nameAt(text, tag + 1, gap);
      if (wholes && gap === end && names.areUsual && open.length > 0) {
        const content = wholes.from(name, end + 1);
        if (content !== undefined && handler.passes!(name, content)) {
          at = wholes.end;
          continue;
        }
      }
      if (declared >= 0 && declared < tag) declared = text.indexOf('xmlns', tag);
      if (gap < inside) attributes.set(gap, inside, declared >= 0 && declared < inside);
      elements++;
      open.push(name);
      if (open.length > DEEPEST) throw tooLarge(`${part}: ${DEEPEST} levels`);
      handler.open(names.usual(name), gap < inside ? attributes : NO_ATTRIBUTES);
      if (closesItself) {
        open.pop();
        handler.close(names.usual(name));
      }
      at = end + 1;
    }
  }
  if (elements === 0 || open.length > 0) throw damaged(`${part}: XML`);
}

/** Whether a part may hold a word, without reading it: `false` is certain. */
export function mayMention(bytes: Uint8Array, word: string): boolean {
  return encodingOf(bytes) !== 'utf-8' || asBuffer(bytes).includes(word, 0, 'latin1');
}

/** `1`, `true`, `on` and an absent value all say yes. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || (value !== '0' && value !== 'false' && value !== 'off');
}

/** Where the tag ends that begins at `start`: a `>` inside quotes is part of a value. -1 where it never ends. */
function endOfTag(text: string, start: number): number {
  const end = text.indexOf('>', start);
  return end < 0 || endsThere(text, start, end) ? end : endBeyondQuotes(text, start);
}

/** Whether the first `>` surely ends the tag: nothing but a name stands before it, or a value in usual quotes ends there. */
function endsThere(text: string, start: number, end: number): boolean {
  const last = text.charCodeAt(end - 1) === SLASH ? end - 2 : end - 1;
  if (text.charCodeAt(last) !== DOUBLE) return endOfName(text, start + 1, end) === end;
  const before = text.charCodeAt(last - 1);
  return before !== EQUALS && before > 0x20 && !text.slice(start, end).includes("'");
}

function endBeyondQuotes(text: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === DOUBLE || code === SINGLE) quote = code;
    else if (code === GREATER) return at;
  }
  return -1;
}

/** Where the name of a tag ends: at the first white space. */
function endOfName(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) <= BLANK) return at;
  return end;
}

const BLANK = 0x20;
const EXCLAMATION = 0x21;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

/** What is longer is read, and not compared with what was read before. */
const LONGEST_WHOLE = 4000;

/** Elements as a whole: nearly all that a word processor writes are the properties of a run or a cell, said again. */
class Wholes {
  private readonly signs: ReadonlyMap<string, { opening: string; closing: string; next: number }>;
  /** Behind the element that was given last. */
  end = 0;
  /** Where the next comment or the like stands. */
  private marked = -1;

  constructor(
    private readonly text: string,
    names: readonly string[],
  ) {
    this.signs = new Map(names.map((name) => [name, { opening: `<${name}`, closing: `</${name}>`, next: -1 }]));
  }

  /** What stands from there to the end of the element; undefined where that is far off, or another of its name between. */
  from(name: string, start: number): string | undefined {
    const sign = this.signs.get(name);
    if (!sign) return undefined;
    // Looked for once, and not for each element that never ends.
    if (sign.next < start) {
      const next = this.text.indexOf(sign.closing, start);
      sign.next = next < 0 ? Infinity : next;
    }
    if (sign.next - start > LONGEST_WHOLE) return undefined;
    if (this.marked < start) {
      const next = this.text.indexOf('<!', start);
      this.marked = next < 0 ? Infinity : next;
    }
    const inside = this.text.slice(start, sign.next);
    if (this.marked < sign.next || inside.includes(sign.opening)) return undefined;
    this.end = sign.next + sign.closing.length;
    return inside;
  }
}

/** Translates the prefixes of a file into the usual ones. */
class Names {
  private readonly prefixes = new Map<string, string>();
  private readonly known = new Map<string, string>();

  get areUsual(): boolean {
    return this.prefixes.size === 0;
  }

  usual(name: string): string {
    if (this.prefixes.size === 0) return name;
    let found = this.known.get(name);
    if (found === undefined) this.known.set(name, (found = this.translate(name)));
    return found;
  }

  declare(prefix: string, namespace: string): void {
    const wanted = PREFIXES[namespace];
    if (wanted === undefined || wanted === (this.prefixes.get(prefix) ?? prefix)) return;
    this.prefixes.set(prefix, wanted);
    this.known.clear();
  }

  private translate(name: string): string {
    const colon = name.indexOf(':');
    const wanted = this.prefixes.get(colon < 0 ? '' : name.slice(0, colon));
    if (wanted === undefined) return name;
    const local = colon < 0 ? name : name.slice(colon + 1);
    return wanted === '' ? local : `${wanted}:${local}`;
  }
}

/**
 * Names of elements by their length and some of their letters. Parts say the same few thousands of times: each is one
 * string, made once, and the one that code compares it with.
 */
const met: (string | undefined)[] = Array.from({ length: 4096 }, () => undefined);

/** The name that stands there. */
function nameAt(text: string, start: number, end: number): string {
  const length = end - start;
  const letters = text.charCodeAt(start + 2) * 7 + text.charCodeAt((start + end) >> 1) * 31 + text.charCodeAt(end - 1);
  const slot = (length * 127 + letters) & 4095;
  const there = met[slot];
  if (there !== undefined && there.length === length && text.startsWith(there, start)) return there;
  const name = text.slice(start, end);
  // A property's name is the string that a literal of the same letters is.
  return (met[slot] = Object.keys({ [name]: true })[0] ?? name);
}

const NO_ATTRIBUTES: Attributes = { get: () => undefined };

class TagAttributes implements Attributes {
  private start = 0;
  private end = 0;
  private parsed: Map<string, string> | undefined;

  constructor(
    private readonly source: XmlSource,
    private readonly names: Names,
  ) {}

  /** Takes where a tag stands after its name; namespaces that are `declared` in it count from here on. */
  set(start: number, end: number, declared: boolean): void {
    this.start = start;
    this.end = end;
    if (this.parsed) this.parsed = undefined;
    if (!declared) return;
    for (const [, name = '', double, single] of this.raw.matchAll(ATTRIBUTE)) {
      if (name === 'xmlns') this.names.declare('', double ?? single ?? '');
      else if (name.startsWith('xmlns:')) this.names.declare(name.slice(6), double ?? single ?? '');
    }
  }

  private get raw(): string {
    return this.source.markup.slice(this.start, this.end);
  }

  get(name: string): string | undefined {
    const { raw } = this;
    if (this.names.areUsual && !raw.includes("'")) return this.find(raw, name);
    if (!this.parsed) {
      this.parsed = new Map();
      for (const { index, 0: whole, 1: key = '', 2: double, 3: single } of raw.matchAll(ATTRIBUTE)) {
        const end = this.start + index + whole.length - 1;
        const value = this.source.text(end - (double ?? single ?? '').length, end);
        // A namespace never applies to an attribute without prefix.
        this.parsed.set(key.includes(':') ? this.names.usual(key) : key, value);
      }
    }
    return this.parsed.get(name);
  }

  /** The way that nearly every attribute is written: a blank before it, no blank around the sign. */
  private find(raw: string, name: string): string | undefined {
    for (let at = raw.indexOf(name); at >= 0; at = raw.indexOf(name, at + 1)) {
      let start = at + name.length;
      if (raw.charCodeAt(start) === EQUALS && raw.charCodeAt(start + 1) === DOUBLE) start += 2;
      else start += /^\s*=\s*"/.exec(raw.slice(start, start + 8))?.[0].length ?? 0;
      if (start === at + name.length || !(raw.charCodeAt(at - 1) <= BLANK) || insideValue(raw, at)) continue;
      return this.source.text(this.start + start, this.start + raw.indexOf('"', start));
    }
    return undefined;
  }
}

/** Whether an odd number of quotes stands before: the name is part of somebody's value. */
function insideValue(source: string, end: number): boolean {
  let quotes = 0;
  for (let at = source.indexOf('"'); at >= 0 && at < end; at = source.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
