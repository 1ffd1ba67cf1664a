import type { Notice } from '../../schemas/index.js';

/** Says that so many characters, white space aside, are set hidden. */
export function hiddenText(count: number): Notice {
  return {
    code: 'hidden-text',
    message: {
      zh: `文档里有 ${count} 个字符设为隐藏，没有读取。`,
      en: `${count} characters of the document are set hidden and were not read.`,
    },
  };
}
