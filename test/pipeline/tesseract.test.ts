import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { loadModels } from '../../pipeline/ocr-models.js';
import { openTesseract } from '../../pipeline/tesseract.js';
import { DOUBTFUL } from '../../schemas/index.js';
import { pngOf, scansOf, smallSheets } from '../extractors/image/scan.js';

it('where no network can run, tesseract reads, and nothing that it reads counts as sure', async () => {
  const rows = [
    ['基本支出', '1350.04'],
    ['项目支出', '178.52'],
  ];
  const png = pngOf((await scansOf(await smallSheets([{ title: '甲县林业局收支情况', rows }]), 200))[0]!);
  const models = async () => ({ ...(await loadModels()), lastResort: await openTesseract() });
  const kept: string[] = [];
  const cache = { get: () => undefined, put: (key: string) => void kept.push(key) };
  const { blocks, notices } = await extract(png, { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models, cache } });
  expect(notices.map(({ code }) => code)).toEqual(['poor-reader', 'pages-recognized']);
  expect(kept).toEqual([]);
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.cells : []));
  expect(cells.map(({ text }) => text)).toEqual(rows.flat());
  expect(cells.filter(({ confidence }) => confidence === undefined || confidence >= DOUBTFUL)).toEqual([]);
}, 30_000);
