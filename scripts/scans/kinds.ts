import type { RawDocument } from '../../schemas/index.js';
import { foldWidth, squeeze } from '../../schemas/index.js';

/**
 * What matters in print of figures, kind by kind. A sign is found again by the two characters on either side of it, in
 * cells and sentences alike.
 */
export const KINDS: readonly (readonly [kind: string, sign: RegExp])[] = [
  ['figures', /(?<![\d.,])\d[\d.,]*(?:%|‰)?/gu],
  ['decimal points', /(?<=\d)\.(?=\d)/gu],
  ['thousands commas', /(?<=\d),(?=\d{3})/gu],
  ['minus signs', /(?<![\d\p{Script=Han}A-Za-z])[-−](?=\d)/gu],
  ['percent signs', /%/gu],
  ['≤ ≥ < >', /[≤≥<>]/gu],
  ['①②③', /[①-⑳⑴-⒇]/gu],
  ['dashes alone', /(?<=^)[-—]+(?=$)/gu],
];

export interface Found {
  printed: number;
  read: number;
}

/** How many signs of each kind the digital print has, and how many of them the scan has too. */
export function foundByKind(digital: RawDocument, scan: RawDocument): Map<string, Found> {
  const [printed, read] = [textsOf(digital), textsOf(scan)];
  const found = new Map<string, Found>();
  for (const [kind, sign] of KINDS) {
    const wanted = windowsOf(printed, sign);
    const there = windowsOf(read, sign);
    let [all, again] = [0, 0];
    for (const [window, count] of wanted) {
      all += count;
      again += Math.min(count, there.get(window) ?? 0);
    }
    found.set(kind, { printed: all, read: again });
  }
  found.set('full-width digits', {
    printed: fullWidth(digital),
    read: Math.min(fullWidth(digital), fullWidth(scan)),
  });
  return found;
}

function windowsOf(texts: readonly string[], sign: RegExp): Map<string, number> {
  const windows = new Map<string, number>();
  for (const text of texts) {
    for (const match of text.matchAll(sign)) {
      const end = match.index + match[0].length;
      const window = text.slice(Math.max(0, match.index - 2), end + 2);
      windows.set(window, (windows.get(window) ?? 0) + 1);
    }
  }
  return windows;
}

/** Texts as readings are compared: folded; ≦ and ≧, which the network does not know, as ≤ and ≥. */
function textsOf({ blocks }: RawDocument): string[] {
  return blocks
    .flatMap((block) => (block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text]))
    .map((text) =>
      squeeze(foldWidth(text))
        .replace(/≦/gu, '≤')
        .replace(/≧/gu, '≥')
        .replace(/[—–―]+/gu, '—'),
    );
}

function fullWidth({ blocks }: RawDocument): number {
  const texts = blocks.flatMap((block) =>
    block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text],
  );
  return texts.reduce((sum, text) => sum + (text.match(/[０-９]/gu)?.length ?? 0), 0);
}
