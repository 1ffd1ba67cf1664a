import { type Attributes, isOn, readXml } from '../zip/xml.js';
import { numberWord } from './number-words.js';
import { withSymbols } from './symbols.js';

/** How one level of a list is numbered. */
export interface Level {
  start: number;
  format: string;
  /** %1.%2 with the levels' numbers to be filled in. */
  text: string;
  /** tab, space or nothing between the number and the text. */
  suffix: string;
  legal: boolean;
  /** It counts, and its number is not printed. */
  hidden: boolean;
  font: string;
  /** The level after which this one starts anew; 0 never. */
  restart: number | undefined;
}

/** A list by its definition (`abstract`), and what it has of its own. */
export interface List {
  abstract: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

/** Automatic numbers: they are printed but stand nowhere in the text, so they have to be counted out again. */
export interface Numbering {
  /**
   * The label of the next paragraph of a list, with what separates it from the text; '' where none is printed. Has to
   * be called once for each paragraph, in document order.
   */
  next(list: string, level: number): string;
}

/** Reads word/numbering.xml. A list that goes by a style is looked up through `listOfStyle`. */
export function readNumbering(
  xml: Uint8Array | undefined,
  listOfStyle: (style: string) => string | undefined,
): Numbering {
  return counting(xml ? parse(xml) : EMPTY, listOfStyle);
}

/** Counts out lists that were read. */
export function counting(
  { abstracts, styleLinks, lists }: Lists,
  listOfStyle: (style: string) => string | undefined = () => undefined,
): Numbering {
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  const abstractOf = (list: List): string => {
    const link = styleLinks.get(list.abstract);
    const other = link === undefined ? undefined : lists.get(listOfStyle(link) ?? '');
    return other?.abstract ?? list.abstract;
  };
  return {
    next(id, index) {
      const list = lists.get(id);
      if (!list) return '';
      const abstract = abstractOf(list);
      const levelAt = (at: number): Level | undefined => list.levels.get(at) ?? abstracts.get(abstract)?.get(at);
      const level = levelAt(index);
      if (!level) return '';
      const startAt = (at: number): number => list.starts.get(at) ?? levelAt(at)?.start ?? 1;
      // Lists over one definition count on together, unless a list says where it starts.
      let counts = counters.get(abstract);
      if (!counts) counters.set(abstract, (counts = []));
      if (!begun.has(id)) {
        begun.add(id);
        if (list.starts.size > 0) for (const at of list.starts.keys()) counts[at] = undefined;
      }
      counts[index] = (counts[index] ?? startAt(index) - 1) + 1;
      for (let at = index + 1; at < 9; at++) {
        const restart = levelAt(at)?.restart;
        if (restart === undefined || (restart !== 0 && index < restart)) counts[at] = undefined;
      }
      const label =
        level.format === 'bullet'
          ? bullet(level)
          : level.text.replace(/%([1-9])/g, (_, digit: string) => {
              const at = Number(digit) - 1;
              const count = counts[at] ?? startAt(at);
              const format = levelAt(at)?.format ?? 'decimal';
              return numberWord(level.legal && format !== 'decimalZero' ? 'decimal' : format, count);
            });
      if (level.hidden) return '';
      return label === '' || level.suffix === 'nothing' ? label : `${label} `;
    },
  };
}

/** Definitions by their number, the style that some go by, and the lists over them. */
export interface Lists {
  abstracts: Map<string, Map<number, Level>>;
  styleLinks: Map<string, string>;
  lists: Map<string, List>;
}
const EMPTY: Lists = { abstracts: new Map(), styleLinks: new Map(), lists: new Map() };

function parse(xml: Uint8Array): Lists {
  const parsed: Lists = { abstracts: new Map(), styleLinks: new Map(), lists: new Map() };
  let abstract = '';
  let list: List | undefined;
  let override = 0;
  let level: Level | undefined;
  readXml(xml, 'word/numbering.xml', {
    open(name, attributes) {
      switch (name) {
        case 'w:abstractNum':
          abstract = attributes.get('w:abstractNumId') ?? '';
          parsed.abstracts.set(abstract, new Map());
          break;
        case 'w:numStyleLink':
          parsed.styleLinks.set(abstract, attributes.get('w:val') ?? '');
          break;
        case 'w:num':
          list = { abstract: '', starts: new Map(), levels: new Map() };
          parsed.lists.set(attributes.get('w:numId') ?? '', list);
          break;
        case 'w:abstractNumId':
          if (list) list.abstract = attributes.get('w:val') ?? '';
          break;
        case 'w:lvlOverride':
          override = Number(attributes.get('w:ilvl') ?? 0);
          break;
        case 'w:startOverride':
          list?.starts.set(override, Number(attributes.get('w:val') ?? 1));
          break;
        case 'w:lvl': {
          const at = Number(attributes.get('w:ilvl') ?? 0);
          level = {
            start: 1,
            format: 'decimal',
            text: '',
            suffix: 'tab',
            legal: false,
            hidden: false,
            font: '',
            restart: undefined,
          };
          (list ? list.levels : parsed.abstracts.get(abstract))?.set(at, level);
          break;
        }
        default:
          if (level) describe(level, name, attributes);
      }
    },
    close(name) {
      if (name === 'w:lvl') level = undefined;
      else if (name === 'w:num') list = undefined;
    },
  });
  return parsed;
}

function describe(level: Level, name: string, attributes: Attributes): void {
  const value = (): string | undefined => attributes.get('w:val');
  if (name === 'w:start') level.start = Number(value() ?? 1);
  else if (name === 'w:numFmt') level.format = value() ?? 'decimal';
  else if (name === 'w:lvlText') level.text = value() ?? '';
  else if (name === 'w:suff') level.suffix = value() ?? 'tab';
  else if (name === 'w:isLgl') level.legal = isOn(value());
  else if (name === 'w:vanish') level.hidden = isOn(value());
  else if (name === 'w:lvlRestart') level.restart = Number(value());
  else if (name === 'w:rFonts') level.font = attributes.get('w:ascii') ?? attributes.get('w:hAnsi') ?? '';
}

/** A bullet that only its font could draw is shown as •. */
function bullet(level: Level): string {
  return withSymbols(level.text, level.font).replace(/[\ue000-\uf8ff]/gu, '•');
}
