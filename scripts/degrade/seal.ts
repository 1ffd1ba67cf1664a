import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Picture } from '../../extractors/image/raster.js';
import { pdfiumEngine } from '../../extractors/pdf/pdfium.js';
import { bell } from './sheet.js';
import type { Sheet } from './sheet.js';
import type { Random } from '../../fixtures/generate/random.js';

/** Points: the seal of a county's department is 42 mm wide. */
const SIZE = 119;
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** How much ink a round seal with a star and the name of its owner leaves on each pixel of its square: 0 is none. */
export async function sealInk(owner: string, dpi: number, degrees: number): Promise<Picture> {
  const pdf = new PDFDocument({ size: [1.1 * SIZE, 1.1 * SIZE], margin: 0 });
  const chunks: Buffer[] = [];
  const done = new Promise((resolve) => pdf.on('end', resolve));
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const middle = 0.55 * SIZE;
  pdf.rotate(degrees, { origin: [middle, middle] });
  pdf
    .lineWidth(3.4)
    .circle(middle, middle, SIZE / 2 - 2)
    .stroke();
  const star = Array.from({ length: 10 }, (_, i) => {
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    const reach = (i % 2 === 0 ? 0.16 : 0.062) * SIZE;
    return [middle + reach * Math.cos(angle), middle + reach * Math.sin(angle)] as [number, number];
  });
  pdf.polygon(...star).fill();
  pdf.registerFont('han', readFileSync(createRequire(import.meta.url).resolve(FONT)));
  const step = 270 / Math.max(1, owner.length);
  for (const [i, character] of [...owner].entries()) {
    pdf.save();
    pdf.rotate(-135 + step * (i + 0.5), { origin: [middle, middle] });
    pdf
      .font('han')
      .fontSize(15)
      .text(character, middle - 7.5, middle - 0.44 * SIZE, { lineBreak: false });
    pdf.restore();
  }
  pdf.end();
  await done;
  const document = await pdfiumEngine.open(new Uint8Array(Buffer.concat(chunks)));
  try {
    const picture = await document.picture!(1, dpi);
    return { ...picture, data: picture.data.map((grey) => 255 - grey) };
  } finally {
    await document.close();
  }
}

/** Vermilion, as strongly as seals come out. */
const RED = [214, 44, 40];

/** Presses a seal on the sheet about a place (pixels): its ink dyes what it covers, unevenly. */
export function pressSeal(sheet: Sheet, ink: Picture, x: number, y: number, random: Random): void {
  const strength = 0.65 + 0.3 * random.next();
  const [left, top] = [Math.round(x - ink.width / 2), Math.round(y - ink.height / 2)];
  for (let v = 0; v < ink.height; v++) {
    for (let u = 0; u < ink.width; u++) {
      const [px, py] = [left + u, top + v];
      const share = ink.data[v * ink.width + u]! / 255;
      if (share === 0 || px < 0 || py < 0 || px >= sheet.width || py >= sheet.height) continue;
      const patchy = Math.max(0, Math.min(1, share * (strength + 0.12 * bell(random))));
      for (let c = 0; c < 3; c++) {
        const at = 3 * (py * sheet.width + px) + c;
        sheet.data[at] = sheet.data[at]! * (1 - patchy * (1 - RED[c]! / 255));
      }
    }
  }
}
