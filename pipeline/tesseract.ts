import { fileURLToPath } from 'node:url';
import type { Worker as Thread } from 'node:worker_threads';
import { OEM, PSM, createWorker } from 'tesseract.js';
import type { Raster } from '../extractors/image/raster.js';
import type { LineReader } from '../extractors/ocr/models.js';
import { scale } from '../extractors/ocr/recognize.js';
import type { Sign } from '../extractors/ocr/recognize.js';

/** Pixels of a line's height that tesseract reads best, and of the paper about it. */
const [HEIGHT, MARGIN] = [56, 12];

/** A package with the model of one language. */
export interface LanguagePackage {
  language: string;
  /** Address of a file at its root. */
  url: string;
}

/** Chinese, with digits and Latin letters. */
const CHINESE: LanguagePackage = {
  language: 'chi_sim',
  url: import.meta.resolve('@tesseract.js-data/chi_sim'),
};

/**
 * Tesseract in a thread of its own, with the model of one language from its package: nothing is fetched or kept. The
 * thread keeps no process from ending.
 */
export async function openTesseract({ language, url } = CHINESE): Promise<LineReader> {
  const langPath = fileURLToPath(new URL('4.0.0_best_int', url));
  const worker = await createWorker(language, OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true });
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE });
  const { worker: thread } = worker as unknown as { worker: Thread };
  thread.unref();
  return {
    async read(line) {
      const width = Math.max(1, Math.round((line.width * HEIGHT) / line.height));
      thread.ref();
      try {
        const { data } = await worker.recognize(portableGrey(line, width), {}, { blocks: true, text: false });
        const words = data.blocks?.flatMap(({ paragraphs }) => paragraphs.flatMap((one) => one.lines)) ?? [];
        return words
          .flatMap((one) => one.words)
          .flatMap(({ symbols }) => symbols.map((symbol) => signOf(symbol, width)));
      } finally {
        thread.unref();
      }
    },
  };
}

function signOf(symbol: { text: string; confidence: number; bbox: { x0: number; x1: number } }, width: number): Sign {
  const { text, confidence, bbox } = symbol;
  const at = ((bbox.x0 + bbox.x1) / 2 - MARGIN) / width;
  return {
    text,
    at: Math.min(1, Math.max(0, at)),
    confidence: confidence / 100,
    other: { text: '', confidence: 1 - confidence / 100 },
  };
}

/** The line at a height that suits, with paper about it, as a PGM file. */
function portableGrey(line: Raster, width: number): Buffer {
  const scaled = scale(line, width, HEIGHT);
  const [across, down] = [width + 2 * MARGIN, HEIGHT + 2 * MARGIN];
  const head = Buffer.from(`P5\n${across} ${down}\n255\n`, 'latin1');
  const pixels = Buffer.alloc(across * down, 255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < width; x++) pixels[(y + MARGIN) * across + x + MARGIN] = scaled[y * width + x]!;
  }
  return Buffer.concat([head, pixels]);
}
