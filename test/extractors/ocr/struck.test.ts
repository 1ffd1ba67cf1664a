import { expect, it } from 'vitest';
import type { ReadLine } from '../../../extractors/ocr/glyphs.js';
import {
  doubtAtEdges,
  doubtOverwritten,
  doubtPenned,
  doubtStamped,
  doubtWithin,
  withHidden,
  withoutStrokes,
} from '../../../extractors/ocr/struck.js';

/** Lines of one cell, by how far down they stand; each sign 10 pixels wide, 20 high. */
function cell(lines: readonly (readonly [text: string, y: number])[]): ReadLine[] {
  return lines.map(([text, y0]) => ({
    ink: { x0: 0, y0, x1: 10 * text.length, y1: y0 + 20, blobs: [] },
    signs: [...text].map((sign, i) => ({ text: sign, x: 10 * i + 5, reading: { confidence: 1, alternatives: [] } })),
  }));
}

it.each([
  ['a figure alone', [['12.5', 0]], ['12.5']],
  ['a dash alone says that there is nothing', [['—', 0]], ['—']],
  ['a dash beside a figure', [['12.5', 0], ['——', 5]], ['12.5?', '——?']], // prettier-ignore
  ['a dash above words', [['—', 0], ['其中', 30]], ['其中']], // prettier-ignore
  ['a stroke read as a one below a figure', [['12', 0], ['1', 30]], ['12?', '1?']], // prettier-ignore
  ['words over two lines', [['项目支出', 0], ['合计', 30]], ['项目支出', '合计']], // prettier-ignore
  ['a sentence that ends in a one', [['完成年度目标任务的得5分，否则不得分', 0], ['1', 30]], ['完成年度目标任务的得5分，否则不得分', '1']], // prettier-ignore
] as const)('%s', (_, lines, kept) => {
  const shown = withoutStrokes(cell(lines)).map(({ signs }) => {
    const text = signs.map((sign) => sign.text).join('');
    return signs.some(({ reading }) => reading.confidence < 0.5) ? `${text}?` : text;
  });
  expect(shown).toEqual(kept);
});

it.each([
  ['12.5', 400, '12.5'],
  ['12.5', 44, '????'],
  ['支出12.5', 64, '支出????'],
  ['支出12.5万', 74, '支出12.5万'],
])('%s at the right edge of a sheet %i pixels wide', (text, width, wanted) => {
  const [line] = cell([[text, 0]]);
  doubtAtEdges({ ...line!, ink: { ...line!.ink, x0: 20 } }, width, 20);
  expect(line!.signs.map(({ text, reading }) => (reading.confidence < 0.5 ? '?' : text)).join('')).toBe(wanted);
});

/** What was read in a line of digits 10 pixels wide (`_`: ink that was read as nothing), and how tall each is. */
function written(text: string, tall: readonly number[]): ReadLine {
  const places = [...text].map((sign, i) => ({ text: sign, x: 10 * i + 5, y1: tall[i] ?? 14 }));
  const blobs = places.map(({ text, x, y1 }) => ({ x0: x - 4, x1: x + 4, y0: text === '.' ? y1 - 3 : 0, y1, ink: 50 }));
  const signs = places.filter((place) => place.text !== '_');
  return {
    ink: { x0: 0, y0: 0, x1: 10 * text.length, y1: 20, blobs },
    signs: signs.map(({ text, x }) => ({ text, x, reading: { confidence: 1, alternatives: [] } })),
  };
}

it.each([
  ['digits of one height', '12.50', [], '12.50'],
  ['one digit stands out', '12.50', [14, 14, 14, 14, 20], '?????'],
  ['one pixel more', '12.50', [14, 14, 14, 15, 15], '12.50'],
  ['a digit alone', '7', [20], '7'],
  ['words beside a figure are taller', '支出12', [19, 19], '支出12'],
  ['a digit that was not read before words', '64.7_ 万', [], '???? ?'],
  ['words without figures', '支出合计', [14, 19], '支出合计'],
])('%s: %s', (_, text, tall, wanted) => {
  const line = written(text, tall);
  doubtOverwritten(line, 20);
  expect(line.signs.map(({ text, reading }) => (reading.confidence < 0.5 ? '?' : text)).join('')).toBe(wanted);
});

it.each([
  ['支出12.5万', 5, '支出12.5万'],
  ['支出12.5万', 35, '支出?????'],
  ['7', 5, '?'],
])('%s with the ink of a stamp on it at %i', (text, at, wanted) => {
  const [line] = cell([[text, 0]]);
  doubtStamped(line!, 20, (x) => x === at);
  expect(line!.signs.map(({ text, reading }) => (reading.confidence < 0.5 ? '?' : text)).join('')).toBe(wanted);
});

it.each([
  ['12', (x: number) => x < 8, '??'],
  ['12', () => false, '12'],
  ['12', () => true, '12'],
  ['支出', (x: number) => x < 8, '支出'],
] as const)('%s in black with ink of another colour on it: %s', (text, isColoured, wanted) => {
  const [line] = cell([[text, 0]]);
  doubtPenned(line!, { width: 40, height: 20, data: new Uint8Array(800) }, 20, isColoured);
  expect(line!.signs.map(({ text, reading }) => (reading.confidence < 0.5 ? '?' : text)).join('')).toBe(wanted);
});

it.each([
  ['12.5', 12, 12, '????'],
  ['12.5', 48, 48, '????'],
  ['12.5', 80, 80, '12.5'],
  ['支出12.5', 5, 5, '支出????'],
  ['支出的总数共有12.5', 5, 5, '支出的总数共有12.5'],
])('%s beside or under a black stamp from %i to %i', (text, from, to, wanted) => {
  const [line] = cell([[text, 0]]);
  doubtWithin(line!, 20, (x) => x >= from && x <= to);
  expect(line!.signs.map(({ text, reading }) => (reading.confidence < 0.5 ? '?' : text)).join('')).toBe(wanted);
});

it.each([
  ['nothing is left', [], ['□?']],
  ['a dash is left', [['—', 0]], ['—?']],
  ['a character is left, which may be one of the stamp', [['风', 0]], ['风?']],
  ['words are left', [['合计', 0]], ['合计']],
  ['a figure is left, which is doubted by its place', [['12.5', 0]], ['12.5']],
] as const)('in a cell with strokes of a black stamp %s', (_, lines, wanted) => {
  const kept = withHidden(cell(lines), { x0: 0, y0: 0, x1: 100, y1: 40 }, 20);
  const shown = kept.map(({ signs }) =>
    signs.map(({ text, reading }) => text + (reading.confidence < 0.5 ? '?' : '')).join(''),
  );
  expect(shown).toEqual(wanted);
});
