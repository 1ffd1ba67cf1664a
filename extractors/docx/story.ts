import { tooLarge } from '../zip/refusals.js';
import { isOn, readXml, type Attributes } from '../zip/xml.js';
import { withoutInvisible } from '../invisible.js';
import type { CellDraft, Draft, RowDraft, TableDraft } from './draft.js';
import { Fields } from './fields.js';
import { KnownProperties } from './known-properties.js';
import type { Numbering } from './numbering.js';
import { openParagraph, ParagraphEnds, type OpenParagraph } from './paragraph.js';
import { describeCell, describeParagraph, describeRow, describeRun, type Run } from './properties.js';
import type { Styles } from './styles.js';
import { symbol, withSymbols } from './symbols.js';

/** A run of text of its own: the body, a header, a footer, all footnotes. */
export interface Story {
  content: Draft[];
  /** The notes of a footnote or endnote part by id, in document order. */
  notes: Map<string, Draft[]>;
  /** Relationship ids of the headers and footers that the sections name, in order, each once. */
  furniture: { kind: 'header' | 'footer'; relationship: string }[];
  /** Pictures, charts and embedded objects, whose print is not read. */
  pictures: number;
  /** Whether a field prints the page number. */
  pageField: boolean;
  /** Cells of all tables. */
  cells: number;
  characters: number;
  /** Characters set hidden, white space aside; they are not read. */
  hidden: number;
}

export interface StoryOptions {
  part: string;
  styles: Styles;
  numbering: Numbering;
  limits: { cells: number; characters: number };
}

/**
 * What is not printed, or not any more: deleted and moved-away text, the properties as they were before a change,
 * field codes, the prompts and lists behind content controls, the reading aid over a character.
 */
const SKIPPED = new Set([
  'w:delText',
  'w:delInstrText',
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblPrExChange',
  'w:sectPrChange',
  'w:numberingChange',
  'w:sdtPr',
  'w:rt',
]);

/** Reads one story as it would be printed with all tracked changes accepted. */
export function readStory(xml: Uint8Array, options: StoryOptions): Story {
  const reader = new StoryReader(options);
  readXml(xml, options.part, reader);
  return reader.story;
}

