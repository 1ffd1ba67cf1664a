import type { Doubt, RawDocument, RawProse } from '../schemas/index.js';

/** A paragraph with its doubtful stretches in braces, other readings behind bars: 支出{12.5|72.5}万元。 */
export function paragraph(art: string, line = 1): RawProse {
  const doubts: Doubt[] = [];
  let text = '';
  for (const [, doubtful, clear] of art.matchAll(/\{([^}]*)\}|([^{]+)/gu)) {
    if (clear !== undefined) {
      text += clear;
      continue;
    }
    const [own = '', ...alternatives] = doubtful!.split('|');
    doubts.push({ start: text.length, end: text.length + own.length, alternatives });
    text += own;
  }
  const place = { page: 1, box: [72, 20 * line, 500, 20 * line + 12] as [number, number, number, number] };
  return {
    kind: 'paragraph',
    text,
    segments: [{ start: 0, place }],
    confidence: doubts.length > 0 ? 0.4 : 0.95,
    ...(doubts.length > 0 ? { doubts } : {}),
  };
}

export function scanned(...paragraphs: string[]): RawDocument {
  return {
    format: 'pdf',
    pages: [{ number: 1, width: 595, height: 842 }],
    blocks: paragraphs.map((art, i) => paragraph(art, i + 1)),
    furniture: [],
    notices: [],
  };
}
