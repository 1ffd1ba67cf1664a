import type { Identity, RawDocument } from '../schemas/index.js';

/** Who wrote the report, of which place and for which year, from the title, the cover lines and the sentences. */
export function identify(_raw: RawDocument): Identity {
  return { title: '', province: '', county: '', department: '', year: '' };
}
