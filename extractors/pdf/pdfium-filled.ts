import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { RawPdfium } from './pdfium-raw.js';

/** FPDFAnnot_GetSubtype: text typed onto a page, and the field of a form. */
const SUBTYPE = { freeText: 3, widget: 20 } as const;
/** FPDFAnnot_GetAP: how an annotation looks when nobody points at it. Its text, a null of two bytes, is never shorter. */
const [NORMAL, NOTHING] = [0, 2];
/** FPDFPage_Flatten: as on the screen; and that it did something. */
const [ON_SCREEN, DONE] = [0, 1];
/** More annotations than anybody fills in: such a page is read without them. */
const MOST = 5000;

/**
 * Uses a page with what was filled into the fields of a form or typed onto it, as it would be printed. Remarks, links and
 * marks are taken off first: they are about the page. Undefined where nothing was filled in.
 *
 * @param number counts from 1
 * @param use reads or draws a loaded page
 */
export function withFilledIn<Result>(
  module: WrappedPdfiumModule,
  raw: RawPdfium,
  document: number,
  number: number,
  page: number,
  use: (page: number) => Result,
): Result | undefined {
  if (!takeOffOthers(raw, page)) return undefined;
  // Of a page whose fonts are those of all pages, the engine would lose them: in a copy it has them itself.
  const copy = module.FPDF_CreateNewDocument();
  if (copy === 0) return undefined;
  try {
    if (!module.FPDF_ImportPages(copy, document, String(number), 0)) return undefined;
    return withPage(raw, copy, (loaded) => raw.FPDFPage_Flatten(loaded, ON_SCREEN) === DONE) === true
      ? withPage(raw, copy, use)
      : undefined;
  } finally {
    module.FPDF_CloseDocument(copy);
  }
}

/** Whether anything was filled in; all else over the page is gone then. */
function takeOffOthers(raw: RawPdfium, page: number): boolean {
  const count = raw.FPDFPage_GetAnnotCount(page);
  if (count <= 0 || count > MOST) return false;
  const others: number[] = [];
  for (let i = 0; i < count; i++) if (!isFilledIn(raw, page, i)) others.push(i);
  if (others.length === count) return false;
  for (const i of others.reverse()) raw.FPDFPage_RemoveAnnot(page, i);
  return true;
}

function isFilledIn(raw: RawPdfium, page: number, index: number): boolean {
  const annotation = raw.FPDFPage_GetAnnot(page, index);
  if (annotation === 0) return false;
  try {
    const subtype = raw.FPDFAnnot_GetSubtype(annotation);
    if (subtype !== SUBTYPE.widget && subtype !== SUBTYPE.freeText) return false;
    // Some programs leave it to the reader to draw what is filled in.
    if (raw.FPDFAnnot_GetAP(annotation, NORMAL, 0, 0) <= NOTHING) {
      if (subtype === SUBTYPE.widget) raw.EPDFAnnot_GenerateFormFieldAP(annotation);
      else raw.EPDFAnnot_GenerateAppearance(annotation);
    }
    return true;
  } finally {
    raw.FPDFPage_CloseAnnot(annotation);
  }
}

/** What `use` makes of the first page of a document; undefined where it cannot be loaded. */
function withPage<Result>(raw: RawPdfium, document: number, use: (page: number) => Result): Result | undefined {
  const page = raw.FPDF_LoadPage(document, 0);
  if (page === 0) return undefined;
  try {
    return use(page);
  } finally {
    raw.FPDF_ClosePage(page);
  }
}
