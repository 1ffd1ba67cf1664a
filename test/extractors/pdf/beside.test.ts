import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, extract } from '../../../extractors/index.js';
import { pageObjects, rawPdf, stream } from '../../robust/raw-pdf.js';

const [catalog = '', ...rest] = pageObjects(stream('BT /F 12 Tf 50 700 Td (Total 12.34) Tj ET'));
const codes = async (entries: string, ...objects: string[]): Promise<string[]> => {
  const bytes = rawPdf([catalog.replace('/Pages', `${entries}/Pages`), ...rest, ...objects]);
  const { notices } = await extract(Uint8Array.from(bytes), { limits: DEFAULT_LIMITS });
  return notices.map(({ code }) => code);
};
const file = ['<</Type/Filespec/F(a.docx)/EF<</F 7 0 R>>>>', stream('PK')];

test('files and forms that stand on no page are told of', async () => {
  expect(await codes('/Names<</EmbeddedFiles<</Names[(a.docx)6 0 R]>>>>', ...file)).toEqual(['attachments-not-read']);
  const xfa = '/NeedsRendering true/AcroForm<</Fields[]/XFA 6 0 R>>';
  expect(await codes(xfa, stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'))).toEqual(['form-not-read']);
});

test.each([
  ['nothing beside', ''],
  ['a form with a field to sign', '/AcroForm<</Fields[]/SigFlags 3>>'],
  ['no files', '/Names<</EmbeddedFiles<</Names[]>>>>'],
  ['names in a circle', '/Names<</EmbeddedFiles 2 0 R>>'],
])('%s: nothing to tell', async (_, entries) => {
  expect(await codes(entries)).toEqual([]);
});
