import { expect, it } from 'vitest';
import { usualSizes } from '../../../extractors/ocr/sizes.js';

const line = (size: number, count: number, sure = true) => ({ size, count, sure });

it.each([
  ['one size, measured imprecisely', [line(14.1, 30), line(13.7, 32), line(15, 8)], [14.1, 14.1, 14.1]],
  ['a title keeps its own', [line(22, 12), line(14, 30)], [22, 14]],
  ['a comma makes a short line of figures look larger', [line(15.8, 30), line(19.9, 4, false)], [15.8, 15.8]],
  ['page numbers stay small', [line(15.8, 30), line(10.7, 3, false)], [15.8, 10.7]],
  ['nothing but figures', [line(10, 5, false), line(10.4, 9, false)], [10.4, 10.4]],
])('%s', (_name, lines, wanted) => expect(usualSizes(lines)).toEqual(wanted));
