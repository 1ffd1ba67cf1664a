import type { EmbeddedPicture } from '../image/embedded.js';
import type { Package } from '../zip/package.js';

/** The pictures that are drawn over a sheet, in the order in which they were put there. */
export function picturesOn(opened: Package, sheet: string): EmbeddedPicture[] {
  const pictures: EmbeddedPicture[] = [];
  for (const drawing of targets(opened, sheet, 'drawing')) {
    for (const part of targets(opened, drawing, 'image')) {
      const bytes = opened.read(part);
      if (bytes) pictures.push({ part, bytes });
    }
  }
  return pictures;
}

function targets(opened: Package, part: string, type: string): string[] {
  const related = opened.relationships(part);
  return related.filter((one) => one.type === type && !one.external).map(({ target }) => target);
}
