import { UnreadableError } from '../../schemas/index.js';

export function damaged(cause: unknown): UnreadableError {
  return new UnreadableError(
    'damaged',
    {
      zh: 'PDF 文件已损坏或不完整，无法读取。请重新下载，或用 PDF 软件打开后另存一份。',
      en: 'The PDF is damaged or incomplete. Download it again, or open it in a PDF program and save a copy.',
    },
    { cause },
  );
}

/** `tried` tells whether a password was given and did not fit. */
export function passwordRequired(tried: boolean, cause?: unknown): UnreadableError {
  return new UnreadableError(
    tried ? 'wrong-password' : 'password-required',
    tried
      ? {
          zh: '给出的密码不对，PDF 打不开。请核对密码后用 --password 重新给出。',
          en: 'The password does not fit this PDF. Check it and give it again with --password.',
        }
      : {
          zh: 'PDF 有打开密码。请用 --password 给出密码，或去掉密码后再读。',
          en: 'The PDF is protected by a password. Give it with --password, or remove it and try again.',
        },
    { cause },
  );
}

export function tooLarge(what: Readonly<{ zh: string; en: string }>, found: number, limit: number): UnreadableError {
  return new UnreadableError('too-large', {
    zh: `文件有 ${found} ${what.zh}，超过上限 ${limit}。请拆分后再读，或提高上限。`,
    en: `The file has ${found} ${what.en}, over the limit of ${limit}. Split it or raise the limit.`,
  });
}
