import type { Notice } from '../../schemas/index.js';

/** What is said of a sheet that nobody sees when the workbook is opened. */
export function hiddenSheet(name: string): Notice {
  return {
    code: 'hidden-sheet',
    message: {
      zh: `工作表“${name}”是隐藏的，没有读取。`,
      en: `Sheet "${name}" is hidden and was not read.`,
    },
  };
}
