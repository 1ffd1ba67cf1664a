import { makeZip } from '../zip/make-zip.js';
import type { EnginePage, Glyph } from '../../../extractors/pdf/engine.js';

const POINTS = 72 / 25.4;

/** Objects as pages have them. */
export interface Twin {
  /** Inside the layer of each page. */
  pages: string[];
  /** `x y width height` in millimetres. */
  box?: string;
  common?: string;
  entries?: Record<string, string | Uint8Array>;
}

/** An OFD file of pages whose objects are given. */
export function makeOfd({ pages, box = '0 0 210 297', common = '', entries = {} }: Twin): Uint8Array {
  const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const list = pages.map((_, i) => `<ofd:Page ID="${i + 10}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join('');
  const contents = pages.map((content, i) => [
    `Doc_0/Pages/Page_${i}/Content.xml`,
    content.startsWith('<ofd:Page')
      ? content
      : `<ofd:Page ${namespace}><ofd:Content><ofd:Layer ID="1">${content}</ofd:Layer></ofd:Content></ofd:Page>`,
  ]);
  return makeZip({
    'OFD.xml': `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>${box}</ofd:PhysicalBox></ofd:PageArea>${common}</ofd:CommonData><ofd:Pages>${list}</ofd:Pages></ofd:Document>`,
    ...(Object.fromEntries(contents) as Record<string, string>),
    ...entries,
  });
}

/** The pages of another engine as OFD: runs of characters on one base line with the steps between them, and lines. */
export function twinOf(pages: readonly EnginePage[]): Uint8Array {
  const [first] = pages;
  const box = `0 0 ${mm(first?.width ?? 595)} ${mm(first?.height ?? 842)}`;
  return makeOfd({
    box,
    pages: pages.map(
      (page) =>
        `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Area><ofd:PhysicalBox>0 0 ${mm(page.width)} ${mm(page.height)}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1">${[...runsOf(page.glyphs)].map(textOf).join('')}${page.rulings.map(lineOf).join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    ),
  });
}

function* runsOf(glyphs: readonly Glyph[]): Generator<Glyph[]> {
  let run: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = run.at(-1);
    const goesOn =
      last && glyph.y0 === last.y0 && glyph.size === last.size && glyph.angle === last.angle && glyph.x0 > last.x0;
    if (!goesOn && run.length > 0) {
      yield run;
      run = [];
    }
    run.push(glyph);
  }
  if (run.length > 0) yield run;
}

function textOf(run: readonly Glyph[]): string {
  const [first] = run as [Glyph];
  const { size, x0, y0, y1 } = first;
  const steps = run.slice(1).map((glyph, i) => mm(glyph.x0 - run[i]!.x0));
  const text = run
    .map((glyph) => glyph.text.slice(0, 1).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`))
    .join('');
  const delta = steps.length > 0 ? ` DeltaX="${steps.join(' ')}"` : '';
  return `<ofd:TextObject ID="2" Boundary="${mm(x0)} ${mm(y0)} 100 ${mm(y1 - y0)}" Font="3" Size="${mm(size)}"><ofd:TextCode X="0" Y="${mm(0.88 * size)}"${delta}>${text}</ofd:TextCode></ofd:TextObject>`;
}

function lineOf({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): string {
  return `<ofd:PathObject ID="4" Boundary="${mm(x0)} ${mm(y0)} ${mm(x1 - x0)} ${mm(y1 - y0)}" LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L ${mm(x1 - x0)} ${mm(y1 - y0)}</ofd:AbbreviatedData></ofd:PathObject>`;
}

function mm(points: number): string {
  return (points / POINTS).toFixed(4);
}
