import { expect, it } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import type { RawDocument } from '../../../schemas/index.js';
import { loadModels } from '../../../pipeline/ocr-models.js';
import { pngOf, scansOf, smallSheets } from '../image/scan.js';

const sheets = await smallSheets([
  {
    title: '甲县林业局2031年度收支情况表',
    rows: [
      ['基本支出', '1,350.04'],
      ['执行率', '96.37%'],
    ],
  },
]);
const png = pngOf((await scansOf(sheets))[0]!);

function read(runtime: 'native' | 'wasm'): Promise<RawDocument> {
  const models = async () => ({ ...(await loadModels()), runtime });
  return extract(png.slice(), { limits: DEFAULT_LIMITS, ocr: { mode: 'auto', models } });
}

it('WebAssembly reads a document exactly as native code does', async () => {
  const wasm = await read('wasm');
  expect(wasm.blocks.some(({ kind }) => kind === 'table')).toBe(true);
  expect(JSON.stringify(wasm)).toBe(JSON.stringify(await read('native')));
}, 120_000);
