import type { RawDocument } from '../schemas/index.js';
import { UnreadableError } from '../schemas/index.js';
import { holdsEncrypted } from './compound/compound.js';
import type { ExtractOptions, Extractor } from './extractor.js';
import { extractors } from './formats/index.generated.js';

export { DEFAULT_LIMITS } from './extractor.js';
export type { ExtractOptions, Extractor, Limits } from './extractor.js';
export type { OcrModels, OcrOptions, PageCache } from './ocr/models.js';

const BY_NAME = extractors.toSorted((a, b) => (a.format < b.format ? -1 : 1));

/** The surest reader for these bytes; ties go to the reader whose name sorts first, so that order changes nothing. */
export function detect(bytes: Uint8Array): Extractor | undefined {
  let best: Extractor | undefined;
  let surest = 0;
  for (const extractor of BY_NAME) {
    const certainty = extractor.sniff(bytes);
    if (certainty > surest) [best, surest] = [extractor, certainty];
    // None can be surer.
    if (surest === 1) break;
  }
  return best;
}

/**
 * Bytes → RawDocument, with the format taken from the bytes: those inside, where an office file is locked.
 *
 * @throws UnreadableError `empty-file`, `too-large`, `unsupported-format`, and what the reader itself throws.
 */
export async function extract(bytes: Uint8Array, options: ExtractOptions): Promise<RawDocument> {
  if (bytes.length === 0) {
    throw new UnreadableError('empty-file', {
      zh: '文件是空的（0 字节）。请向报送单位重新索取。',
      en: 'The file is empty (0 bytes). Ask the department to send it again.',
    });
  }
  if (bytes.length > options.limits.fileBytes) {
    throw new UnreadableError('too-large', {
      zh: `文件有 ${bytes.length} 字节，超过上限 ${options.limits.fileBytes}。请拆分后再读，或提高上限。`,
      en: `The file has ${bytes.length} bytes, over the limit of ${options.limits.fileBytes}. Split it or raise the limit.`,
    });
  }
  const plain = holdsEncrypted(bytes)
    ? (await import('./locked/package.js')).unlockPackage(bytes, options.password)
    : bytes;
  const extractor = detect(plain);
  if (!extractor) {
    throw new UnreadableError('unsupported-format', {
      zh: '认不出文件的格式。请另存为 PDF、Word（.docx）或文本后再试。',
      en: 'The format of the file is not known. Save it as PDF, Word (.docx) or text and try again.',
    });
  }
  return extractor.extract(plain, options);
}
