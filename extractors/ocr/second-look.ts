import type { InkLine } from '../image/text-lines.js';
import { compareFigures, figuresIn, isCutOff } from './figures.js';
import type { Span } from './figures.js';
import type { PlacedSign } from './glyphs.js';
import { comparable, doubtful, textOf } from './reading.js';
import type { Sign } from './recognize.js';

/** Reads the part of a line between two places (pixels) once more, in another way than the first time. */
export type Again = (x0: number, x1: number) => Promise<string>;

/** Figures nearer to one another than this (signs) are read together. */
const NEAR = 3;
/** Words with a character less sure than this are read once more. */
const UNSURE = 0.6;

/**
 * The second reading of a line of words and figures. Each figure is cut out with a little of what stands around it:
 * another beginning and end of the picture make the network see the same print anew. What does not come out alike is
 * doubtful. So are characters that the network was not sure of, where it reads them otherwise the second time.
 */
export async function lookAgain(
  signs: PlacedSign[],
  read: readonly Sign[],
  ink: InkLine,
  em: number,
  again: Again,
): Promise<void> {
  const textIn = ({ from, to }: Span): string => textOf(read.slice(from, to));
  const doubt = ({ from, to }: Span, others: readonly string[]): void => {
    const reading = doubtful(read.slice(from, to), others);
    for (const sign of signs.slice(from, to)) sign.reading = reading;
  };
  const figures = figuresIn(signs).filter((figure) => !isSerial(figure, signs));
  for (const figure of figures) if (isTorn(figure, read)) doubt({ ...figure, from: Math.max(0, figure.from - 2) }, []);
  let whole: string | undefined;
  for (const group of grouped(figures)) {
    const texts = group.map(textIn);
    const others = compareFigures(texts, await again(...placesOf(wider(group, 1, 2, signs), signs, ink, em)));
    if (others.every((other) => other === null)) continue;
    // A cut through a character takes something off a figure's end, or puts something there: the line has no such ends.
    if (others.every((other, i) => !other || other.every((text) => isCutOff(text, texts[i]!)))) {
      whole ??= await again(ink.x0, ink.x1);
      const kept = compareFigures(figures.map(textIn), whole);
      if (group.every((figure) => kept[figures.indexOf(figure)] === null)) continue;
    }
    for (const [i, figure] of group.entries()) if (others[i]) doubt(figure, others[i]);
  }
  for (const span of unsureIn(read, figures)) {
    const around = wider([span], 2, 2, signs);
    const text = await again(...placesOf(around, signs, ink, em));
    if (comparable(text).includes(comparable(textIn(span)))) continue;
    const other = comparable(text).length === comparable(textIn(around)).length ? [...text.replace(/\s/gu, '')] : [];
    doubt(span, other.length > 0 ? [other.slice(span.from - around.from, span.to - around.from).join('')] : []);
  }
}

/** 3、 at the head of a line, 12月31日: such numbers are no figures of a report. */
function isSerial({ from, to }: Span, signs: readonly PlacedSign[]): boolean {
  if (to - from > 2) return false;
  const next = signs[to]?.text ?? '';
  return /^[月日]$/u.test(next) || (from === 0 && /^[、．.)）]$/u.test(next));
}

/** Letters that the network is less sure of than this may be digits that somebody wrote over. */
const CLEAR = 0.9;

/** Whether a figure begins with its decimal point, or an unsure letter touches it: Q.31, 1O5. */
function isTorn({ from, to }: Span, read: readonly Sign[]): boolean {
  const isLetter = (sign: Sign | undefined): boolean =>
    sign !== undefined && /^[A-Za-z]$/u.test(sign.text) && sign.confidence < CLEAR;
  const before = read[from - 1];
  const isPoint = before !== undefined && /^[.,·]$/u.test(before.text);
  return isLetter(isPoint ? read[from - 2] : before) || isLetter(read[to]);
}

function grouped(figures: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  for (const figure of figures) {
    const last = groups.at(-1);
    if (last && figure.from - last.at(-1)!.to <= NEAR) last.push(figure);
    else groups.push([figure]);
  }
  return groups;
}

/** Words that the network was not sure of; figures are read twice anyway, and dots and strokes tell little. */
function unsureIn(read: readonly Sign[], figures: readonly Span[]): Span[] {
  const spans: Span[] = [];
  for (const [i, { text, confidence }] of read.entries()) {
    if (confidence >= UNSURE || !/\p{Script=Han}/u.test(text)) continue;
    if (figures.some(({ from, to }) => from <= i && i < to)) continue;
    const last = spans.at(-1);
    if (last?.to === i) last.to = i + 1;
    else spans.push({ from: i, to: i + 1 });
  }
  return spans;
}

function wider(spans: readonly Span[], before: number, behind: number, signs: readonly PlacedSign[]): Span {
  return {
    from: Math.max(0, spans[0]!.from - before),
    to: Math.min(signs.length, spans.at(-1)!.to + behind),
  };
}

function placesOf({ from, to }: Span, signs: readonly PlacedSign[], ink: InkLine, em: number): [number, number] {
  return [
    from === 0 ? ink.x0 : borderBefore(signs, from, ink, em),
    to === signs.length ? ink.x1 : borderBefore(signs, to, ink, em),
  ];
}

/** Where the sign at `index` parts from the one before it: the white that is nearest to the middle between them. */
function borderBefore(signs: readonly PlacedSign[], index: number, { blobs }: InkLine, em: number): number {
  const middle = (signs[index - 1]!.x + signs[index]!.x) / 2;
  let best = Math.round(middle);
  let distance = 0.45 * em;
  let reach = -Infinity;
  for (const { x0, x1 } of blobs) {
    if (x0 > reach) {
      const at = Math.min(Math.max(middle, reach), x0);
      if (Math.abs(at - middle) < distance) [best, distance] = [Math.round(at), Math.abs(at - middle)];
    }
    reach = Math.max(reach, x1);
  }
  return best;
}
