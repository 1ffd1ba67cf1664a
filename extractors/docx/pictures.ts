import type { Draft, PictureDraft } from './draft.js';

/** A stretch of a story: text and tables, or pictures that follow one another. */
export type Stretch = { content: Draft[] } | { pictures: PictureDraft[] };

/**
 * Parts a story where pictures stand. Scans are pasted page after page, each into a paragraph of its own, often with
 * empty ones between: they are one stretch.
 */
export function stretchesOf(content: readonly Draft[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const draft of content.flatMap(unframed)) {
    const last = stretches.at(-1);
    if (draft.kind === 'picture') {
      if (last && 'pictures' in last) last.pictures.push(draft);
      else stretches.push({ pictures: [draft] });
    } else if (draft.kind === 'paragraph' && draft.text.trim() === '') continue;
    else if (last && 'content' in last) last.content.push(draft);
    else stretches.push({ content: [draft] });
  }
  return stretches;
}

/** A picture in a table of one cell, without words, has a frame about it. */
function unframed(draft: Draft): readonly Draft[] {
  if (draft.kind !== 'table') return [draft];
  const cells = draft.rows.filter(({ deleted }) => !deleted).flatMap((row) => row.cells);
  const inside = cells.length === 1 ? cells[0]!.content : [];
  const bare = inside.every(
    (item) => item.kind === 'picture' || (item.kind === 'paragraph' && item.text.trim() === ''),
  );
  return bare && inside.some(({ kind }) => kind === 'picture') ? inside : [draft];
}