class StoryReader {
  readonly story: Story = {
    content: [],
    notes: new Map(),
    furniture: [],
    pictures: 0,
    pageField: false,
    cells: 0,
    characters: 0,
    hidden: 0,
  };
  private readonly names: string[] = [];
  private skipping = 0;
  private lines = 0;
  /** Where blocks go: the body, a cell, a text box. */
  private readonly contents: Draft[][] = [this.story.content];
  private readonly tables: TableDraft[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly ends: ParagraphEnds;
  private readonly fields = new Fields();
  /** What had been read when an alternative began: only the first branch that yields anything is read. */
  private readonly alternatives: number[] = [];
  private readonly runs: Run[] = [];
  private inText = false;
  private readonly known = new KnownProperties();
  readonly wholes = this.known.names;

  constructor(private readonly options: StoryOptions) {
    this.ends = new ParagraphEnds(options.styles, options.numbering);
  }

  open(name: string, attributes: Attributes): void {
    const { names } = this;
    const parent = names[names.length - 1] ?? '';
    names.push(name);
    if (this.skipping > 0 || this.isSkipped(name, parent)) this.skipping++;
    else this.enter(name, parent, attributes);
  }

  close(name: string): void {
    this.names.pop();
    if (this.skipping > 0) this.skipping--;
    else this.leave(name);
  }

  passes(name: string, inside: string): boolean {
    const described = this.skipping > 0 ? undefined : this.describedBy(name);
    return described !== undefined && this.known.copy(name, inside, described);
  }

  /** What stands around properties that begin or end. */
  private describedBy(name: string): Run | CellDraft | OpenParagraph | undefined {
    switch (this.names.at(-1)) {
      case 'w:r':
        return name === 'w:rPr' ? this.runs.at(-1) : undefined;
      case 'w:tc':
        return name === 'w:tcPr' ? this.row?.cells.at(-1) : undefined;
      case 'w:p':
        return name === 'w:pPr' ? this.paragraphs.at(-1) : undefined;
      default:
        return undefined;
    }
  }

  text(text: string): void {
    if (this.skipping > 0) return;
    if (this.inText) this.print(withoutInvisible(withSymbols(text, this.runs.at(-1)?.font ?? '')));
    else if (this.names.at(-1) === 'w:instrText') this.fields.addCode(text);
  }

  private isSkipped(name: string, parent: string): boolean {
    if (SKIPPED.has(name)) return true;
    // In properties these are marks on a row or a paragraph; elsewhere they hold what was deleted or moved away.
    if (name === 'w:del' || name === 'w:moveFrom') return parent !== 'w:rPr' && parent !== 'w:trPr';
    if (name === 'mc:Choice' || name === 'mc:Fallback') return this.yielded > (this.alternatives.at(-1) ?? 0);
    return false;
  }

  private enter(name: string, parent: string, attributes: Attributes): void {
    switch (name) {
      case 'w:p':
        this.paragraphs.push(openParagraph(++this.lines));
        return;
      case 'w:r':
      case 'm:r':
        this.runs.push({ hidden: undefined, style: undefined, font: '' });
        return;
      case 'w:t':
      case 'm:t':
        this.inText = true;
        return;
      case 'w:txbxContent':
        this.contents.push([]);
        return;
      case 'w:tbl':
        this.tables.push({ kind: 'table', grid: [], rows: [] });
        return;
      case 'w:tr':
        this.tables.at(-1)?.rows.push({ before: 0, after: 0, deleted: false, cells: [] });
        return;
      case 'w:tc': {
        if (++this.story.cells > this.options.limits.cells) throw tooLarge(`${this.story.cells} cells`);
        const content: Draft[] = [];
        const cell = { span: 1, merge: undefined, joinsLeft: false, width: 0, deleted: false, content };
        this.row?.cells.push(cell);
        this.contents.push(content);
        return;
      }
      case 'w:footnote':
      case 'w:endnote': {
        const content: Draft[] = [];
        // Separators between text and notes are notes, too, by Word's reckoning.
        if (attributes.get('w:type') === undefined || attributes.get('w:type') === 'normal') {
          this.story.notes.set(attributes.get('w:id') ?? '', content);
        }
        this.contents.push(content);
        return;
      }
      case 'mc:AlternateContent':
        this.alternatives.push(this.yielded);
        return;
      case 'w:headerReference':
      case 'w:footerReference': {
        const kind = name === 'w:headerReference' ? 'header' : 'footer';
        const relationship = attributes.get('r:id') ?? '';
        if (!this.story.furniture.some((known) => known.relationship === relationship)) {
          this.story.furniture.push({ kind, relationship });
        }
        return;
      }
      default:
        if (PROPERTIES.has(parent)) this.describe(name, parent, attributes);
        else if (name === 'w:gridCol') this.tables.at(-1)?.grid.push(Number(attributes.get('w:w') ?? 0) || 0);
        else this.printElement(name, attributes);
    }
  }

  private leave(name: string): void {
    switch (name) {
      case 'w:p':
        this.closeParagraph();
        return;
      case 'w:r':
      case 'm:r':
        this.runs.pop();
        return;
      case 'w:t':
      case 'm:t':
        this.inText = false;
        return;
      case 'w:txbxContent': {
        const box = this.endContent();
        (this.paragraphs.at(-1)?.boxes ?? this.content).push(...box);
        return;
      }
      case 'w:tbl': {
        const table = this.tables.pop();
        this.ends.settle(this.content);
        if (table) this.content.push(table);
        return;
      }
      case 'w:tr': {
        const { row } = this;
        if (row?.hidden === true) row.deleted = true;
        return;
      }
      case 'w:tc':
      case 'w:footnote':
      case 'w:endnote':
        this.endContent();
        return;
      case 'w:body':
        this.ends.settle(this.content);
        return;
      case 'mc:AlternateContent':
        this.alternatives.pop();
        return;
      case 'w:rPr':
      case 'w:tcPr':
      case 'w:pPr': {
        const described = this.describedBy(name);
        if (described) this.known.note(name, described);
        return;
      }
      case 'm:num':
        // A fraction is printed as two lines with a bar between.
        this.print('/');
        return;
      default:
    }
  }

  private endContent(): Draft[] {
    const content = this.contents.length > 1 ? this.contents.pop() : undefined;
    if (content) this.ends.settle(content);
    return content ?? [];
  }

  private get yielded(): number {
    return this.story.characters + this.story.pictures;
  }

  private get content(): Draft[] {
    return this.contents.at(-1) ?? this.story.content;
  }

  private get row(): RowDraft | undefined {
    return this.tables.at(-1)?.rows.at(-1);
  }

  private print(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph || this.fields.inCode) return;
    if (this.isHidden(paragraph) || this.row?.hidden === true) {
      this.story.hidden += text.replace(/\s+/g, '').length;
      return;
    }
    paragraph.text += text;
    this.story.characters += text.length;
    if (this.story.characters > this.options.limits.characters) throw tooLarge(`${this.story.characters} characters`);
  }

