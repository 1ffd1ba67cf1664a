import type { Message } from '../schemas/index.js';
// The file itself: the schemas take longer to load than a run with nothing to read.
import { UnreadableError } from '../schemas/unreadable.js';

/** Why a document could not be read: a stable code, and a sentence that says what to do. */
export interface Failure {
  code: string;
  message: Message;
}

/** Failures that depend on the machine or on options: such a document is tried again in the next run. */
export const RETRIED = new Set(['timeout', 'out-of-memory', 'internal-error', 'unreadable-file', 'password-required']);

export function timeout(seconds: number): Failure {
  return {
    code: 'timeout',
    message: {
      zh: `读取超过 ${seconds} 秒，已中止。请拆分文件，或用 --timeout 放宽时限后再运行一次。`,
      en: `Reading took longer than ${seconds} s and was stopped. Split the file, or allow more with --timeout and run again.`,
    },
  };
}

/** One page of a scan took as long as no page takes. */
export function pageTimeout(page: number, seconds: number): Failure {
  return {
    code: 'timeout',
    message: {
      zh: `第 ${page} 页识别超过 ${seconds} 秒，已中止；其余已读的页已留存。请检查该页，或用 --timeout 放宽时限后再运行一次。`,
      en: `Page ${page} took longer than ${seconds} s to recognise and was stopped; the pages read so far are kept. Look at that page, or allow more with --timeout and run again.`,
    },
  };
}

export function outOfMemory(megabytes: number): Failure {
  return {
    code: 'out-of-memory',
    message: {
      zh: `读取所需内存超过 ${megabytes} MB，已中止。请拆分文件，或用 --memory 放宽后再运行一次。`,
      en: `Reading needed more than ${megabytes} MB of memory and was stopped. Split the file, or allow more with --memory and run again.`,
    },
  };
}

/** As the error code of a system: a name that was unpacked in GBK cannot be said in UTF-8, and so not be opened. */
export const NAME_NOT_UTF8 = 'EILSEQ';

export function unreadableFile(code: string): Failure {
  const message = SYSTEM_ERRORS[code] ?? {
    zh: `操作系统不允许读取此文件（${code}）。请检查文件是否存在、是否有权限，再运行一次。`,
    en: `The operating system could not read this file (${code}). Check that it exists and may be read, then run again.`,
  };
  return { code: 'unreadable-file', message };
}

const SYSTEM_ERRORS: Partial<Record<string, Message>> = {
  [NAME_NOT_UTF8]: {
    zh: '文件名（或文件夹名）不是 UTF-8 编码，多半是在 Windows 上打包的 GBK 文件名，打不开。请改名后再运行一次，例如 convmv -f gbk -t utf8 -r --notest 文件夹。',
    en: 'The name of this file or folder is not UTF-8 (most likely GBK, packed on Windows), so it cannot be opened. Rename it, for example by convmv -f gbk -t utf8 -r --notest FOLDER, and run again.',
  },
  ENAMETOOLONG: {
    zh: '路径太长，操作系统打不开。请缩短文件夹名，或把文件移到上层，再运行一次。',
    en: 'The path is too long for the operating system. Shorten the names of its folders or move it up, then run again.',
  },
  ENOENT: {
    zh: '文件已不在原处，或链接指向的文件不存在。请检查后再运行一次。',
    en: 'The file is no longer there, or it is a link to nothing. Look after it, then run again.',
  },
};

/** What an exception inside a document's job becomes. Anything that is no UnreadableError is our own bug. */
export function failureOf(error: unknown, megabytes: number): Failure {
  if (error instanceof UnreadableError) return { code: error.code, message: error.sentence };
  const { name, message, code } = error instanceof Error ? (error as Error & { code?: unknown }) : unknownError(error);
  if (code === 'ERR_WORKER_OUT_OF_MEMORY' || /allocation failed|Invalid (string|array) length/i.test(message)) {
    return outOfMemory(megabytes);
  }
  const reason = `${name}: ${message}`.split('\n', 1)[0]!.slice(0, 200);
  return {
    code: 'internal-error',
    message: {
      zh: `程序内部错误（${reason}）。其余文件不受影响；请把此文件连同这句话报告给开发者。`,
      en: `Internal error (${reason}). Other files are not affected; please report this file with this sentence.`,
    },
  };
}

function unknownError(error: unknown): { name: string; message: string; code?: unknown } {
  return { name: 'Error', message: String(error) };
}
