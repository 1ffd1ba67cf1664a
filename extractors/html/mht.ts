import { asBuffer } from '../zip/names.js';
import { damaged } from '../zip/refusals.js';

/** A page inside a web archive, still as bytes. */
export interface ArchivedPage {
  bytes: Uint8Array;
  /** What its header says of its encoding. */
  charset: string | undefined;
}

interface Part {
  headers: Map<string, string>;
  /** Latin-1: one character a byte. */
  body: string;
}

/** Boxes in boxes: nobody nests a page deeper. */
const DEEPEST = 8;

/** Whether the bytes begin like a web archive (.mht): mail headers that announce HTML or several parts. */
export function isArchive(bytes: Uint8Array): boolean {
  const head = asBuffer(bytes.subarray(0, 4096)).toString('latin1');
  return (
    /^[\s\ufeff\u00ef\u00bb\u00bf]*[\w-]+:/.test(head) &&
    /^mime-version:/im.test(head) &&
    /^content-type:\s*(multipart\/|text\/html)/im.test(head)
  );
}

/**
 * The pages of a web archive: the main one, or all sheets where the main one is only a frame around them.
 *
 * @throws UnreadableError `damaged` where it holds no page
 */
export function pagesOf(bytes: Uint8Array): ArchivedPage[] {
  const whole = asBuffer(bytes)
    .toString('latin1')
    .replace(/^[\s\u00ef\u00bb\u00bf]+/, '');
  const pages = htmlParts(split(whole), 0);
  const sheets = pages.filter(({ headers }) => /sheet\d+\.html?$/i.test(headers.get('content-location') ?? ''));
  const main = pages[0];
  if (!main) throw damaged('MHT');
  const chosen = sheets.length > 0 && /<frameset/i.test(decodeBody(main).toString('latin1')) ? sheets : [main];
  return chosen.map((part) => ({
    bytes: decodeBody(part),
    charset: parameter(part.headers.get('content-type') ?? '', 'charset'),
  }));
}

/** The pictures of a web archive, by the address that its pages call them by, and by their file name. */
export function picturesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  const add = (part: Part, depth: number): void => {
    const type = part.headers.get('content-type') ?? '';
    if (/^image\//i.test(type)) {
      const picture = new Uint8Array(decodeBody(part));
      const location = part.headers.get('content-location') ?? '';
      const id = (part.headers.get('content-id') ?? '').replace(/^<|>$/g, '');
      if (id !== '') pictures.set(`cid:${id}`, picture);
      if (location !== '') pictures.set(location, picture).set(fileName(location), picture);
    }
    for (const inner of innerParts(part, depth)) add(inner, depth + 1);
  };
  add(split(asBuffer(bytes).toString('latin1')), 0);
  return pictures;
}

export function fileName(address: string): string {
  return address.replace(/[?#].*$/s, '').replace(/^.*[/\\]/s, '');
}

function htmlParts(part: Part, depth: number): Part[] {
  if (/^text\/html/i.test(part.headers.get('content-type') ?? '')) return [part];
  return innerParts(part, depth).flatMap((inner) => htmlParts(inner, depth + 1));
}

function innerParts({ headers, body }: Part, depth: number): Part[] {
  const boundary = parameter(headers.get('content-type') ?? '', 'boundary');
  if (boundary === undefined || depth > DEEPEST) return [];
  return body
    .split(`--${boundary}`)
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => split(piece.replace(/^[ \t]*\r?\n/, '')));
}

function split(text: string): Part {
  const gap = /\r?\n\r?\n/.exec(text);
  const head = gap ? text.slice(0, gap.index) : text;
  const headers = new Map<string, string>();
  // A header goes on over lines that begin with a blank.
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: gap ? text.slice(gap.index + gap[0].length) : '' };
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

function decodeBody({ headers, body }: Part): Buffer {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return Buffer.from(unquote(body), 'latin1');
  return Buffer.from(body, 'latin1');
}

function unquote(text: string): string {
  return text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
