import type { OPS as Ops } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { EnginePage } from './engine.js';
import { GlyphStyle } from './glyph.js';
import type { Matrix } from './matrix.js';
import { applyX, applyY, compose, IDENTITY, shownMatrix } from './matrix.js';
import { mayBeOutlined, takeImage, takePaint } from './painted.js';
import type { Clip, Drawing, Subpath } from './paths.js';
import { addPath, clipTo } from './paths.js';

interface OperatorList {
  fnArray: ArrayLike<number>;
  argsArray: ArrayLike<unknown>;
}

interface Fonts {
  has(id: string): boolean;
  get(id: string): unknown;
}

/** What pdf.js tells about a font, as far as it matters here. */
interface Font {
  fontMatrix?: number[];
  vertical?: boolean;
  composite?: boolean;
  toUnicode?: { _firstChar?: number };
  defaultVMetrics?: number[];
}

interface PdfjsGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
  vmetric?: number[];
}

/** How a path is seen on white paper. */
type Seen = 'not' | 'pale' | 'well';

interface State {
  ctm: Matrix;
  clip: Clip | undefined;
  lineWidth: number;
  fill: Seen;
  color: number;
  stroke: Seen;
  font: Font;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
  leading: number;
  line: Matrix;
  x: number;
  y: number;
  lineX: number;
  lineY: number;
}

/**
 * Runs through a page's operators as a renderer would, and notes characters and lines instead of painting them.
 * Images have been dropped before (`maxImageSize`); a large frame in which nothing was painted was one.
 */
export function readOperators(
  list: OperatorList,
  OPS: typeof Ops,
  fonts: Fonts,
  view: readonly number[],
  rotation: number,
): EnginePage {
  const shown = shownMatrix(view, rotation);
  const sideways = rotation % 180 !== 0;
  const across = view[2]! - view[0]!;
  const down = view[3]! - view[1]!;
  const page: EnginePage = {
    width: sideways ? down : across,
    height: sideways ? across : down,
    rotation,
    glyphs: [],
    rulings: [],
    imageCover: 0,
  };
  let s: State = {
    ctm: shown,
    clip: undefined,
    lineWidth: 1,
    fill: 'well',
    color: 0,
    stroke: 'well',
    font: {},
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    rise: 0,
    leading: 0,
    line: IDENTITY,
    x: 0,
    y: 0,
    lineX: 0,
    lineY: 0,
  };
  const drawing: Drawing = { lines: [], areas: [] };
  const pale: Drawing = { lines: [], areas: [] };
  const stack: State[] = [];
  let painted = true;
  let outlines = 0;
  let clipping = false;

  const save = (): void => {
    stack.push({ ...s });
    painted = false;
  };
  const restore = (): void => {
    if (!painted) {
      page.imageCover = Math.max(page.imageCover, Math.min(1, takeImage(page, s.ctm)));
      painted = true;
    }
    s = stack.pop() ?? s;
  };
  const moveText = (x: number, y: number): void => {
    s.x = s.lineX += x;
    s.y = s.lineY += y;
  };
  const show = (glyphs: readonly (PdfjsGlyph | number)[]): void => {
    painted = true;
    const { font, charSpacing, wordSpacing } = s;
    const direction = s.size < 0 ? -1 : 1;
    const size = Math.abs(s.size);
    if (size === 0) return;
    const unit = size * (font.fontMatrix?.[0] ?? 0.001);
    const scale = s.scale * direction;
    const vertical = font.vertical === true;
    // A composite font whose characters are numbered by glyph, without a map, says nothing about their meaning.
    // oxlint-disable-next-line no-underscore-dangle
    const mapped = !(font.composite === true && font.toUnicode?._firstChar !== undefined);
    const style = new GlyphStyle(s.ctm, s.line, direction * size);
    const m = compose(s.ctm, s.line);
    let at = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        at += ((vertical ? 1 : -1) * glyph * size) / 1000;
        continue;
      }
      const spacing = ((glyph.isSpace ? wordSpacing : 0) + charSpacing) * direction;
      const metric = vertical ? (glyph.vmetric ?? font.defaultVMetrics) : undefined;
      const advance = glyph.width * unit;
      // In vertical writing the character hangs below its origin, centred.
      const x = metric ? s.x - (glyph.vmetric ? metric[1]! * unit : advance / 2) : s.x + at * scale;
      const y = metric ? s.y + s.rise + at - metric[2]! * unit : s.y + s.rise;
      page.glyphs.push(style.place(applyX(m, x, y), applyY(m, x, y), advance * scale, glyph.unicode, mapped));
      at += metric ? metric[0]! * unit - spacing : advance + spacing;
    }
    if (vertical) s.y += at;
    else s.x += at * scale;
  };
  const setFont = (id: string, size: number): void => {
    s.size = size;
    s.font = fonts.has(id) ? ((fonts.get(id) as Font | null) ?? {}) : {};
  };

  const { fnArray, argsArray } = list;
  for (let i = 0; i < fnArray.length; i++) {
    const args = (argsArray[i] ?? []) as never[];
    switch (fnArray[i]) {
      case OPS.save:
      case OPS.beginGroup:
        save();
        break;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
        restore();
        break;
      case OPS.transform:
        s.ctm = compose(s.ctm, args as unknown as Matrix);
        break;
      case OPS.paintFormXObjectBegin:
        save();
        painted = true;
        if (args[0]) s.ctm = compose(s.ctm, args[0] as Matrix);
        break;
      case OPS.setLineWidth:
        s.lineWidth = args[0]!;
        break;
      case OPS.setGState:
        for (const [key, value] of (args[0] ?? []) as [string, never][]) {
          if (key === 'LW') s.lineWidth = value;
          else if (key === 'Font') setFont(value[0], value[1]);
        }
        break;
      case OPS.setFillRGBColor:
        s.fill = seen(args[0]);
        s.color = Number.parseInt(String(args[0]).slice(1), 16) || 0;
        break;
      case OPS.setStrokeRGBColor:
        s.stroke = seen(args[0]);
        break;
      case OPS.setFillTransparent:
        s.fill = 'not';
        break;
      case OPS.setStrokeTransparent:
        s.stroke = 'not';
        break;
      case OPS.setFillColorN:
        s.fill = 'well';
        break;
      case OPS.setStrokeColorN:
        s.stroke = 'well';
        break;
      case OPS.beginText:
        s.line = IDENTITY;
        s.x = s.y = s.lineX = s.lineY = 0;
        break;
      case OPS.setCharSpacing:
        s.charSpacing = args[0]!;
        break;
      case OPS.setWordSpacing:
        s.wordSpacing = args[0]!;
        break;
      case OPS.setHScale:
        s.scale = (args as number[])[0]! / 100;
        break;
      case OPS.setLeading:
        s.leading = -args[0]!;
        break;
      case OPS.setTextRise:
        s.rise = args[0]!;
        break;
      case OPS.setFont:
        setFont(args[0]!, args[1]!);
        break;
      case OPS.setTextMatrix:
        s.line = args[0]!;
        s.x = s.y = s.lineX = s.lineY = 0;
        break;
      case OPS.moveText:
        moveText(args[0]!, args[1]!);
        break;
      case OPS.setLeadingMoveText:
        s.leading = args[1]!;
        moveText(args[0]!, args[1]!);
        break;
      case OPS.nextLine:
        moveText(0, s.leading);
        break;
      case OPS.showText:
      case OPS.showSpacedText:
        show(args[0]!);
        break;
      case OPS.nextLineShowText:
        moveText(0, s.leading);
        show(args[0]!);
        break;
      case OPS.nextLineSetSpacingShowText:
        s.wordSpacing = args[0]!;
        s.charSpacing = args[1]!;
        moveText(0, s.leading);
        show(args[2]!);
        break;
      case OPS.clip:
      case OPS.eoClip:
        clipping = true;
        break;
      case OPS.constructPath: {
        painted = true;
        const data = (args[1] as unknown as (Float32Array | null)[] | null)?.[0];
        // A clipping path takes effect after it has been painted.
        const before = s.clip;
        const box = args[2] as unknown as ArrayLike<number> | null;
        if (clipping && data && box) {
          const [x0, y0, x1, y1] = [box[0]!, box[1]!, box[2]!, box[3]!];
          s.clip = clipTo([x0, y0, x1, y0, x1, y1, x0, y1], s.ctm, s.clip);
        }
        clipping = false;
        if (!data) break;
        const how = paintingOf(OPS, args[0]!);
        const well = (how.stroke && s.stroke === 'well') || (how.fill && s.fill === 'well');
        const shown: Seen = well ? 'well' : 'pale';
        const paint = {
          stroke: how.stroke && s.stroke === shown,
          fill: how.fill && s.fill === shown,
          color: s.color,
          clip: () => before,
          lineWidth: s.lineWidth * Math.sqrt(Math.abs(s.ctm[0] * s.ctm[3] - s.ctm[1] * s.ctm[2])),
        };
        // A curve is stored as seven numbers, a line as three.
        if (paint.fill && well) outlines += Math.max(0, data.length / 5 - RECTANGLE);
        if (paint.stroke || paint.fill) addPath(well ? drawing : pale, subpathsOf(data), s.ctm, paint);
        break;
      }
      default:
    }
  }
  takePaint(page, drawing, pale);
  if (outlines >= 1 && mayBeOutlined(page.glyphs)) page.outlines = Math.round(outlines);
  return page;
}

