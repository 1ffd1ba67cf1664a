import { tooLarge } from '../zip/refusals.js';
import { isOn, readXml, type Attributes } from '../zip/xml.js';
import type { CellDraft, Draft, ParagraphDraft, RowDraft, TableDraft } from './draft.js';
import type { Numbering } from './numbering.js';
import { headingOf, type Styles } from './styles.js';
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

interface OpenParagraph extends ParagraphDraft {
  style: string | undefined;
  outline: number | undefined;
  list: string | undefined;
  listLevel: number | undefined;
  /** Its mark was deleted: what follows is one paragraph with it. */
  joinsNext: boolean;
  /** Text boxes and pictures that hang on it. */
  boxes: Draft[];
}

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
  /** Paragraphs whose mark was deleted, by the content that they stand in: their text begins the next one. */
  private readonly carried = new Map<Draft[], { text: string; line: number }>();
  /** Fields that are open: their code is dropped, their result is printed. */
  private readonly fields: { result: boolean; code: string; box: string | undefined }[] = [];
  /** What had been read when an alternative began: only the first branch that yields anything is read. */
  private readonly alternatives: number[] = [];
  private readonly runs: { hidden: boolean; font: string }[] = [];
  private inText = false;

  constructor(private readonly options: StoryOptions) {}

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

  text(text: string): void {
    if (this.skipping > 0) return;
    if (this.inText) this.print(withSymbols(text, this.runs.at(-1)?.font ?? ''));
    else if (this.names.at(-1) === 'w:instrText') {
      const field = this.fields.at(-1);
      if (field) field.code += text;
    }
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
        this.paragraphs.push({
          kind: 'paragraph',
          line: ++this.lines,
          text: '',
          heading: undefined,
          style: undefined,
          outline: undefined,
          list: undefined,
          listLevel: undefined,
          joinsNext: false,
          boxes: [],
        });
        return;
      case 'w:r':
      case 'm:r':
        this.runs.push({ hidden: false, font: '' });
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
        if (parent === 'w:pPr' || parent === 'w:numPr') this.describeParagraph(name, attributes);
        else if (parent === 'w:rPr') this.describeRun(name, attributes);
        else if (parent === 'w:tcPr') this.describeCell(name, attributes);
        else if (parent === 'w:trPr') this.describeRow(name, attributes);
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
        this.settle(this.content);
        if (table) this.content.push(table);
        return;
      }
      case 'w:tc':
      case 'w:footnote':
      case 'w:endnote':
        this.endContent();
        return;
      case 'w:body':
        this.settle(this.content);
        return;
      case 'mc:AlternateContent':
        this.alternatives.pop();
        return;
      case 'm:num':
        // A fraction is printed as two lines with a bar between.
        this.print('/');
        return;
      default:
    }
  }

  private endContent(): Draft[] {
    const content = this.contents.length > 1 ? this.contents.pop() : undefined;
    if (content) this.settle(content);
    return content ?? [];
  }

  /** Text that was carried to a next paragraph stands alone where none comes. */
  private settle(content: Draft[]): void {
    const carried = this.carried.get(content);
    if (!carried) return;
    this.carried.delete(content);
    content.push({ kind: 'paragraph', ...carried, heading: undefined });
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
    if (!paragraph || this.fields.some(({ result }) => !result)) return;
    if (this.runs.at(-1)?.hidden === true) {
      this.story.hidden += text.replace(/\s+/g, '').length;
      return;
    }
    paragraph.text += text;
    this.story.characters += text.length;
    if (this.story.characters > this.options.limits.characters) throw tooLarge(`${this.story.characters} characters`);
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
      case 'w:checkBox':
        return this.tick('0');
      case 'w:checked':
      case 'w:default':
        if (this.names.at(-2) === 'w:checkBox') this.tick(isOn(attributes.get('w:val')) ? '1' : '0');
        return;
      case 'v:imagedata':
        this.story.pictures++;
        return this.addPicture(attributes.get('r:id'));
      case 'a:blip':
        return this.addPicture(attributes.get('r:embed'));
      case 'pic:pic':
      case 'c:chart':
      case 'dgm:relIds':
      case 'w:altChunk':
        this.story.pictures++;
        return;
      default:
    }
  }

  private addPicture(relationship: string | undefined): void {
    if (relationship === undefined || this.runs.at(-1)?.hidden === true) return;
    (this.paragraphs.at(-1)?.boxes ?? this.content).push({ kind: 'picture', relationship });
  }

  private turnField(type: string): void {
    const field = this.fields.at(-1);
    if (type === 'begin') this.fields.push({ result: false, code: '', box: undefined });
    else if (type === 'separate' && field) {
      field.result = true;
      this.noticeField(field.code);
    } else if (type === 'end' && field) {
      this.fields.pop();
      if (!field.result) this.noticeField(field.code);
      // A form's tick box is a field without a result.
      if (field.box !== undefined) this.print(field.box === '1' ? '☑' : '☐');
    }
  }

  private noticeField(code: string): void {
    if (/^\s*PAGE\b/i.test(code)) this.story.pageField = true;
  }

  private tick(state: string): void {
    const field = this.fields.at(-1);
    if (field) field.box = state;
  }

  private describeParagraph(name: string, attributes: Attributes): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    if (name === 'w:pStyle') paragraph.style = attributes.get('w:val');
    else if (name === 'w:outlineLvl') paragraph.outline = Number(attributes.get('w:val'));
    else if (name === 'w:numId') paragraph.list = attributes.get('w:val');
    else if (name === 'w:ilvl') paragraph.listLevel = Number(attributes.get('w:val'));
  }

  private describeRun(name: string, attributes: Attributes): void {
    const run = this.runs.at(-1);
    if (this.names.at(-3) === 'w:pPr') {
      const paragraph = this.paragraphs.at(-1);
      if (paragraph && (name === 'w:del' || name === 'w:moveFrom')) paragraph.joinsNext = true;
    } else if (run) {
      if (name === 'w:vanish') run.hidden = isOn(attributes.get('w:val'));
      else if (name === 'w:rFonts') run.font = attributes.get('w:ascii') ?? attributes.get('w:hAnsi') ?? '';
    }
  }

  private describeRow(name: string, attributes: Attributes): void {
    const row = this.row;
    if (!row) return;
    if (name === 'w:gridBefore') row.before = count(attributes.get('w:val'), 0);
    else if (name === 'w:gridAfter') row.after = count(attributes.get('w:val'), 0);
    else if (name === 'w:del') row.deleted = true;
  }

  private describeCell(name: string, attributes: Attributes): void {
    const cell: CellDraft | undefined = this.row?.cells.at(-1);
    if (!cell) return;
    if (name === 'w:gridSpan') cell.span = count(attributes.get('w:val'), 1);
    else if (name === 'w:vMerge') cell.merge = attributes.get('w:val') === 'restart' ? 'restart' : 'continue';
    else if (name === 'w:hMerge') cell.joinsLeft = attributes.get('w:val') !== 'restart';
    else if (name === 'w:tcW')
      cell.width = attributes.get('w:type') === 'dxa' ? Number(attributes.get('w:w') ?? 0) || 0 : 0;
    else if (name === 'w:cellDel') cell.deleted = true;
    else if (name === 'w:cellMerge') {
      const merge = attributes.get('w:vMerge');
      cell.merge = merge === 'rest' ? 'restart' : merge === 'cont' ? 'continue' : undefined;
    }
  }

  private closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    // A field whose code is still open at the end of its paragraph is broken, and must not swallow what follows.
    if (this.paragraphs.length === 0) for (const field of this.fields) field.result = true;
    const content = this.content;
    const style = this.options.styles.of(paragraph.style);
    const before = this.carried.get(content);
    const text = (before?.text ?? '') + paragraph.text;
    const line = before?.line ?? paragraph.line;
    this.carried.delete(content);
    if (paragraph.joinsNext) {
      if (text !== '') this.carried.set(content, { text, line });
      content.push(...paragraph.boxes);
      return;
    }
    const list = paragraph.list ?? style.list;
    const label =
      list === undefined || list === '0'
        ? ''
        : this.options.numbering.next(list, paragraph.listLevel ?? style.listLevel ?? 0);
    content.push(
      {
        kind: 'paragraph',
        line,
        text: label + text.replace(/^\n+|\n+$/g, ''),
        heading: paragraph.outline === undefined ? style.heading : headingOf(paragraph.outline),
      },
      ...paragraph.boxes,
    );
  }
}

/** A span as it is written, held to what a grid can have; hostile ones would fill the memory. */
function count(value: string | undefined, least: number): number {
  const number = Number(value);
  return Number.isInteger(number) ? Math.min(Math.max(number, least), 1000) : least;
}
