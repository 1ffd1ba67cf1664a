import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../extractors/index.js';
import { pageObjects, rawPdf, stream } from './raw-pdf.js';

test('the PDF engine leaves nothing on the global object: it would hold the memory of the first instance for ever', async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const bytes = rawPdf(pageObjects(stream('BT /F 9 Tf 20 700 Td (Total 12.50) Tj ET')));
  expect((await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS })).blocks).toHaveLength(1);
  expect(Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))).toEqual([]);
});