function paintingOf(OPS: typeof Ops, operator: number): { stroke: boolean; fill: boolean } {
  const both: number[] = [OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke];
  if (both.includes(operator)) return { stroke: true, fill: true };
  return {
    stroke: operator === OPS.stroke || operator === OPS.closeStroke,
    fill: operator === OPS.fill || operator === OPS.eoFill,
  };
}

/** Numbers of a path that a rectangle has. */
const RECTANGLE = 6;

/** pdf.js 5 keeps a path as one flat array: 0 move x y, 1 line x y, 2 curve (6 numbers), 3 quadratic (4), 4 close. */
function subpathsOf(data: Float32Array): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | undefined;
  for (let i = 0; i < data.length;) {
    const operator = data[i++];
    if (operator === 0) subpaths.push((current = { points: [], closed: false, curved: false }));
    const count = operator === 2 ? 6 : operator === 3 ? 4 : operator === 4 ? 0 : 2;
    if (operator === 4) {
      if (current) current.closed = true;
    } else if (operator === 2 || operator === 3) {
      if (current) current.curved = true;
      // The straight parts before and after a curve still count: go on from its end.
      subpaths.push((current = { points: [data[i + count - 2]!, data[i + count - 1]!], closed: false, curved: true }));
    } else if (current) {
      current.points.push(data[i]!, data[i + 1]!);
    }
    i += count;
  }
  return subpaths;
}

/** Near-white on paper is not seen. pdf.js gives colours as #rrggbb. */
function seen(color: unknown): Seen {
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/iu.test(color)) return 'well';
  return [1, 3, 5].some((at) => Number.parseInt(color.slice(at, at + 2), 16) < 0xfa) ? 'well' : 'pale';
}
