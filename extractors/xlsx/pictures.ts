import type { EmbeddedPicture } from '../image/embedded.js';
import type { Package } from '../zip/package.js';

/** Charts, those of newer kinds, and diagrams. */
const CHARTS = ['chart', 'chartEx', 'diagramData'];

/** The pictures that are drawn over a sheet, in the order in which they were put there, and how many charts are. */
export async function picturesOn(
  opened: Package,
  sheet: string,
): Promise<{ pictures: EmbeddedPicture[]; charts: number }> {
  const pictures: EmbeddedPicture[] = [];
  let charts = 0;
  for (const drawing of await targets(opened, sheet, 'drawing')) {
    for (const part of await targets(opened, drawing, 'image')) {
      const bytes = await opened.read(part);
      if (bytes) pictures.push({ part, bytes });
    }
    for (const type of CHARTS) charts += (await targets(opened, drawing, type)).length;
  }
  return { pictures, charts };
}

async function targets(opened: Package, part: string, type: string): Promise<string[]> {
  const related = await opened.relationships(part);
  return related.filter((one) => one.type === type && !one.external).map(({ target }) => target);
}
