import type { Draft, ParagraphDraft } from './draft.js';
import type { Numbering } from './numbering.js';
import { headingOf, type Styles } from './styles.js';

/** A paragraph that is being read. */
export interface OpenParagraph extends ParagraphDraft {
  style: string | undefined;
  outline: number | undefined;
  list: string | undefined;
  listLevel: number | undefined;
  /** Its mark was deleted: what follows is one paragraph with it. */
  joinsNext: boolean;
  /** What is said of its mark itself; undefined leaves it to the style. */
  markHidden: boolean | undefined;
  /** Text boxes and pictures that hang on it. */
  boxes: Draft[];
}

export function openParagraph(line: number): OpenParagraph {
  // A literal with another one inside is several times dearer than two.
  const boxes: Draft[] = [];
  return {
    kind: 'paragraph',
    line,
    text: '',
    heading: undefined,
    style: undefined,
    outline: undefined,
    list: undefined,
    listLevel: undefined,
    joinsNext: false,
    markHidden: undefined,
    boxes,
  };
}

/** Puts paragraphs that are read to their end where they belong, with their numbers and headings. */
export class ParagraphEnds {
  /** Paragraphs whose mark was deleted, by the content that they stand in: their text begins the next one. */
  private readonly carried = new Map<Draft[], { text: string; line: number }>();

  constructor(
    private readonly styles: Styles,
    private readonly numbering: Numbering,
  ) {}

  close(paragraph: OpenParagraph, content: Draft[]): void {
    const style = this.styles.of(paragraph.style);
    let { text, line } = paragraph;
    const before = this.carried.size > 0 ? this.carried.get(content) : undefined;
    if (before) {
      text = before.text + text;
      ({ line } = before);
      this.carried.delete(content);
    }
    if (paragraph.joinsNext) {
      if (text !== '') this.carried.set(content, { text, line });
      content.push(...paragraph.boxes);
      return;
    }
    if (text === '' && paragraph.boxes.length === 0 && (paragraph.markHidden ?? style.hidden)) return;
    const list = paragraph.list ?? style.list;
    const label =
      list === undefined || list === '0' ? '' : this.numbering.next(list, paragraph.listLevel ?? style.listLevel ?? 0);
    content.push({
      kind: 'paragraph',
      line,
      text: label + (text.includes('\n') ? text.replace(/^\n+|\n+$/g, '') : text),
      heading: paragraph.outline === undefined ? style.heading : headingOf(paragraph.outline),
    });
    if (paragraph.boxes.length > 0) content.push(...paragraph.boxes);
  }

  /** Text that was carried to a next paragraph stands alone where none comes. */
  settle(content: Draft[]): void {
    const carried = this.carried.get(content);
    if (!carried) return;
    this.carried.delete(content);
    content.push({ kind: 'paragraph', ...carried, heading: undefined });
  }
}
