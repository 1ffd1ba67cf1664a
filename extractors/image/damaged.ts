import { UnreadableError } from '../../schemas/index.js';

export function damagedPicture(cause: unknown): UnreadableError {
  return new UnreadableError(
    'damaged',
    {
      zh: '图片已损坏、不完整，或编码方式不受支持。请重新扫描，或用看图软件打开后另存为 JPEG、PNG。',
      en: 'The picture is damaged, incomplete, or coded in an unsupported way. Scan it again, or open it and save it as JPEG or PNG.',
    },
    { cause },
  );
}