  /** Whether what a run of this paragraph prints is set hidden: by itself, else by the styles. */
  private isHidden(paragraph: OpenParagraph | undefined): boolean {
    const run = this.runs.at(-1);
    const { styles } = this.options;
    return run?.hidden ?? (styles.hideText && styles.hide(paragraph?.style, run?.style));
  }

  /** Elements that print something without holding text. */
  private printElement(name: string, attributes: Attributes): void {
    switch (name) {
      case 'w:tab':
      case 'w:ptab':
        // Inside w:tabs the same name is a tab stop.
        return this.names.at(-2) === 'w:tabs' ? undefined : this.print('\t');
      case 'w:br':
      case 'w:cr':
        return this.print('\n');
      case 'w:noBreakHyphen':
        return this.print('-');
      case 'w:sym':
        return this.print(symbol(attributes.get('w:font') ?? '', Number.parseInt(attributes.get('w:char') ?? '0', 16)));
      case 'w:fldSimple':
        return this.noticeField(attributes.get('w:instr') ?? '');
      case 'w:fldChar':
        return this.turnField(attributes.get('w:fldCharType') ?? '');
      case 'w:ddList':
      case 'w:listEntry':
        return this.fields.offer(name, attributes.get('w:val') ?? '');
      case 'w:result':
        return this.names.at(-2) === 'w:ddList' ? this.fields.offer(name, attributes.get('w:val') ?? '0') : undefined;
      case 'w:checkBox':
        return this.fields.tick('0');
      case 'w:checked':
      case 'w:default':
        if (this.names.at(-2) === 'w:checkBox') this.fields.tick(isOn(attributes.get('w:val')) ? '1' : '0');
        return;
      case 'v:imagedata':
        this.story.pictures++;
        return this.addPicture(attributes.get('r:id'));
      case 'a:blip':
        return this.addPicture(attributes.get('r:embed'));
      case 'pic:pic':
      case 'c:chart':
      case 'dgm:relIds':
      case 'w:subDoc':
        this.story.pictures++;
        return;
      case 'w:altChunk':
        this.story.pictures++;
        this.content.push({ kind: 'chunk', relationship: attributes.get('r:id') ?? '' });
        return;
      default:
    }
  }

  private addPicture(relationship: string | undefined): void {
    const paragraph = this.paragraphs.at(-1);
    if (relationship === undefined || this.isHidden(paragraph)) return;
    (paragraph?.boxes ?? this.content).push({ kind: 'picture', relationship });
  }

  private turnField(type: string): void {
    const { code, print } = this.fields.turn(type);
    if (code !== undefined) this.noticeField(code);
    if (print !== undefined) this.print(print);
  }

  private noticeField(code: string): void {
    if (/^\s*PAGE\b/i.test(code)) this.story.pageField = true;
  }

  /** Properties of what is open. */
  private describe(name: string, parent: string, attributes: Attributes): void {
    if (parent === 'w:rPr') {
      const run = this.runs.at(-1);
      if (this.names.at(-3) === 'w:pPr') {
        // Of the paragraph's mark.
        const paragraph = this.paragraphs.at(-1);
        if (paragraph && (name === 'w:del' || name === 'w:moveFrom')) paragraph.joinsNext = true;
        else if (paragraph && name === 'w:vanish') paragraph.markHidden = isOn(attributes.get('w:val'));
      } else if (run) describeRun(run, name, attributes);
    } else if (parent === 'w:tcPr') {
      const cell = this.row?.cells.at(-1);
      if (cell) describeCell(cell, name, attributes);
    } else if (parent === 'w:trPr') {
      if (this.row) describeRow(this.row, name, attributes);
    } else {
      const paragraph = this.paragraphs.at(-1);
      if (paragraph) describeParagraph(paragraph, name, attributes);
    }
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    if (this.paragraphs.length === 0) this.fields.showAll();
    this.ends.close(paragraph, this.content);
  }
}

/** Elements whose children describe what is open. */
const PROPERTIES = new Set(['w:pPr', 'w:numPr', 'w:rPr', 'w:tcPr', 'w:trPr']);
