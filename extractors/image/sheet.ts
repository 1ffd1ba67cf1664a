/** A picture of one page as a PDF may hold it: pdfium draws it, so that it is a scanned page like any other. */
export interface Sheet {
  /** Pixels as stored, before `orientation`. */
  width: number;
  height: number;
  /** Dots an inch along either side as stored, where the file says so: those of a fax differ. */
  dpi?: { x: number; y: number } | undefined;
  /** How the stored picture has to be turned to be seen, 1–8 by Exif and TIFF; 1 where absent. */
  orientation?: number | undefined;
  /** The entries of the image's dictionary that say how its pixels are coded. */
  coding: string;
  /** The coded pixels. */
  data: Uint8Array;
}

/** A page of an image file; its pixels are decoded, and the decoder is loaded, when it is read. */
export interface ImagePage {
  width: number;
  height: number;
  /** Rejects where the picture is damaged. */
  open(): Promise<Sheet>;
}

/** Pixels of a picture: an A3 sheet at 600 dots an inch has 70 million. */
const MOST_PIXELS = 150_000_000;

/** Whether the numbers of pixels are such as a picture may have. */
export function isSize(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height <= MOST_PIXELS;
}

/** Samples of pixels as they are, without any coding: eight bits unless told otherwise. */
export function plainCoding(space: string, bits = 8, decode = ''): string {
  return `/ColorSpace${space}/BitsPerComponent ${bits}${decode}`;
}
