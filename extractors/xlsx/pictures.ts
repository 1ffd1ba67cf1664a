import type { EmbeddedPicture } from '../image/embedded.js';
import type { Package } from '../zip/package.js';

/** The pictures that are drawn over a sheet, in the order in which they were put there. */
export async function picturesOn(opened: Package, sheet: string): Promise<EmbeddedPicture[]> {
  const pictures: EmbeddedPicture[] = [];
  for (const drawing of await targets(opened, sheet, 'drawing')) {
    for (const part of await targets(opened, drawing, 'image')) {
      const bytes = await opened.read(part);
      if (bytes) pictures.push({ part, bytes });
    }
  }
  return pictures;
}

async function targets(opened: Package, part: string, type: string): Promise<string[]> {
  const related = await opened.relationships(part);
  return related.filter((one) => one.type === type && !one.external).map(({ target }) => target);
}
