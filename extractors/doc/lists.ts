import { counting, type Level, type List, type Numbering } from '../docx/numbering.js';
import { numberIn, readProperties, SPRM } from './properties.js';

/** Bytes of the fixed parts ([MS-DOC] 2.9): LSTF, LVLF, LFO, LFOLVL. */
const LIST = 28;
const LEVEL = 28;
const OVERRIDE = 16;
const LEVEL_OVERRIDE = 8;

/** Number formats (MSONFC) by the names that newer files have for them. */
const FORMATS: readonly string[] =
  'decimal upperRoman lowerRoman upperLetter lowerLetter ordinal decimal decimal decimal decimal ideographDigital japaneseCounting decimal decimal decimalFullWidth decimalHalfWidth ideographLegalTraditional decimal decimalEnclosedCircle decimalFullWidth2 decimal decimal decimalZero bullet decimal decimal decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiac taiwaneseCounting ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand'.split(
    ' ',
  );
const NO_NUMBER = 255;
const SUFFIXES = ['tab', 'space', 'nothing'];

/**
 * The lists of a file: their definitions (`lists`, [MS-DOC] 2.9.180 PlfLst, with the levels behind them, so that it reaches
 * to the end of the stream) and, over these, the lists that paragraphs name by number from 1 on (`overrides`, PlfLfo).
 * What is damaged ends them.
 */
export function readLists(lists: DataView, overrides: DataView, fonts: (font: number) => string): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const found = new Map<string, List>();
  try {
    if (lists.byteLength > 2) readDefinitions(lists, abstracts, fonts);
    if (overrides.byteLength > 4) readOverrides(overrides, found, fonts);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
  }
  return counting({ abstracts, styleLinks: new Map(), lists: found });
}

function readDefinitions(
  view: DataView,
  abstracts: Map<string, Map<number, Level>>,
  fonts: (font: number) => string,
): void {
  const count = view.getUint16(0, true);
  let at = 2 + count * LIST;
  for (let index = 0; index < count; index++) {
    const start = 2 + index * LIST;
    const levels = new Map<number, Level>();
    abstracts.set(String(view.getInt32(start, true)), levels);
    const isSimple = (view.getUint8(start + 26) & 1) !== 0;
    for (let number = 0; number < (isSimple ? 1 : 9); number++) {
      const { level, end } = levelAt(view, at, fonts);
      levels.set(number, level);
      at = end;
    }
  }
}

function readOverrides(view: DataView, lists: Map<string, List>, fonts: (font: number) => string): void {
  const count = view.getUint32(0, true);
  let at = 4 + count * OVERRIDE;
  for (let index = 0; index < count; index++) {
    const start = 4 + index * OVERRIDE;
    const list: List = { abstract: String(view.getInt32(start, true)), starts: new Map(), levels: new Map() };
    lists.set(String(index + 1), list);
    const levels = view.getUint8(start + 12);
    at += 4;
    for (let n = 0; n < levels; n++) {
      const flags = view.getUint32(at + 4, true);
      const number = flags & 0xf;
      const [startsAnew, hasLevel] = [(flags & 0x10) !== 0, (flags & 0x20) !== 0];
      if (startsAnew && !hasLevel) list.starts.set(number, view.getInt32(at, true));
      at += LEVEL_OVERRIDE;
      if (!hasLevel) continue;
      const { level, end } = levelAt(view, at, fonts);
      list.levels.set(number, level);
      if (startsAnew) list.starts.set(number, level.start);
      at = end;
    }
  }
}

/** @throws RangeError where it reaches beyond the view */
function levelAt(view: DataView, at: number, fonts: (font: number) => string): { level: Level; end: number } {
  const format = view.getUint8(at + 4);
  const flags = view.getUint8(at + 5);
  const characters = at + LEVEL + view.getUint8(at + 25);
  const text = characters + view.getUint8(at + 24);
  const look = readProperties(new DataView(view.buffer, view.byteOffset + characters, text - characters));
  const font = numberIn(look, SPRM.font);
  const length = view.getUint16(text, true);
  let label = '';
  for (let i = 0; i < length; i++) {
    const code = view.getUint16(text + 2 + 2 * i, true);
    // Below nine it is the place of the number of that level.
    label += code < 9 ? `%${code + 1}` : String.fromCharCode(code);
  }
  const level: Level = {
    start: view.getInt32(at, true),
    format: format === NO_NUMBER ? 'none' : (FORMATS[format] ?? 'decimal'),
    text: label,
    suffix: SUFFIXES[view.getUint8(at + 15)] ?? 'tab',
    legal: (flags & 4) !== 0,
    hidden: false,
    font: font === undefined ? '' : fonts(font),
    restart: (flags & 8) !== 0 ? view.getUint8(at + 26) : undefined,
  };
  return { level, end: text + 2 + 2 * length };
}
