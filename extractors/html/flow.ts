import type { Place, RawBlock, RawCell, RawDocument, RawFurniture, RawProse, RawTable } from '../../schemas/index.js';
import { numberWord } from '../docx/number-words.js';
import type { Limits } from '../extractor.js';
import { tooLarge } from '../zip/refusals.js';
import { attribute, elementsIn, hiddenText, isHidden, type Node } from './dom.js';
import { isCard, isFurniture, isFurnitureLine, weigh, type Weights } from './furniture.js';
import { layOut } from './grid.js';
import { BREAK, paragraphsOf, printedLines } from './inline.js';
import { isLayout } from './layout.js';

/** Elements that begin and end a line of their own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section ' +
    'summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const LIST_TYPES: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};
const DEEPEST = 1200;
const ATTACHMENT = /\.(?:docx?|xlsx?|wps|et|pdf|rtf|zip|rar|ofd)(?:$|[?#])/i;

/** A picture that the page brings with it, and how many blocks stand before it. */
export interface Shown {
  before: number;
  source: string;
}

export interface Flow {
  blocks: RawBlock[];
  /** Pictures outside of tables whose bytes are in the document itself. */
  shown: Shown[];
  furniture: RawFurniture[];
  pictures: number;
  frames: number;
  /** Links to documents, and scripts, either of which may hold what the page does not. */
  attachments: number;
  scripts: number;
  /** Characters that the page holds but does not show. */
  hidden: number;
}

/** Reads text whose blanks stand where they were typed. */
export type ReadText = (text: string, mostCells: number) => Pick<RawDocument, 'blocks' | 'furniture'>;

/**
 * Reads a parsed page: what is printed, in reading order, without what stands around every page of the site. `isHere`
 * tells whether the bytes of a picture are in the document; `readText` is needed where it has preformatted text.
 */
export function readFlow(root: Node, limits: Limits, isHere: (source: string) => boolean, readText?: ReadText): Flow {
  const reader = new FlowReader(weigh(root), limits, isHere, readText);
  const blocks = reader.read(root.children ?? [], undefined);
  let frames = 0;
  let pictures = 0;
  let attachments = 0;
  let scripts = 0;
  for (const node of elementsIn(root)) {
    const { name } = node;
    if (name === 'iframe' || name === 'frame' || name === 'embed' || name === 'object') frames++;
    else if (name === 'img') pictures++;
    else if (name === 'script') scripts++;
    else if (name === 'a' && ATTACHMENT.test(attribute(node, 'href'))) attachments++;
  }
  return {
    blocks,
    shown: reader.shown,
    furniture: reader.furniture,
    pictures,
    frames,
    attachments,
    scripts,
    hidden: hiddenText(root),
  };
}

/** What has been gathered of one container: the page, or a cell. */
interface Container {
  blocks: RawBlock[];
  /** The cell that it is, undefined for the page itself. */
  cell: Place | undefined;
  inline: string;
  heading: number | undefined;
}

class FlowReader {
  readonly furniture: RawFurniture[] = [];
  readonly shown: Shown[] = [];
  private lines = 0;
  private tables = 0;
  private cells = 0;
  private characters = 0;
  private readonly counted = new WeakMap<Node, number>();

  constructor(
    private readonly weights: Weights,
    private readonly limits: Limits,
    private readonly isHere: (source: string) => boolean,
    private readonly readText: ReadText | undefined,
  ) {}

  read(nodes: readonly Node[], cell: Place | undefined, depth = 0): RawBlock[] {
    const container: Container = { blocks: [], cell, inline: '', heading: undefined };
    for (const node of nodes) this.visit(node, container, depth);
    this.flush(container);
    return container.blocks;
  }

