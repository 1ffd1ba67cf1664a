import { UnreadableError } from '../../schemas/index.js';
import type { Extractor } from '../extractor.js';
import { isZip } from '../zip/names.js';

/** A zip archive that is no office document: `gouji ingest` reads what is inside; alone it is no report. */
export const extractor: Extractor = {
  format: 'zip',

  sniff: (bytes) => (isZip(bytes) ? 0.2 : 0),

  async extract(bytes, { limits }) {
    // A Word file that is cut off is a damaged zip, not an archive.
    const [{ openArchive }, { kindByEntries, notRead }] = await Promise.all([
      import('../zip/archive.js'),
      import('../other/kinds.js'),
    ]);
    const archive = await openArchive(bytes, limits);
    const said = await archive.read('mimetype').catch(() => undefined);
    const kind = kindByEntries(archive.names, said && Buffer.from(said.subarray(0, 200)).toString('latin1'));
    if (kind) throw notRead(kind);
    throw new UnreadableError('archive', {
      zh: '这是压缩包。请解压后再读；或把扩展名改为 .zip，用 gouji ingest 读取其中的文件。',
      en: 'This is an archive. Unpack it, or call it .zip and let gouji ingest read what is inside.',
    });
  },
};
