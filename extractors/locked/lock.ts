import { UnreadableError } from '../../schemas/index.js';

/** What Excel locks a workbook with that may be read by everybody, but whose structure may not be changed. */
export const EVERYBODYS = 'VelvetSweatshop';

/** What is thrown where a file is encrypted in a way that no reader here knows. */
export function unknownLock(): UnreadableError {
  return new UnreadableError('unsupported-format', {
    zh: '文件用本程序不支持的方式加了密。请用 Word/WPS 输入密码打开，去掉密码后另存，再读一次。',
    en: 'The file is encrypted in a way that is not supported here. Open it with its password in Word or WPS, save it without one, and read it again.',
  });
}

/** What is thrown where rights are granted to accounts, not to who knows a word. */
export function rightsManaged(): UnreadableError {
  return new UnreadableError('unsupported-format', {
    zh: '文件受权限管理（IRM/DRM）保护，密码打不开。请向报送单位索取不受限的文件。',
    en: 'The file is under rights management (IRM, DRM), which no password opens. Ask the department for one without it.',
  });
}