  private visit(node: Node, to: Container, depth: number): void {
    if (depth > DEEPEST) throw tooLarge(`HTML: ${DEEPEST} levels`);
    if (node.type === 'text') {
      const text = node.data ?? '';
      to.inline += node.parent?.name === 'pre' ? text.replaceAll('\n', BREAK).replaceAll(' ', '\u00a0') : text;
      return;
    }
    if (node.type === 'root') for (const child of node.children ?? []) this.visit(child, to, depth + 1);
    if (node.name === undefined || isHidden(node)) return;
    if (node.name === 'br') {
      to.inline += BREAK;
      return;
    }
    if (node.name === 'img' && to.cell === undefined && this.isHere(attribute(node, 'src'))) {
      this.flush(to);
      this.shown.push({ before: to.blocks.length, source: attribute(node, 'src') });
      return;
    }
    const isBlock = BLOCKS.has(node.name);
    if (isBlock) this.flush(to);
    if (to.cell === undefined && isBlock && this.putAside(node)) return;
    if (node.name === 'table') {
      this.readTable(node, to, depth);
      return;
    }
    if (node.name === 'pre' && to.cell === undefined && this.readTyped(node, to)) return;
    const heading = /^h([1-6])$/.exec(node.name)?.[1];
    if (heading !== undefined) to.heading = Number(heading);
    if (node.name === 'li') to.inline += listLabel(node, this.counted);
    for (const child of node.children ?? []) this.visit(child, to, depth + 1);
    if (isBlock) this.flush(to);
    if (heading !== undefined) to.heading = undefined;
  }

  /** Tables typed with blanks, where a page holds any; its lines count as paragraphs do. */
  private readTyped(node: Node, to: Container): boolean {
    const text = typed(node);
    const read = this.readText?.(text, this.limits.cells - this.cells);
    if (!read?.blocks.some(({ kind }) => kind === 'table')) return false;
    const [lines, tables] = [this.lines, this.tables];
    const placed = (place: Place): Place => ({
      ...place,
      ...(place.line !== undefined && { line: place.line + lines }),
      ...(place.table !== undefined && { table: place.table + tables }),
    });
    for (const block of read.blocks) {
      if (block.kind !== 'table') {
        const segments = block.segments.map(({ start, place }) => ({ start, place: placed(place) }));
        to.blocks.push({ ...block, segments });
        continue;
      }
      this.tables++;
      this.cells += block.cells.length;
      const cells = block.cells.map((cell) => ({ ...cell, place: placed(cell.place) }));
      to.blocks.push({ ...block, cells, place: placed(block.place) });
    }
    this.furniture.push(...read.furniture.map((one) => ({ ...one, place: placed(one.place) })));
    this.lines += text.split('\n').length;
    this.characters += text.length;
    if (this.characters > this.limits.characters) throw tooLarge(`${this.characters} characters`);
    return true;
  }

  /** Navigation, running heads of Word's and LibreOffice's pages: kept, but outside the reading order. */
  private putAside(node: Node): boolean {
    const title = attribute(node, 'title');
    const running = node.name === 'div' && (title === 'header' || title === 'footer') ? title : undefined;
    if (running === undefined && !isFurniture(node, this.weights)) return false;
    const text = plain(node);
    if (text !== '') this.aside(running ?? (this.lines === 0 ? 'header' : 'footer'), text);
    return true;
  }

  private aside(kind: 'header' | 'footer', text: string): void {
    const isNumber = /^[-—–\s第]*\d+[-—–\s页]*$/u.test(text);
    this.furniture.push({ kind: isNumber ? 'pageNumber' : kind, text, place: { line: this.lines + 1 } });
  }

  private flush(to: Container): void {
    const lines = printedLines(to.inline);
    to.inline = '';
    const texts = to.cell === undefined ? paragraphsOf(lines) : [lines.filter((line) => line.trim() !== '').join('\n')];
    for (const text of texts) {
      if (text.trim() === '') continue;
      this.characters += text.length;
      if (this.characters > this.limits.characters) throw tooLarge(`${this.characters} characters`);
      if (to.cell === undefined && isFurnitureLine(text)) {
        this.aside(this.lines === 0 ? 'header' : 'footer', text);
        continue;
      }
      to.blocks.push(prose(text, to.heading, { ...to.cell, line: ++this.lines, start: 0, end: text.length }));
    }
  }

