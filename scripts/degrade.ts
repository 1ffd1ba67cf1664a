/**
 * Reads damaged copies of digital PDFs whose text is known, and tells how exactly figures come out by kind of damage.
 *
 *   npx tsx scripts/degrade.ts file.pdf… [--kinds clean,dpi150,skew] [--pages 2] [--show]
 *
 * The truth is what the digital reader reads of the same file. The damage is done to the picture of each page, from a
 * fixed seed: the same figures come out each time.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import { blank, turnQuarter, turnSlightly } from '../extractors/image/raster.js';
import type { Picture } from '../extractors/image/raster.js';
import type { Engine } from '../extractors/pdf/engine.js';
import { pdfiumEngine } from '../extractors/pdf/pdfium.js';
import { readWith } from '../extractors/pdf/read.js';
import { ocrOptions } from '../pipeline/ocr-models.js';
import type { RawDocument } from '../schemas/index.js';
import { scoreScan } from './score-scans.js';
import type { ScanScore } from './score-scans.js';

interface Damage {
  dpi: number;
  turn?: number;
  apply(page: Picture, random: () => number): Picture;
}

const KINDS: Record<string, Damage> = {
  clean: { dpi: 200, apply: (page) => page },
  dpi150: { dpi: 150, apply: (page) => page },
  skew: { dpi: 200, apply: (page) => ({ ...turnSlightly(page, 0.021), dpi: page.dpi }) },
  turned: { dpi: 200, turn: 90, apply: (page) => ({ ...turnQuarter(page, 90), dpi: page.dpi }) },
  upsideDown: { dpi: 200, apply: (page) => ({ ...turnQuarter(page, 180), dpi: page.dpi }) },
  noise: { dpi: 200, apply: (page, random) => each(blurred(page), (grey) => grey + 60 * (random() + random() - 1)) },
  bitonal: { dpi: 200, apply: (page, random) => each(page, (grey) => (grey + 20 * (random() - 0.5) < 150 ? 0 : 255)) },
  faint: { dpi: 200, apply: (page, random) => each(page, (grey) => 235 - (255 - grey) * 0.35 + 10 * (random() - 0.5)) },
  shadow: { dpi: 200, apply: (page) => shaded(page) },
  blurred150: { dpi: 150, apply: (page, random) => each(blurred(page), (grey) => grey + 24 * (random() - 0.5)) },
};

function each(page: Picture, change: (grey: number) => number): Picture {
  return { ...page, data: page.data.map((grey) => Math.max(0, Math.min(255, Math.round(change(grey))))) };
}

/** The mean of three by three pixels. */
function blurred(page: Picture): Picture {
  const { width, height, data } = page;
  const soft = blank(width, height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let dy = -width; dy <= width; dy += width)
        for (let dx = -1; dx <= 1; dx++) sum += data[y * width + x + dy + dx]!;
      soft.data[y * width + x] = sum / 9;
    }
  }
  return { ...soft, dpi: page.dpi };
}

/** A page that was photographed under a lamp: dark towards one corner. */
function shaded(page: Picture): Picture {
  const { width, height } = page;
  const data = page.data.map((grey, i) => {
    const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
    return grey * (1 - 0.5 * x * y);
  });
  return { ...page, data };
}

/** The pages of a document as damaged pictures alone. */
function scanner(damage: Damage, pages: number): Engine {
  return {
    name: 'scanner',
    async open(bytes, password) {
      const document = await pdfiumEngine.open(bytes, password);
      const random = seeded(7);
      return {
        ...document,
        pageCount: Math.min(pages, document.pageCount),
        async page(number) {
          const { width, height } = await document.page(number);
          const [w, h] = damage.turn === undefined ? [width, height] : [height, width];
          return { width: w, height: h, rotation: 0, glyphs: [], rulings: [], imageCover: 1, imageDpi: damage.dpi };
        },
        picture: async (number, dpi) => damage.apply(await document.picture!(number, dpi), random),
      };
    },
  };
}

/** Numbers between 0 and 1 that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function truthOf({ blocks }: RawDocument): Parameters<typeof scoreScan>[0] {
  return {
    tables: blocks.flatMap((block) =>
      block.kind === 'table'
        ? [
            {
              nrows: block.rows,
              ncols: block.columns,
              cells: block.cells.map(({ row, column, rowSpan, colSpan, text }) => ({
                r: row,
                c: column,
                rowspan: rowSpan,
                colspan: colSpan,
                text,
              })),
            },
          ]
        : [],
    ),
  };
}

const args = process.argv.slice(2);
const value = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
const kinds = value('--kinds')?.split(',') ?? Object.keys(KINDS);
const pages = Number(value('--pages') ?? 1000);
const files = args.filter((arg) => arg.endsWith('.pdf'));
for (const kind of kinds) {
  const damage = KINDS[kind];
  if (!damage) throw new Error(`no such damage: ${kind}; there are ${Object.keys(KINDS).join(', ')}`);
  const total = { figures: 0, exact: 0, silent: 0, right: 0, marked: 0, f1: 0 };
  const before = process.cpuUsage();
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file));
    const digital: Engine = {
      ...pdfiumEngine,
      async open(data, password) {
        const document = await pdfiumEngine.open(data, password);
        return { ...document, pageCount: Math.min(pages, document.pageCount) };
      },
    };
    const truth = truthOf(await readWith(digital, 'pdf', bytes, { limits: DEFAULT_LIMITS }));
    const read = await readWith(scanner(damage, pages), 'pdf', bytes, {
      limits: DEFAULT_LIMITS,
      ocr: ocrOptions('auto')!,
    });
    const tables = read.blocks.filter((block) => block.kind === 'table');
    const result: ScanScore = scoreScan(truth, tables, (line) => {
      if (args.includes('--show')) console.log(`${basename(file)}${line}`);
    });
    for (const key of ['figures', 'exact', 'silent', 'right', 'marked'] as const) total[key] += result[key];
    total.f1 += result.cellF1 / files.length;
  }
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${kind.padEnd(11)} figures ${total.exact}/${total.figures} ${((100 * total.exact) / total.figures).toFixed(2)}%  silent ${total.silent}  ` +
      `marked ${total.marked}/${total.right}  cell F1 ${total.f1.toFixed(4)}  ${((user + system) / 1e6).toFixed(1)} CPU s`,
  );
}
