import { isOn, readXml } from '../zip/xml.js';

/** What a paragraph style says that matters to a reader. */
export interface ParagraphStyle {
  /** 1 is the outermost heading; undefined for body text. */
  heading: number | undefined;
  /** Id of the list that paragraphs of this style belong to. */
  list: string | undefined;
  listLevel: number | undefined;
  /** Its text is not printed. */
  hidden: boolean;
}

/** Styles by id, with what they inherit. */
export interface Styles {
  /** The style of a paragraph that names none is the default one. */
  of(id: string | undefined): ParagraphStyle;
  /** Whether any style sets text hidden; mostly none does, and nobody need ask further. */
  hideText: boolean;
  /**
   * Whether text is hidden by its styles. A character style turns round what the paragraph's says (ECMA-376 17.7.3): a
   * hidden one inside of a hidden one shows.
   */
  hide(paragraph: string | undefined, character: string | undefined): boolean;
}

interface Draft {
  name: string;
  basedOn: string | undefined;
  outline: number | undefined;
  list: string | undefined;
  listLevel: number | undefined;
  hidden: boolean | undefined;
}

const BODY: ParagraphStyle = { heading: undefined, list: undefined, listLevel: undefined, hidden: false };
const VANISH = 'vanish';

/** Reads word/styles.xml; without one, every paragraph is body text. */
export function readStyles(xml: Uint8Array | undefined): Styles {
  const drafts = new Map<string, Draft>();
  const characters = new Map<string, Draft>();
  let standard: string | undefined;
  let current: Draft | undefined;
  if (xml) {
    readXml(xml, 'word/styles.xml', {
      open(name, attributes) {
        if (name === 'w:style') {
          const id = attributes.get('w:styleId') ?? '';
          current = emptyDraft();
          const type = attributes.get('w:type') ?? 'paragraph';
          if (type === 'character') characters.set(id, current);
          else if (type === 'paragraph') {
            drafts.set(id, current);
            if (attributes.get('w:default') === '1' || attributes.get('w:default') === 'true') standard = id;
          }
        } else if (current) {
          if (name === 'w:name') current.name = attributes.get('w:val') ?? '';
          else if (name === 'w:basedOn') current.basedOn = attributes.get('w:val');
          else if (name === 'w:outlineLvl') current.outline = Number(attributes.get('w:val'));
          else if (name === 'w:numId') current.list = attributes.get('w:val');
          else if (name === 'w:ilvl') current.listLevel = Number(attributes.get('w:val'));
          else if (name === 'w:vanish') current.hidden = isOn(attributes.get('w:val'));
        }
      },
      close(name) {
        if (name === 'w:style') current = undefined;
      },
      // How letters and cells look.
      wholes: ['w:rPr', 'w:tblPr', 'w:tcPr'],
      passes: (name, inside) => name !== 'w:rPr' || !inside.includes(VANISH),
    });
  }
  const resolved = new Map<string, ParagraphStyle>();
  const resolvedCharacters = new Map<string, ParagraphStyle>();
  const of = (id: string | undefined): ParagraphStyle => {
    const key = id !== undefined && drafts.has(id) ? id : standard;
    return key === undefined ? BODY : (resolved.get(key) ?? inherit(drafts, resolved, key));
  };
  return {
    of,
    hideText: [...drafts.values(), ...characters.values()].some(({ hidden }) => hidden === true),
    hide(paragraph, character) {
      const style = character === undefined ? BODY : inherit(characters, resolvedCharacters, character);
      return of(paragraph).hidden !== style.hidden;
    },
  };
}

function emptyDraft(): Draft {
  return {
    name: '',
    basedOn: undefined,
    outline: undefined,
    list: undefined,
    listLevel: undefined,
    hidden: undefined,
  };
}

/** Outline level 9 is Word's way of saying body text. */
export function headingOf(outline: number | undefined): number | undefined {
  return outline !== undefined && outline >= 0 && outline <= 8 ? outline + 1 : undefined;
}

/** The style with what it inherits. Each is worked out once, after the one that it is based on; a circle ends where it closes. */
function inherit(
  drafts: ReadonlyMap<string, Draft>,
  resolved: Map<string, ParagraphStyle>,
  id: string,
): ParagraphStyle {
  const chain: [id: string, draft: Draft][] = [];
  let from: string | undefined = id;
  for (let draft; from !== undefined && !resolved.has(from) && (draft = drafts.get(from)); from = draft.basedOn) {
    chain.push([from, draft]);
    resolved.set(from, BODY);
  }
  let style = (from === undefined ? undefined : resolved.get(from)) ?? BODY;
  for (const [at, draft] of chain.reverse()) {
    const outline = draft.outline ?? outlineByName(draft.name);
    style = {
      heading: outline === undefined ? style.heading : headingOf(outline),
      list: draft.list ?? style.list,
      listLevel: draft.listLevel ?? style.listLevel,
      hidden: draft.hidden ?? style.hidden,
    };
    resolved.set(at, style);
  }
  return style;
}

/** Built-in names, in the two languages that these offices use; converters often keep the name and drop the level. */
function outlineByName(name: string): number | undefined {
  const heading = /^(?:heading|标题) ?([1-9])$/i.exec(name);
  if (heading) return Number(heading[1]) - 1;
  return /^(title|标题)$/i.test(name) ? 0 : undefined;
}
