/**
 * Whether tesseract helps as a third reader of figures: damaged pages of generated reports, each line of a cell that is
 * hardly more than a figure read in the two usual ways and by tesseract, and compared with what is printed.
 *
 *     npx tsx scripts/third-reader.ts [--only blur,fax] [--pages 12] [--seed 1] [--language eng]
 *
 * doubtful   lines that the two readings do not agree on, and in how many of them which reading is right
 * settled    doubtful lines in which tesseract reads as one of the two does, and how often that one is wrong
 * sure       lines that both readings agree on, how many of them are wrong, and what tesseract says of those
 */
import { parseArgs } from 'node:util';
import { crop } from '../extractors/image/raster.js';
import type { Picture } from '../extractors/image/raster.js';
import { NORMAL, regionOf, WIDE } from '../extractors/ocr/crop.js';
import { uprightLayout } from '../extractors/ocr/layout.js';
import type { Layout, PlacedLine } from '../extractors/ocr/layout.js';
import { agreed, comparable, holdsFigure, isBare, textOf } from '../extractors/ocr/reading.js';
import { recognize } from '../extractors/ocr/recognize.js';
import type { EnginePage } from '../extractors/pdf/engine.js';
import { pdfiumEngine } from '../extractors/pdf/pdfium.js';
import { loadModels } from '../pipeline/ocr-models.js';
import { openTesseract } from '../pipeline/tesseract.js';
import { DOUBTFUL } from '../schemas/index.js';
import { corpusOf, damagedPdf } from './degrade/corpus.js';
import type { Original } from './degrade/corpus.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'clean150,jpeg40at150,heavy150,blur,bitonal150,saltPepper,fax,seal,noise,faded' },
    pages: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    language: { type: 'string', default: 'eng' },
    show: { type: 'boolean', default: false },
  },
});

const models = await loadModels();
const third = await (values.language === 'eng'
  ? openTesseract({ language: 'eng', url: import.meta.resolve('@tesseract.js-data/eng') })
  : openTesseract());
const names = [
  'lines', 'doubtful', 'first right', 'second right', 'neither', 'settled', 'settled wrongly', 'sure', 'sure wrong',
  'wrong and told', 'third right of sure', 'asked of sure',
] as const; // prettier-ignore
type Counts = Record<(typeof names)[number], number>;
const nothing = (): Counts => Object.fromEntries(names.map((name) => [name, 0])) as Counts;
const all = nothing();
const corpus = await corpusOf(Number(values.seed), Number(values.pages));
const before = process.cpuUsage();
let asked = 0;
let waited = 0;
process.stdout.write(`| damage | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|\n`);
for (const kind of values.only.split(',')) {
  const counts = nothing();
  for (const original of corpus) await count(original, kind, counts);
  print(kind, counts);
  for (const name of names) all[name] += counts[name];
}
print('all', all);
const { user, system } = process.cpuUsage(before);
process.stdout.write(
  `${values.language}: ${(waited / asked).toFixed(0)} ms a line, asked ${asked} times, memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB, ${((user + system) / 1e6).toFixed(0)} CPU s in all\n`,
);

async function count(original: Original, kind: string, into: Counts): Promise<void> {
  const digital = await pdfiumEngine.open(Uint8Array.from(original.pdf));
  const damaged = await pdfiumEngine.open(await damagedPdf(original, kind, Number(values.seed)));
  for (let number = 1; number <= damaged.pageCount; number++) {
    const { imageDpi = 200 } = await damaged.page(number);
    const picture = await damaged.picture!(number, Math.min(300, Math.max(150, imageDpi)));
    const page = await digital.page(number);
    const layout = await uprightLayout(picture, models);
    for (const line of layout.lines) if (line.inCell) await countLine(line, layout, picture, page, kind, into);
  }
  await damaged.close();
  await digital.close();
}

async function countLine(
  line: PlacedLine,
  layout: Layout,
  picture: Picture,
  page: EnginePage,
  kind: string,
  into: Counts,
): Promise<void> {
  const printed = printedAt(line, layout, picture, page);
  if (!/\d/u.test(printed) || !isBare(printed)) return;
  const read = async (way: typeof NORMAL) =>
    recognize(crop(layout.level, regionOf(line, layout, way)), models, way.stretch);
  const first = await read(NORMAL);
  if (!holdsFigure(textOf(first))) return;
  const second = await read(WIDE);
  const { signs, reading } = agreed(first, second);
  const [kept, other] = [textOf(signs), textOf(signs === second ? first : second)];
  const right = (text: string): boolean => plain(text) === plain(printed);
  into.lines++;
  if (reading.confidence >= DOUBTFUL) {
    into.sure++;
    if (!right(kept)) into['sure wrong']++;
    // All that are wrong, and a sample of the others.
    if (right(kept) && into.sure % 20 !== 0) return;
    const text = await thirdOf(line, layout);
    if (right(kept)) {
      into['asked of sure']++;
      if (right(text)) into['third right of sure']++;
    } else {
      if (plain(text) !== plain(kept)) into['wrong and told']++;
      if (values.show) process.stdout.write(`  ${kind}, sure: ${printed} | ${kept} | ${text}\n`);
    }
    return;
  }
  into.doubtful++;
  if (right(kept)) into['first right']++;
  else if (right(other)) into['second right']++;
  else into.neither++;
  const text = await thirdOf(line, layout);
  const chosen = [kept, other].find((one) => plain(one) === plain(text));
  if (chosen !== undefined) {
    into.settled++;
    if (!right(chosen)) into['settled wrongly']++;
  }
  if (values.show) process.stdout.write(`  ${kind}: ${printed} | ${kept} | ${other} | ${text}\n`);
}

async function thirdOf(line: PlacedLine, layout: Layout): Promise<string> {
  const started = performance.now();
  const text = textOf(await third.read(crop(layout.level, regionOf(line, layout, NORMAL))));
  waited += performance.now() - started;
  asked++;
  return text;
}

/** What the digital page prints where a line of the picture stands. */
function printedAt(line: PlacedLine, layout: Layout, picture: Picture, page: EnginePage): string {
  const corners = [layout.toPicture(line.x0, line.y0), layout.toPicture(line.x1, line.y1)];
  const [scaleX, scaleY] = [page.width / picture.width, page.height / picture.height];
  const xs = corners.map(([x]) => x * scaleX);
  const ys = corners.map(([, y]) => y * scaleY);
  return page.glyphs
    .filter(({ x0, x1, y0, y1 }) => {
      const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
      return x > Math.min(...xs) - 4 && x < Math.max(...xs) + 4 && y > Math.min(...ys) - 3 && y < Math.max(...ys) + 3;
    })
    .sort((a, b) => a.x0 - b.x0)
    .map(({ text }) => text)
    .join('')
    .trim();
}

function plain(text: string): string {
  return comparable(text).replace(/(?<=.)[.,:;]+$/u, '');
}

function print(kind: string, counts: Counts): void {
  process.stdout.write(`| ${[kind, ...names.map((name) => counts[name])].join(' | ')} |\n`);
}
