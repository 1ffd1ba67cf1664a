import { readProperties, SPRM, toggled, type Properties } from './properties.js';

/** What a style says that matters to a reader, with what it inherits. */
export interface DocStyle {
  /** Of its paragraphs: outline level, list and level in the list. */
  paragraph: Properties;
  hidden: boolean;
}

interface Draft {
  base: number;
  paragraph: Properties;
  character: Properties;
}

const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;
const NO_STYLE = 0xfff;
/** Styles that follow each other. */
const DEEPEST = 16;
const NONE: Properties = new Map();
const PLAIN: DocStyle = { paragraph: NONE, hidden: false };

/** The styles by their number ([MS-DOC] 2.9.271, STSH); what is damaged is a style that says nothing. */
export function readStyles(sheet: DataView): (style: number) => DocStyle {
  const drafts = sheet.byteLength < 6 ? [] : readDrafts(sheet);
  const resolved = new Map<number, DocStyle>();
  const of = (index: number, depth: number): DocStyle => {
    const known = resolved.get(index);
    if (known) return known;
    const draft = drafts[index];
    if (!draft || depth > DEEPEST) return PLAIN;
    const base = draft.base === NO_STYLE ? PLAIN : of(draft.base, depth + 1);
    const style = {
      paragraph: draft.paragraph.size === 0 ? base.paragraph : new Map([...base.paragraph, ...draft.paragraph]),
      hidden: toggled(draft.character, SPRM.hidden, base.hidden),
    };
    resolved.set(index, style);
    return style;
  };
  return (style) => of(style, 0);
}

function readDrafts(sheet: DataView): (Draft | undefined)[] {
  const header = sheet.getUint16(0, true);
  const count = sheet.getUint16(2, true);
  const fixed = sheet.getUint16(4, true);
  const drafts: (Draft | undefined)[] = [];
  let at = 2 + header;
  while (drafts.length < count && at + 2 <= sheet.byteLength) {
    const length = sheet.getUint16(at, true);
    at += 2;
    if (at + length > sheet.byteLength) break;
    drafts.push(draftIn(new DataView(sheet.buffer, sheet.byteOffset + at, length), fixed));
    at += length + (length % 2);
  }
  return drafts;
}

/** One style: fixed part, name, then lists of properties, each behind its length and on even bytes. */
function draftIn(view: DataView, fixed: number): Draft | undefined {
  if (view.byteLength < Math.max(fixed, 10) + 2) return undefined;
  const word = view.getUint16(2, true);
  const [kind, base] = [word & 0xf, word >> 4];
  const lists: DataView[] = [];
  let at = fixed + 2 + (view.getUint16(fixed, true) + 1) * 2;
  while (lists.length < 2 && at + 2 <= view.byteLength) {
    const length = view.getUint16(at, true);
    at += 2;
    if (at + length > view.byteLength) break;
    lists.push(new DataView(view.buffer, view.byteOffset + at, length));
    at += length + (length % 2);
  }
  const [first, second] = lists;
  if (kind === CHARACTER_STYLE) return { base, paragraph: NONE, character: first ? readProperties(first) : NONE };
  if (kind !== PARAGRAPH_STYLE) return undefined;
  // The properties of paragraphs stand behind the number of the style itself.
  const own =
    first && first.byteLength > 2 ? new DataView(first.buffer, first.byteOffset + 2, first.byteLength - 2) : undefined;
  return { base, paragraph: own ? readProperties(own) : NONE, character: second ? readProperties(second) : NONE };
}
