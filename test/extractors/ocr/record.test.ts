import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import type { OcrModels, PageCache } from '../../../extractors/index.js';
import { loadModels } from '../../../pipeline/ocr-models.js';
import type { RawDocument } from '../../../schemas/index.js';
import { scansOf, smallSheets, tiffOf } from '../image/scan.js';

const sheets = await smallSheets([
  { title: '甲县水利局收支表', rows: [['基本支出', '350.04']] },
  { title: '乙县水利局收支表', rows: [['项目支出', '178.52']] },
]);
const scan = tiffOf(await scansOf(sheets));

interface Run {
  /** How often the network was asked. */
  asked: number;
  read: RawDocument | undefined;
  /** What was told of the pages. */
  told: string[];
}

/** Reads the scan; gives up when the network was asked `most` times. */
async function read(cache: PageCache, most = Infinity): Promise<Run> {
  let asked = 0;
  const nativeCode = {
    enter(): void {
      if (asked === most) throw new Error('stopped');
      asked++;
    },
    leave(): void {},
  };
  const told: string[] = [];
  const watch = {
    begin: (page: number, of: number) => void told.push(`${page}/${of}`),
    end: () => void told.push('·'),
  };
  const models = async (): Promise<OcrModels> => ({ ...(await loadModels()), nativeCode });
  const document = extract(scan.slice(), { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models, cache, watch } });
  return { read: await document.catch(() => undefined), asked, told };
}

function newCache(): PageCache & { pages: Map<string, Uint8Array> } {
  const pages = new Map<string, Uint8Array>();
  return { pages, get: (key) => pages.get(key), put: (key, value) => void pages.set(key, value) };
}

it('a run that was stopped goes on at the page where it stood, and gives what an undisturbed one gives', async () => {
  const whole = await read(newCache());
  expect(whole.told).toEqual(['1/2', '·', '2/2', '·']);
  expect(whole.read?.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(2);
  const cache = newCache();
  const stopped = await read(cache, whole.asked - 2);
  expect(stopped.read).toBeUndefined();
  expect(cache.pages.size).toBe(1);
  const resumed = await read(cache);
  expect(resumed.asked).toBeLessThan(whole.asked);
  expect(JSON.stringify(resumed.read)).toBe(JSON.stringify(whole.read));
  const again = await read(cache);
  expect(again.asked).toBe(0);
  expect(JSON.stringify(again.read)).toBe(JSON.stringify(whole.read));
  // What is damaged in the cache is read anew.
  for (const [key, value] of cache.pages) cache.pages.set(key, value.slice(0, 20));
  expect(JSON.stringify((await read(cache)).read)).toBe(JSON.stringify(whole.read));
}, 30_000);
