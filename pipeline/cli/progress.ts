import { Presets, SingleBar } from 'cli-progress';
import type { IngestProgress } from '../ingest.js';
import type { Language } from './language.js';
import { oneLine } from './terminal.js';

/** A bar with counts and time left on a terminal, plain lines elsewhere: both on standard error. */
export function ingestProgress(stream: NodeJS.WriteStream, language: Language): IngestProgress {
  return stream.isTTY ? bar(stream, language) : lines(stream, language);
}

function bar(stream: NodeJS.WriteStream, language: Language): IngestProgress {
  const format =
    language === 'zh'
      ? '{bar} {value}/{total} · 剩余 {eta_formatted} · 新读 {read} · 未变 {unchanged} · 失败 {failed}{pages}'
      : '{bar} {value}/{total} · {eta_formatted} left · read {read} · unchanged {unchanged} · failed {failed}{pages}';
  const single = new SingleBar(
    { stream, format, barsize: 24, etaBuffer: 50, fps: 8, hideCursor: true, stopOnComplete: false, linewrap: false },
    Presets.shades_classic,
  );
  const counts = { read: 0, unchanged: 0, failed: 0, pages: '' };
  return {
    start: (total) => single.start(total, 0, counts),
    done(_path, state) {
      counts[state]++;
      counts.pages = '';
      single.increment(1, counts);
    },
    page(_path, page, of) {
      counts.pages = ` · ${readingPage(page, of, language)}`;
      single.update(counts);
    },
    stop: () => single.stop(),
  };
}

/** One line for each failure, and how far it is at most every five seconds. */
function lines(stream: NodeJS.WriteStream, language: Language): IngestProgress {
  const zh = language === 'zh';
  const write = (line: string): void => void stream.write(`${line}\n`);
  const started = Date.now();
  let last = started;
  let total = 0;
  let done = 0;
  return {
    start(files) {
      total = files;
      write(zh ? `共 ${files} 个文件` : `${files} files`);
    },
    done(path, state) {
      done++;
      if (state === 'failed') write(`${zh ? '未能读取' : 'could not be read'}: ${oneLine(path)}`);
      const now = Date.now();
      if (now - last < 5000) return;
      last = now;
      const left = Math.ceil((((now - started) / done) * (total - done)) / 1000);
      write(zh ? `${done}/${total}，剩余约 ${left} 秒` : `${done}/${total}, about ${left} s left`);
    },
    page(path, page, of) {
      const now = Date.now();
      if (now - last < 5000) return;
      last = now;
      write(`${readingPage(page, of, language)} ${oneLine(path)}`);
    },
    stop() {},
  };
}

function readingPage(page: number, of: number, language: Language): string {
  return language === 'zh' ? `读页 ${page}/${of}` : `page ${page}/${of}`;
}

/** What is said of the pages of one document on a terminal, on a line that is overwritten; nothing elsewhere. */
export function pageProgress(
  stream: NodeJS.WriteStream,
  language: Language,
): { page(page: number, of: number): void; stop(): void } {
  let shown = false;
  return {
    page(page, of) {
      if (!stream.isTTY) return;
      shown = true;
      stream.write(`\r\u001b[K${readingPage(page, of, language)}`);
    },
    stop() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
