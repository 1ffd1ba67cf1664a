import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { init } from '@embedpdf/pdfium';
import { EngineAborted } from './engine.js';
import type { Engine, EngineDocument, EnginePage } from './engine.js';
import { damaged, passwordRequired, tooLarge } from './errors.js';
import { PdfiumPages } from './pdfium-page.js';
import { pdfiumPicture } from './pdfium-picture.js';
import { memoryOf, rawOf } from './pdfium-raw.js';

/** FPDF_GetLastError: the password is missing or wrong. */
const PASSWORD = 4;
/** FPDF_GetFormType: a form that replaces the pages. */
const FULL_XFA = 2;
/** WASM memory grows and never shrinks: beyond this many bytes the next document gets a fresh instance. */
const RECYCLE = 96 * 1024 * 1024;
/** A file of the largest size that is read, and its largest page. */
const MOST_MEMORY = 384 * 1024 * 1024;

/**
 * pdfium, compiled to WASM. One instance serves a worker's documents one after another; it is replaced when it has
 * grown large or has aborted.
 */
export const pdfiumEngine: Engine = {
  name: 'pdfium',
  async open(bytes, password): Promise<EngineDocument> {
    const instance = await instanceFor();
    const { module } = instance;
    const raw = rawOf(module);
    return guarded(instance, () => {
      const data = raw.malloc(bytes.length);
      if (data === 0) throw new EngineAborted('no memory for the file');
      memoryOf(module).HEAPU8.set(bytes, data);
      // The password may be another file's: what is only locked against change opens without one.
      const document =
        module.FPDF_LoadMemDocument(data, bytes.length, password ?? '') ||
        (password !== undefined && module.FPDF_GetLastError() === PASSWORD
          ? module.FPDF_LoadMemDocument(data, bytes.length, '')
          : 0);
      if (document === 0) {
        const error = module.FPDF_GetLastError();
        raw.free(data);
        if (error === PASSWORD) throw passwordRequired(password !== undefined);
        throw damaged(new Error(`pdfium error ${error}`));
      }
      instance.open += 1;
      let closed = false;
      return {
        pageCount: module.FPDF_GetPageCount(document),
        attachments: Math.max(0, module.FPDFDoc_GetAttachmentCount(document)),
        drawnElsewhere: module.FPDF_GetFormType(document) === FULL_XFA,
        page: (number) =>
          Promise.resolve().then((): EnginePage => guarded(instance, () => instance.pages.read(document, number))),
        picture: (number, dpi) =>
          Promise.resolve().then(() => guarded(instance, () => pdfiumPicture(module, document, number, dpi))),
        close: () => {
          if (closed) return Promise.resolve();
          closed = true;
          instance.open -= 1;
          if (!instance.dead) {
            guarded(instance, () => {
              module.FPDF_CloseDocument(document);
              raw.free(data);
            });
          }
          if (isSpent(instance)) current = undefined;
          return Promise.resolve();
        },
      };
    });
  },
};

interface Instance {
  module: WrappedPdfiumModule;
  pages: PdfiumPages;
  dead: boolean;
  /** Whether it was refused more memory; what it did then is a guess, and pdf.js would need still more. */
  full: boolean;
  open: number;
}

let current: Promise<Instance> | undefined;

async function instanceFor(): Promise<Instance> {
  const instance = await current;
  if (instance && !isSpent(instance)) return instance;
  current = newModule().then((module) => {
    module.PDFiumExt_Init();
    const instance = { module, pages: new PdfiumPages(module), dead: false, full: false, open: 0 };
    limitMemory(instance);
    return instance;
  });
  return current;
}

/**
 * The package is a build for debugging: it hangs hints for its users on the global object, and they would hold the first
 * instance with all its memory for ever.
 */
async function newModule(): Promise<WrappedPdfiumModule> {
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  // What it would print of a refused page or of its memory is said by a failure or a notice.
  const module = await init({ print: () => {}, printErr: () => {} });
  for (const [name, hint] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
    if ('get' in hint && hint.configurable && !before.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  return module;
}

function isSpent({ module, dead, full, open }: Instance): boolean {
  return dead || (open === 0 && (full || memoryOf(module).HEAPU8.length > RECYCLE));
}

/** A document that wants more aborts the engine. The engine itself would go to 2 GB, and several threads run at once. */
function limitMemory(instance: Instance): void {
  const { module } = instance;
  for (const exported of Object.values(rawOf(module) as Record<string, unknown>)) {
    if (!isMemory(exported)) continue;
    const grow = exported.grow.bind(exported);
    exported.grow = (pages) => {
      if (exported.buffer.byteLength + pages * 65_536 <= MOST_MEMORY) return grow(pages);
      instance.full = true;
      throw new RangeError('over the limit');
    };
  }
}

/** A memory of WASM: its module exports it under a name that changes with every build. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

function isMemory(exported: unknown): exported is Memory {
  return typeof exported === 'object' && exported !== null && 'buffer' in exported && 'grow' in exported;
}

/** Runs a call into WASM; whatever is not an error of ours has left the instance in an unknown state. */
function guarded<T>(instance: Instance, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (instance.full) {
      instance.dead = true;
      throw tooLarge(
        { zh: 'MB 以上的内容需解开', en: 'MB and more to unpack' },
        MOST_MEMORY / 2 ** 20,
        MOST_MEMORY / 2 ** 20,
      );
    }
    if (error instanceof Error && (error.name === 'UnreadableError' || error instanceof EngineAborted)) throw error;
    instance.dead = true;
    throw new EngineAborted('pdfium aborted', { cause: error });
  }
}
