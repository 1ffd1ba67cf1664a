import { UnreadableError } from '../../schemas/index.js';

/** What is thrown when an archive, or a part of it, is broken or cut off. */
export function damaged(what: string, cause?: unknown): UnreadableError {
  return new UnreadableError(
    'damaged',
    {
      zh: `文件已损坏或不完整（${what}）。请重新下载或向报送单位重新索取；也可用 Word/WPS 打开修复后另存。`,
      en: `The file is damaged or cut off (${what}). Fetch it again, or repair it by opening and saving it in Word or WPS.`,
    },
    { cause },
  );
}

/** What is thrown when an archive would unpack beyond the limits: a bomb, or a document nobody wrote by hand. */
export function tooLarge(what: string): UnreadableError {
  return new UnreadableError('too-large', {
    zh: `文件解开后超过上限（${what}）。请拆分后再读，或提高上限。`,
    en: `Unpacked, the file goes over the limit (${what}). Split it or raise the limit.`,
  });
}

/** What is thrown when a document is encrypted and nobody gave a password. */
export function passwordRequired(): UnreadableError {
  return new UnreadableError('password-required', {
    zh: '文件有打开密码。请用 --password 给出密码再读一次；或输入密码打开（解开），去掉密码后另存。',
    en: 'The file is locked by a password. Give it with --password, or open (unpack) it and save it without one.',
  });
}

/** What is thrown when the password that was given does not open the document. */
export function wrongPassword(): UnreadableError {
  return new UnreadableError('wrong-password', {
    zh: '给出的密码不对，文件打不开。请核对密码后用 --password 重新给出。',
    en: 'The password does not open this file. Check it and give it again with --password.',
  });
}

/** What is thrown where an archive is packed as only the program can unpack that made it: LZMA, Zstandard, AES … */
export function otherPacking(method: number): UnreadableError {
  return new UnreadableError('unsupported-format', {
    zh: `压缩包用了本程序不能解的压缩方法（${method}）。请用压缩软件解开，按普通 zip 重新压缩，或直接读取解开的文件。`,
    en: `The archive is packed by a method that is not read here (${method}). Unpack it with its program, and read the files or pack them as plain zip.`,
  });
}
