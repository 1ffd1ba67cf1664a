import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Picture } from '../image/raster.js';
import { damaged } from './errors.js';
import { withFilledIn } from './pdfium-filled.js';
import { memoryOf, rawOf } from './pdfium-raw.js';

/** BGRx, four bytes a pixel. */
const FORMAT = 3;
const BYTES = 4;
/** A pixel is coloured when it is redder by this; paper under a lamp and the blur of coded colours are less so. */
const REDDER = 40;
/** A page has ink of another colour where a pixel is so far from grey; nearer ones are kept as edges of that ink. */
const TINTED = 60;
const HARDLY_TINTED = 8;

/**
 * A page as it is seen. Its red channel is taken, in which red seals and stamps are as bright as the paper while the
 * print under them stays dark; what is red, seals and red print alike, is told apart later, and so are stamps in other colours.
 */
export function pdfiumPicture(pdfium: WrappedPdfiumModule, document: number, number: number, dpi: number): Picture {
  const page = pdfium.FPDF_LoadPage(document, number - 1);
  if (page === 0) throw damaged(new Error(`page ${number} cannot be loaded`));
  const draw = (loaded: number): Picture => drawn(pdfium, loaded, dpi);
  try {
    return withFilledIn(pdfium, rawOf(pdfium), document, number, page, draw) ?? draw(page);
  } finally {
    pdfium.FPDF_ClosePage(page);
  }
}

function drawn(pdfium: WrappedPdfiumModule, page: number, dpi: number): Picture {
  const width = Math.max(1, Math.round((pdfium.FPDF_GetPageWidthF(page) * dpi) / 72));
  const height = Math.max(1, Math.round((pdfium.FPDF_GetPageHeightF(page) * dpi) / 72));
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, FORMAT, 0, 0);
  try {
    if (bitmap === 0) throw damaged(new Error(`no memory for a picture of ${width} × ${height}`));
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
    const stride = pdfium.FPDFBitmap_GetStride(bitmap);
    const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
    const bytes = memoryOf(pdfium).HEAPU8;
    const data = new Uint8Array(width * height);
    let red: Uint8Array | undefined;
    let tint: Uint8Array | undefined;
    let strongest = 0;
    for (let y = 0; y < height; y++) {
      let from = start + y * stride;
      for (let x = 0; x < width; x++, from += BYTES) {
        const [value, green, blue] = [bytes[from + 2]!, bytes[from + 1]!, bytes[from]!];
        data[y * width + x] = value;
        if (value === green && value === blue) continue;
        const most = Math.max(green, blue);
        const isViolet = blue > green && value - blue < blue - green;
        if (value >= most + REDDER && !isViolet) {
          red ??= new Uint8Array(width * height);
          red[y * width + x] = value - most;
        } else if (value < most || isViolet) {
          const tinted = Math.max(value, most) - Math.min(value, green, blue);
          if (tinted < HARDLY_TINTED) continue;
          tint ??= new Uint8Array(width * height);
          tint[y * width + x] = tinted;
          if (tinted > strongest) strongest = tinted;
        }
      }
    }
    return { width, height, data, dpi, ...(red ? { red } : {}), ...(tint && strongest >= TINTED ? { tint } : {}) };
  } finally {
    if (bitmap !== 0) pdfium.FPDFBitmap_Destroy(bitmap);
  }
}
