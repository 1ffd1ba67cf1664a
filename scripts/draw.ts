/**
 * Draws what the PDF reader saw on a page, as SVG and (where a canvas is installed) PNG: characters grey, merged edges
 * blue, cells with their row and column in red, furniture green.
 *
 *   npx tsx scripts/draw.ts <file.pdf> [pages, e.g. 1-3] [--out folder] [--engine pdfium|pdfjs]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mergeRulings } from '../extractors/grid/index.js';
import type { Engine } from '../extractors/pdf/engine.js';
import { findFurniture } from '../extractors/pdf/furniture.js';
import type { Line } from '../extractors/pdf/lines.js';
import { turnUpright } from '../extractors/pdf/orientation.js';
import type { PageContent, PageTable } from '../extractors/pdf/page.js';
import { readContent } from '../extractors/pdf/page.js';
import { pdfiumEngine } from '../extractors/pdf/pdfium.js';
import { pdfjsEngine } from '../extractors/pdf/pdfjs.js';

const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const FAMILY = 'Noto Sans SC';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: '.' }, engine: { type: 'string', default: 'pdfium' } },
});
const [file, range = '1-'] = positionals;
if (file === undefined) {
  console.error('usage: npx tsx scripts/draw.ts <file.pdf> [pages] [--out folder] [--engine pdfium|pdfjs]');
  process.exit(2);
}
const engine: Engine = values.engine === 'pdfjs' ? pdfjsEngine : pdfiumEngine;
const document = await engine.open(new Uint8Array(readFileSync(file)));
const [from, to = from] = range.split('-').map((text) => (text === '' ? document.pageCount : Number(text)));
mkdirSync(values.out, { recursive: true });
for (let number = from!; number <= Math.min(to!, document.pageCount); number++) {
  const printed = turnUpright(await document.page(number));
  const content = readContent(number, printed);
  const furniture = findFurniture([content]);
  const { level, upright } = mergeRulings(printed.rulings);
  const shapes = [
    ...level.map(({ at, from: x0, to: x1 }) => line(x0, at, x1, at)),
    ...upright.map(({ at, from: y0, to: y1 }) => line(at, y0, at, y1)),
    ...content.tables.flatMap(cellsOf),
    ...[...linesOf(content)].map((item) => words(item, furniture.has(item) ? '#2a7' : '#333')),
  ];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${printed.width} ${printed.height}" ` +
    `width="${printed.width * 2}" height="${printed.height * 2}" font-family="${FAMILY}"><rect width="100%" height="100%" fill="white"/>` +
    `${shapes.join('\n')}</svg>\n`;
  const target = join(values.out, `${basename(file, '.pdf')}-${number}`);
  writeFileSync(`${target}.svg`, svg);
  await writePng(`${target}.png`, svg);
  console.log(`${target}.svg`);
}
await document.close();

function* linesOf(page: PageContent): Generator<Line> {
  const inside = function* (tables: readonly PageTable[]): Generator<Line> {
    for (const { cells } of tables) {
      for (const cell of cells) {
        yield* cell.lines;
        yield* inside(cell.tables);
      }
    }
  };
  yield* page.lines;
  yield* inside(page.tables);
}

function cellsOf(table: PageTable): string[] {
  return table.cells.flatMap((cell) => [
    `<rect x="${cell.x0 + 1}" y="${cell.y0 + 1}" width="${cell.x1 - cell.x0 - 2}" height="${cell.y1 - cell.y0 - 2}" fill="red" fill-opacity="0.06" stroke="red" stroke-width="0.4"/>`,
    `<text x="${cell.x0 + 2}" y="${cell.y0 + 6}" font-size="5" fill="red">${cell.row},${cell.column}${cell.rowSpan > 1 ? `+${cell.rowSpan}` : ''}${cell.colSpan > 1 ? `×${cell.colSpan}` : ''}</text>`,
    ...cell.tables.flatMap(cellsOf),
  ]);
}

function line(x0: number, y0: number, x1: number, y1: number): string {
  return `<line x1="${x0}" y1="${y0}" x2="${x1}" y2="${y1}" stroke="blue" stroke-width="0.8"/>`;
}

function words({ x0, y0, x1, y1, size, text }: Line, color: string): string {
  const escaped = text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
  return (
    `<rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}" fill="none" stroke="#bbb" stroke-width="0.3"/>` +
    `<text x="${x0}" y="${y1 - 0.12 * size}" font-size="${size}" textLength="${x1 - x0}" fill="${color}">${escaped}</text>`
  );
}

interface Canvas {
  GlobalFonts: { registerFromPath(path: string, family: string): unknown };
  loadImage(svg: Buffer): Promise<{ width: number; height: number }>;
  createCanvas(
    width: number,
    height: number,
  ): {
    getContext(kind: '2d'): { drawImage(image: unknown, x: number, y: number): void };
    toBuffer(type: string): Buffer;
  };
}

async function writePng(target: string, svg: string): Promise<void> {
  // A canvas comes with pdf.js on most systems, but nothing depends on it.
  const name = '@napi-rs/canvas';
  const canvas = (await import(name).catch(() => undefined)) as Canvas | undefined;
  if (!canvas) return;
  canvas.GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT), FAMILY);
  const image = await canvas.loadImage(Buffer.from(svg));
  const paper = canvas.createCanvas(image.width, image.height);
  paper.getContext('2d').drawImage(image, 0, 0);
  writeFileSync(target, paper.toBuffer('image/png'));
}
