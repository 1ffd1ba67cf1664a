/** The built code is what users run; types are those of the sources. */
import type * as Extractors from '../../extractors/index.js';
import type * as Engines from '../../extractors/pdf/pdfium.js';
import type * as Normalizers from '../../normalizers/index.js';
import type * as Documents from '../../pipeline/document.js';
import type * as EngineFlags from '../../pipeline/engine-flags.js';
import type * as Rows from '../../pipeline/store/rows.js';
import type * as Stores from '../../pipeline/store/store.js';
import type * as Writers from '../../pipeline/store/writer.js';
import type * as Reconcilers from '../../reconcilers/index.js';

const built = <T>(path: string): Promise<T> =>
  import(new URL(`../../dist/${path}`, import.meta.url).href) as Promise<T>;

export const { extract, DEFAULT_LIMITS } = await built<typeof Extractors>('extractors/index.js');
export const { normalize } = await built<typeof Normalizers>('normalizers/index.js');
export const { assess } = await built<typeof Reconcilers>('reconcilers/index.js');
export const { rowsOf } = await built<typeof Rows>('pipeline/store/rows.js');
export const { openStore } = await built<typeof Stores>('pipeline/store/store.js');
export const { Writer } = await built<typeof Writers>('pipeline/store/writer.js');
export const { pdfiumEngine } = await built<typeof Engines>('extractors/pdf/pdfium.js');
export const { sha256Of } = await built<typeof Documents>('pipeline/document.js');
export const { setMemoryFlags } = await built<typeof EngineFlags>('pipeline/engine-flags.js');
