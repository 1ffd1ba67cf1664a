import type { Notice } from '../../schemas/index.js';
import type { Package, Relationship } from './package.js';
import { readXml } from './xml.js';

/** Parts of an office file that stand beside the document: what readers wrote on it, and boxes over a sheet. */
const KINDS = new Set(['comments', 'threadedComment', 'drawing']);
/** Elements that hold words in them. */
const TEXTS = new Set(['t', 'text', 'w:t', 'a:t']);

/**
 * Says how much stands in comments and text boxes that `related` parts hold and that nobody reads: it is not printed with
 * the document, but it is there.
 */
export async function noteRemarks(opened: Package, related: readonly Relationship[]): Promise<Notice[]> {
  let characters = 0;
  for (const { type, target, external } of related) {
    if (external || !KINDS.has(type)) continue;
    const xml = await opened.read(target);
    if (xml) characters += charactersIn(xml, target);
  }
  return remarksNotRead(characters);
}

/** What is said of so many characters of them, if there are any. */
export function remarksNotRead(characters: number): Notice[] {
  if (characters === 0) return [];
  return [
    {
      code: 'remarks-not-read',
      message: {
        zh: `批注和浮动文本框里有 ${characters} 个字符，没有读取。`,
        en: `Comments and floating text boxes hold ${characters} characters; they were not read.`,
      },
    },
  ];
}

function charactersIn(xml: Uint8Array, part: string): number {
  let inside = 0;
  let characters = 0;
  readXml(xml, part, {
    open(name) {
      if (TEXTS.has(name)) inside++;
    },
    close(name) {
      if (TEXTS.has(name)) inside--;
    },
    text(text) {
      if (inside > 0) characters += text.replace(/\s+/g, '').length;
    },
  });
  return characters;
}