  private readTable(table: Node, to: Container, depth: number): void {
    const grid = layOut(table);
    if (isLayout(table, grid, this.weights)) {
      for (const { node } of grid.cells) {
        if (!node) continue;
        if (to.cell === undefined && this.putAside(node)) continue;
        for (const child of node.children ?? []) this.visit(child, to, depth + 1);
        this.flush(to);
      }
      return;
    }
    if (
      to.cell === undefined &&
      grid.cells.length <= 48 &&
      isCard(grid.cells.map(({ node }) => (node ? plain(node) : '')))
    ) {
      this.aside(this.lines === 0 ? 'header' : 'footer', plain(table));
      return;
    }
    this.cells += grid.cells.length;
    if (this.cells > this.limits.cells) throw tooLarge(`${this.cells} cells`);
    const caption = (table.children ?? []).find(({ name }) => name === 'caption');
    if (caption) {
      for (const child of caption.children ?? []) this.visit(child, to, depth + 1);
      this.flush(to);
    }
    const titled = caption ? to.blocks.at(-1) : undefined;
    const place: Place = to.cell ?? { table: this.tables++ };
    to.blocks.push({
      kind: 'table',
      ...(titled && titled.kind !== 'table' && { title: titled.text.replaceAll('\n', '') }),
      rows: grid.rows,
      columns: grid.columns,
      cells: grid.cells.map(({ node, ...position }): RawCell => {
        // A table inside a cell has no number of its own: its cells stand where the outer cell stands.
        const at = to.cell ?? { ...place, row: position.row, column: position.column };
        const content = node ? this.read(node.children ?? [], at, depth + 1) : [];
        const texts = content.filter((block): block is RawProse => block.kind !== 'table');
        const inner = content.filter((block): block is RawTable => block.kind === 'table');
        const text = texts.map((block) => block.text).join('\n');
        const line = texts[0]?.segments[0]?.place.line;
        return {
          ...position,
          text,
          place: line === undefined ? at : { ...at, line, start: 0, end: text.length },
          ...(inner.length > 0 && { tables: inner }),
        };
      }),
      pages: [],
      place,
    });
  }
}

function prose(text: string, heading: number | undefined, place: Place): RawProse {
  return {
    kind: heading === undefined ? 'paragraph' : 'heading',
    ...(heading !== undefined && { level: heading }),
    text,
    segments: [{ start: 0, place }],
  };
}

/** The number before an item of a numbered list: printed, but not in the text. `counted`: numbers given so far. */
function listLabel(item: Node, counted: WeakMap<Node, number>): string {
  const list = item.parent;
  if (list?.name !== 'ol' || /list-style[^;]*none/i.test(attribute(list, 'style') + attribute(item, 'style')))
    return '';
  const start = Number.parseInt(attribute(list, 'start'), 10);
  const value = Number.parseInt(attribute(item, 'value'), 10);
  const before = counted.get(list) ?? (Number.isInteger(start) ? start : 1) - 1;
  const number = Number.isInteger(value) ? value : before + 1;
  counted.set(list, number);
  return `${numberWord(LIST_TYPES[attribute(list, 'type')] ?? 'decimal', number)}. `;
}

/** Text as it was typed, line by line. */
function typed(node: Node): string {
  const pieces: string[] = [];
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'text') pieces.push(next.data ?? '');
    if (isHidden(next)) continue;
    if (next.name === 'br') pieces.push('\n');
    for (let at = (next.children?.length ?? 0) - 1; at >= 0; at--) pending.push(next.children![at]!);
  }
  return pieces.join('').replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ');
}

function plain(node: Node): string {
  const pieces: string[] = [];
  const pending: Node[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.type === 'text') pieces.push(next.data ?? '');
    if (isHidden(next)) continue;
    if (next.name !== undefined && BLOCKS.has(next.name)) pieces.push('\n');
    for (let at = (next.children?.length ?? 0) - 1; at >= 0; at--) pending.push(next.children![at]!);
  }
  return pieces.join('').replace(/\s+/g, ' ').trim();
}
