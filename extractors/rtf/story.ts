import type { Draft } from '../docx/draft.js';
import type { ShapedRow } from '../doc/rows.js';
import { unshaped } from '../doc/rows.js';
import { Weaver } from '../doc/weave.js';
import { decoded } from '../code-page.js';
import { tooLarge } from '../zip/refusals.js';
import { codePage, fontCharset } from './charsets.js';
import { HexPicture } from './picture.js';
import { tokens, type Token } from './tokens.js';

export interface RtfStory {
  body: Draft[];
  notes: Draft[];
  furniture: { kind: 'header' | 'footer'; text: string }[];
  /** The files of the pictures that the body names by their place here; without bytes where they cannot be read. */
  pictures: Uint8Array[];
  /** Characters set hidden, white space aside; they are not read. */
  hidden: number;
}

/** Destinations whose text is no part of the document. */
const SKIPPED = new Set(
  'fonttbl colortbl stylesheet info nonshppict themedata colorschememapping latentstyles datastore listtable listoverridetable revtbl rsidtbl xmlnstbl generator filetbl fldinst nonesttables bkmkstart bkmkend atnid atnauthor annotation mmathPr wgrffmtfilter ftnsep ftnsepc aftnsep aftnsepc template private1 sp'.split(
    ' ',
  ),
);
/** Ignorable destinations that hold text all the same. */
const KEPT = new Set(['shpinst', 'shppict', 'nesttableprops', 'ud']);
const HEADERS = new Set(['header', 'headerl', 'headerr', 'headerf']);
const FOOTERS = new Set(['footer', 'footerl', 'footerr', 'footerf']);
const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
};

interface Group {
  skipped: boolean;
  hidden: boolean;
  deleted: boolean;
  /** Bytes or characters that follow a \u and stand for the same character. */
  fallback: number;
  encoding: string;
  /** Index into the stack of destinations. */
  destination: number;
}

interface RowShape {
  left: number;
  edges: number[];
  merges: ShapedRow['merges'];
  vertical: 'restart' | 'continue' | undefined;
  joinsLeft: boolean;
}

/** One stream of paragraphs: the body, a note, a header. */
class Destination {
  readonly weaver = new Weaver();
  text = '';
  inTable = false;
  depth = 0;
  heading: number | undefined;
  /** Pictures of the paragraph. */
  pictures: number[] = [];
  shape: RowShape = newShape();

  constructor(readonly kind: 'body' | 'note' | 'header' | 'footer') {}

  get level(): number {
    return this.depth > 0 ? this.depth : this.inTable ? 1 : 0;
  }

  paragraph(level = this.level): void {
    this.weaver.paragraph(level, this.text, this.heading);
    for (const picture of this.pictures) this.weaver.picture(level, String(picture));
    this.text = '';
    this.pictures = [];
  }

  cell(level: number): void {
    this.paragraph(level);
    this.weaver.cellEnd(level);
  }

  row(level: number): void {
    const { left, edges, merges } = this.shape;
    this.weaver.rowEnd(level, (cells) =>
      edges.length === 0
        ? unshaped(cells)
        : { edges: [left, ...edges], merges, cells: edges.map((_, index) => cells[index] ?? []) },
    );
  }

  finish(): Draft[] {
    if (this.text !== '' || this.pictures.length > 0) this.paragraph();
    return this.weaver.finish();
  }
}

function newShape(): RowShape {
  return { left: 0, edges: [], merges: [], vertical: undefined, joinsLeft: false };
}

/** The paragraphs and tables of an RTF file. @throws UnreadableError `too-large`. */
export function readRtfStory(bytes: Uint8Array, characters: number): RtfStory {
  return new Reader(characters).read(bytes);
}

class Reader {
  private readonly destinations = [new Destination('body')];
  private readonly finished: Destination[] = [];
  private readonly groups: Group[] = [
    { skipped: false, hidden: false, deleted: false, fallback: 1, encoding: 'windows-1252', destination: 0 },
  ];
  private readonly fonts = new Map<number, string>();
  private defaultEncoding = 'windows-1252';
  private pending: number[] = [];
  private owed = 0;
  /** Whether the group has only begun: what a star marks there may be passed over, with the rest of the group. */
  private begun = false;
  private starred = false;
  private definedFont = 0;
  private total = 0;
  private hidden = 0;
  private readonly pictures: Uint8Array[] = [];
  private picture: HexPicture | undefined;

  constructor(private readonly characters: number) {}

  read(bytes: Uint8Array): RtfStory {
    for (const token of tokens(bytes)) this.token(token);
    this.flush();
    const body = this.destinations[0]!;
    const notes = this.finished.filter(({ kind }) => kind === 'note').flatMap((note) => note.finish());
    const furniture = this.finished.flatMap((one) =>
      one.kind === 'header' || one.kind === 'footer' ? [{ kind: one.kind, text: textOf(one.finish()) }] : [],
    );
    return {
      body: body.finish(),
      notes,
      furniture: furniture.filter(({ text }) => text !== ''),
      pictures: this.pictures,
      hidden: this.hidden,
    };
  }

  private get group(): Group {
    return this.groups.at(-1)!;
  }

  private get here(): Destination {
    return this.destinations[this.group.destination] ?? this.destinations[0]!;
  }

