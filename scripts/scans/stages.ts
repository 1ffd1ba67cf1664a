import { loadModels } from '../../pipeline/ocr-models.js';
import { uprightLayout } from '../../extractors/ocr/layout.js';
import { readLine } from '../../extractors/ocr/read-line.js';
import { pdfiumEngine } from '../../extractors/pdf/pdfium.js';

/** CPU seconds of the stages of one page. */
export interface PageCost {
  draw: number;
  /** Way up, skew, ruling lines, lines of print; a few lines are read to see which way up the page is. */
  layout: number;
  firstReading: number;
  secondReading: number;
}

/** Reads each page of a scanned document once more, stage by stage. */
export async function costOf(bytes: Uint8Array): Promise<PageCost[]> {
  const models = await loadModels();
  const document = await pdfiumEngine.open(bytes);
  const costs: PageCost[] = [];
  try {
    for (let number = 1; number <= document.pageCount; number++) {
      const cost: PageCost = { draw: 0, layout: 0, firstReading: 0, secondReading: 0 };
      const { imageDpi = 200 } = await document.page(number);
      let since = cpu();
      const lap = (stage: keyof PageCost): void => {
        const now = cpu();
        cost[stage] += now - since;
        since = now;
      };
      const picture = await document.picture!(number, Math.min(300, Math.max(150, imageDpi)));
      lap('draw');
      const layout = await uprightLayout(picture, models);
      lap('layout');
      for (const line of layout.lines) {
        let readings = 0;
        const enter = (): void => {
          if (readings++ > 0) lap(readings === 2 ? 'firstReading' : 'secondReading');
        };
        await readLine(line, layout, { ...models, nativeCode: { enter, leave: () => undefined } });
        lap(readings < 2 ? 'firstReading' : 'secondReading');
      }
      costs.push(cost);
    }
  } finally {
    await document.close();
  }
  return costs;
}

export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
