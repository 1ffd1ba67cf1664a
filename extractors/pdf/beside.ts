import type { Notice } from '../../schemas/index.js';
import type { EngineDocument } from './engine.js';

/** What a document holds that stands on none of its pages, and so is not read. */
export function notOnPages({ attachments = 0, drawnElsewhere = false }: EngineDocument): Notice[] {
  const notices: Notice[] = [];
  if (attachments > 0) {
    notices.push({
      code: 'attachments-not-read',
      message: {
        zh: `文件附带了 ${attachments} 个文件，没有读取。请把附件另存出来再读。`,
        en: `The file brings ${attachments} attached ${attachments === 1 ? 'file, which was' : 'files, which were'} not read. Save what is attached and read that.`,
      },
    });
  }
  if (drawnElsewhere) {
    notices.push({
      code: 'form-not-read',
      message: {
        zh: '这是动态表单（XFA），填写的内容不在页面上，没有读取。请用 Adobe Acrobat/Reader 打开，打印为 PDF 后再读。',
        en: 'This is a dynamic form (XFA): what was filled in stands on no page and was not read. Open it in Adobe Reader, print it as PDF and read that.',
      },
    });
  }
  return notices;
}
