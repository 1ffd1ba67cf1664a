import { UnreadableError } from '../../schemas/index.js';
import type { Extractor } from '../extractor.js';
import { damagedPicture } from '../image/damaged.js';
import { imagePages } from '../image/pages.js';

/** Pictures of pages (JPEG, PNG, BMP, TIFF of one page or many): a scan. */
export const extractor: Extractor = {
  format: 'image',
  sniff: (bytes) => (imagePages(bytes) ? 0.99 : otherKind(bytes) === undefined ? 0 : 0.9),
  async extract(bytes, options) {
    const kind = otherKind(bytes);
    if (kind !== undefined) throw notRead(kind);
    const pages = imagePages(bytes) ?? [];
    if (pages.length === 0) throw damagedPicture(new Error('no page'));
    const [{ engineOf }, { readWith }] = await Promise.all([import('../image/engine.js'), import('../pdf/read.js')]);
    return readWith(engineOf(pages), 'image', bytes, options);
  },
};

/** Pictures that are known but not read, by how their bytes begin (Latin-1). */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^RIFF[^]{4}WEBP/, 'WebP'],
  [/^[^]{4}ftyp(heic|heix|hevc|mif1|msf1)/, 'HEIC'],
  [/^[^]{4}ftypavif/, 'AVIF'],
  [/^GIF8/, 'GIF'],
  [/^\0\0\0\fjP {2}/, 'JPEG 2000'],
];

function otherKind(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.length)).toString('latin1');
  return OTHERS.find(([start]) => start.test(head))?.[1];
}

function notRead(kind: string): UnreadableError {
  return new UnreadableError('unsupported-format', {
    zh: `这是 ${kind} 图片，本程序不能解码。请另存为 JPEG、PNG 或 PDF 后再试。`,
    en: `This is a ${kind} picture, which is not decoded here. Save it as JPEG, PNG or PDF and try again.`,
  });
}
