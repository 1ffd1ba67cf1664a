import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import type { OcrModels, PageCache } from '../../../extractors/index.js';
import { loadModels } from '../../../pipeline/ocr-models.js';
import type { RawDocument } from '../../../schemas/index.js';
import { scansOf, smallSheets, tiffOf } from '../image/scan.js';

let scan: Uint8Array;
beforeAll(async () => {
  const pdf = await smallSheets([
    { title: '甲县水利局收支表', rows: [['项目', '决算数'], ['基本支出', '350.04']] }, // prettier-ignore
    { title: '乙县水利局收支表', rows: [['项目', '决算数'], ['项目支出', '178.52']] }, // prettier-ignore
    { title: '丙县水利局收支表', rows: [['项目', '决算数'], ['支出合计', '700.53']] }, // prettier-ignore
  ]);
  scan = tiffOf(await scansOf(pdf));
});

/** Reads the scan; gives up when the network was asked `most` times. Tells how often it was. */
async function read(cache: PageCache, most = Infinity): Promise<{ asked: number; read: RawDocument | undefined }> {
  let asked = 0;
  const nativeCode = {
    enter(): void {
      if (asked === most) throw new Error('stopped');
      asked++;
    },
    leave(): void {},
  };
  const models = async (): Promise<OcrModels> => ({ ...(await loadModels()), nativeCode });
  const document = extract(scan.slice(), { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models, cache } });
  return { read: await document.catch(() => undefined), asked };
}

function newCache(): PageCache & { pages: Map<string, Uint8Array> } {
  const pages = new Map<string, Uint8Array>();
  return { pages, get: (key) => pages.get(key), put: (key, value) => void pages.set(key, value) };
}

it('a run that was stopped goes on at the page where it stood, and gives what an undisturbed one gives', async () => {
  const whole = await read(newCache());
  expect(whole.read?.pages).toHaveLength(3);
  expect(whole.read?.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(3);
  const cache = newCache();
  const stopped = await read(cache, whole.asked - 2);
  expect(stopped.read).toBeUndefined();
  expect(cache.pages.size).toBe(2);
  const resumed = await read(cache);
  expect(resumed.asked).toBeLessThan(whole.asked / 2);
  expect(JSON.stringify(resumed.read)).toBe(JSON.stringify(whole.read));
  const again = await read(cache);
  expect(again.asked).toBe(0);
  expect(JSON.stringify(again.read)).toBe(JSON.stringify(whole.read));
});

it('what is damaged in the cache is read anew', async () => {
  const cache = newCache();
  await read(cache);
  for (const [key, value] of cache.pages) cache.pages.set(key, value.slice(0, 20));
  expect((await read(cache)).read?.pages).toHaveLength(3);
});

it('tells which page it is at', async () => {
  const told: string[] = [];
  const watch = {
    begin: (page: number, of: number) => void told.push(`${page}/${of}`),
    end: () => void told.push('·'),
  };
  await extract(scan.slice(), { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models: loadModels, watch } });
  expect(told).toEqual(['1/3', '·', '2/3', '·', '3/3', '·']);
});