  private token(token: Token): void {
    const { begun } = this;
    this.begun = token.kind === 'open';
    if (token.kind === 'byte') {
      if (this.picture?.depth === this.groups.length) this.picture.add(token.byte);
      else if (this.owed > 0) this.owed -= 1;
      else if (!this.group.skipped && !this.group.deleted) this.pending.push(token.byte);
      return;
    }
    this.flush();
    if (token.kind === 'open') {
      if (this.groups.length > 10_000) throw tooLarge('groups');
      this.groups.push({ ...this.group });
      this.starred = false;
    } else if (token.kind === 'close') this.close();
    else if (token.kind === 'symbol') this.symbol(token.symbol, begun);
    else this.word(token.word, token.value);
  }

  private close(): void {
    if (this.groups.length < 2) return;
    const isPicture = this.picture?.depth === this.groups.length;
    const { destination } = this.groups.pop()!;
    if (destination !== this.group.destination) this.finished.push(...this.destinations.splice(destination));
    this.starred = false;
    if (!this.picture || !isPicture) return;
    // Those of headers and footers are logos.
    const { kind, pictures } = this.here;
    if (kind === 'body' || kind === 'note') pictures.push(this.pictures.push(this.picture.file) - 1);
    this.picture = undefined;
  }

  private symbol(symbol: string, begun: boolean): void {
    if (symbol === '*') this.starred = begun;
    else if (symbol === '~') this.put('\u00a0');
    else if (symbol === '_') this.put('-');
    else if ('\\{}'.includes(symbol)) this.put(symbol);
    else if (symbol === '\n' || symbol === '\r') this.here.paragraph();
  }

  private word(word: string, value: number | null): void {
    const ignorable = this.starred;
    this.starred = false;
    if (this.picture) {
      if (word === 'pngblip' || word === 'jpegblip') this.picture.isFile = true;
      return;
    }
    if (word === 'fcharset' && value !== null) {
      const encoding = fontCharset(value);
      if (encoding) this.fonts.set(this.definedFont, encoding);
    }
    if (word === 'f' && value !== null) this.definedFont = value;
    if (SKIPPED.has(word) || (ignorable && !KEPT.has(word))) this.group.skipped = true;
    if (this.group.skipped) return;
    if (word === 'pict') {
      this.group.skipped = true;
      if (!this.group.hidden && !this.group.deleted) this.picture = new HexPicture(this.groups.length);
      return;
    }
    const kind = HEADERS.has(word) ? 'header' : FOOTERS.has(word) ? 'footer' : word === 'footnote' ? 'note' : null;
    if (kind) {
      this.destinations.push(new Destination(kind));
      this.group.destination = this.destinations.length - 1;
      return;
    }
    this.apply(word, value);
  }

  private apply(word: string, value: number | null): void {
    const { here, group } = this;
    switch (word) {
      case 'ansicpg':
        this.defaultEncoding = group.encoding = codePage(value ?? 1252);
        break;
      case 'f':
        group.encoding = this.fonts.get(value ?? 0) ?? this.defaultEncoding;
        break;
      case 'plain':
        group.encoding = this.defaultEncoding;
        group.hidden = group.deleted = false;
        break;
      case 'uc':
        group.fallback = Math.max(0, value ?? 1);
        break;
      case 'u':
        this.put(String.fromCharCode((value ?? 0) & 0xffff));
        this.owed = group.fallback;
        break;
      case 'v':
        group.hidden = value !== 0;
        break;
      case 'deleted':
        group.deleted = value !== 0;
        break;
      case 'pard':
        here.inTable = false;
        here.depth = 0;
        here.heading = undefined;
        break;
      case 'intbl':
        here.inTable = true;
        break;
      case 'itap':
        here.depth = Math.min(32, value ?? 0);
        break;
      case 'outlinelevel':
        here.heading = value !== null && value < 9 ? value + 1 : undefined;
        break;
      case 'par':
      case 'sect':
      case 'page':
        if (word === 'par' || here.text !== '' || here.pictures.length > 0) here.paragraph();
        break;
      case 'cell':
        here.cell(1);
        break;
      case 'nestcell':
        here.cell(Math.max(2, here.level));
        break;
      case 'row':
        here.row(1);
        break;
      case 'nestrow':
        here.row(Math.max(2, here.level));
        break;
      default:
        if (CHARACTERS[word]) this.put(CHARACTERS[word]);
        else shapeWord(here, word, value);
    }
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const text = decoded(this.group.encoding, Uint8Array.from(this.pending));
    this.pending = [];
    this.put(text);
  }

  private put(text: string): void {
    if (this.group.skipped || this.group.deleted) return;
    if (this.group.hidden) {
      this.hidden += text.replace(/\s+/g, '').length;
      return;
    }
    this.total += text.length;
    if (this.total > this.characters) throw tooLarge(`${this.total} characters`);
    this.here.text += text;
  }
}

/** The words that give a row its shape stand before its cells, and often again before its end. */
function shapeWord(here: Destination, word: string, value: number | null): void {
  const { shape } = here;
  if (word === 'trowd') here.shape = newShape();
  else if (word === 'trleft') shape.left = value ?? 0;
  else if (word === 'clvmgf') shape.vertical = 'restart';
  else if (word === 'clvmrg') shape.vertical = 'continue';
  else if (word === 'clmrg') shape.joinsLeft = true;
  else if (word === 'cellx') {
    if (shape.edges.length > 1000) throw tooLarge('cells in a row');
    shape.edges.push(value ?? 0);
    shape.merges.push({ vertical: shape.vertical, joinsLeft: shape.joinsLeft });
    shape.vertical = undefined;
    shape.joinsLeft = false;
  }
}

function textOf(drafts: readonly Draft[]): string {
  return drafts
    .flatMap((draft) => (draft.kind === 'paragraph' && draft.text.trim() !== '' ? [draft.text.trim()] : []))
    .join('\n');
}
