import type { Draft } from '../docx/draft.js';
import type { Numbering } from '../docx/numbering.js';
import { symbol, withSymbols } from '../docx/symbols.js';
import type { Piece } from './pieces.js';
import { flag, numberIn, SPRM, toggled, type Properties, type Run } from './properties.js';
import { rowShape } from './rows.js';
import type { DocStyle } from './styles.js';
import { Weaver } from './weave.js';

const PICTURE = '\u0001';
const CELL_END = '\u0007';
const PARAGRAPH_END = '\r';
const NONE: Properties = new Map();

/** How the characters and paragraphs of a file look. */
export interface Looks {
  paragraphRuns: readonly Run[];
  characterRuns: readonly Run[];
  styles: (style: number) => DocStyle;
  numbering: Numbering;
  /** The names of fonts by their number. */
  fonts: (font: number) => string;
  /** Counts the characters, white space aside, that are set hidden and so not read. */
  hidden: number;
}

/** One paragraph of the file: its text with fields and hidden text resolved, and its properties. */
interface Paragraph {
  text: string;
  end: string;
  properties: Properties;
  style: DocStyle;
  /** Where in the Data stream the pictures in it stand. */
  pictures: number[];
}

/**
 * The paragraphs and tables of characters `from` to `to`. Word 97 has no tables in its text, only marks: a cell ends
 * with a bell or, in a nested table, with a paragraph that says so; the mark that ends a row holds its shape.
 */
export function readStory(pieces: readonly Piece[], from: number, to: number, looks: Looks): Draft[] {
  const weaver = new Weaver();
  for (const paragraph of paragraphs(pieces, from, to, looks)) {
    const depth = depthOf(paragraph);
    const { properties, text, end } = paragraph;
    const style = paragraph.style.paragraph;
    const inner = depth > 1;
    if (depth > 0 && flag(properties, inner ? SPRM.innerRowEnd : SPRM.rowEnd)) {
      weaver.rowEnd(depth, (cells) => rowShape(properties, cells));
      continue;
    }
    const outline = (properties.get(SPRM.outline) ?? style.get(SPRM.outline))?.getUint8(0);
    weaver.paragraph(
      depth,
      labelOf(paragraph, looks.numbering) + text,
      outline !== undefined && outline < 9 ? outline + 1 : undefined,
    );
    for (const offset of paragraph.pictures) weaver.picture(depth, String(offset));
    if (inner ? flag(properties, SPRM.innerCell) : end === CELL_END) weaver.cellEnd(depth);
  }
  return weaver.finish();
}

/** The number that Word prints before a paragraph of a list. */
function labelOf({ properties, style }: Paragraph, numbering: Numbering): string {
  const said = (code: number): DataView | undefined => properties.get(code) ?? style.paragraph.get(code);
  const list = said(SPRM.list);
  const number = list && list.byteLength >= 2 ? list.getInt16(0, true) : 0;
  return number > 0 ? numbering.next(String(number), said(SPRM.listLevel)?.getUint8(0) ?? 0) : '';
}

function depthOf({ properties, end }: Paragraph): number {
  const depth = properties.get(SPRM.depth);
  if (depth && depth.byteLength >= 4) return Math.max(0, Math.min(depth.getInt32(0, true), 32));
  return flag(properties, SPRM.inTable) || flag(properties, SPRM.rowEnd) || end === CELL_END ? 1 : 0;
}

function* paragraphs(pieces: readonly Piece[], from: number, to: number, looks: Looks): Generator<Paragraph> {
  const paragraphAt = lookup(looks.paragraphRuns);
  const characterAt = lookup(looks.characterRuns);
  const field = new FieldState();
  let text = '';
  let pictures: number[] = [];
  for (const piece of pieces) {
    const first = Math.max(0, from - piece.start);
    const last = Math.min(piece.text.length, to - piece.start);
    for (let index = first; index < last; index++) {
      const character = piece.text[index]!;
      const offset = piece.offset + index * piece.width;
      if (character === PARAGRAPH_END || character === CELL_END || character === '\f') {
        // Where the mark was deleted, the text goes on with the next paragraph.
        if (character === PARAGRAPH_END && toggled(characterAt(offset)?.properties ?? NONE, SPRM.deleted, false))
          continue;
        const run = paragraphAt(offset);
        yield {
          text,
          end: character,
          properties: run?.properties ?? NONE,
          style: looks.styles(run?.style ?? 0),
          pictures,
        };
        text = '';
        pictures = [];
        continue;
      }
      const properties = characterAt(offset)?.properties;
      if (properties && toggled(properties, SPRM.deleted, false)) {
        field.step(character);
        continue;
      }
      if (isHidden(properties, looks.styles(paragraphAt(offset)?.style ?? 0), looks)) {
        field.step(character);
        if (character > ' ' && character !== '\u3000') looks.hidden++;
        continue;
      }
      const picture = character === PICTURE ? properties?.get(SPRM.pictureAt) : undefined;
      if (properties && picture && picture.byteLength >= 4 && !flag(properties, SPRM.isFieldData))
        pictures.push(picture.getUint32(0, true));
      text += field.step(properties ? drawn(character, properties, looks.fonts) : character);
    }
  }
  if (text !== '') yield { text, end: PARAGRAPH_END, properties: NONE, style: looks.styles(0), pictures };
}

function isHidden(properties: Properties | undefined, { hidden }: DocStyle, { styles }: Looks): boolean {
  if (!properties) return hidden;
  const named = numberIn(properties, SPRM.characterStyle);
  const beneath = named === undefined ? hidden : styles(named).hidden !== hidden;
  return toggled(properties, SPRM.hidden, beneath);
}

/** What a font of pictures shows for a character: a tick, a box, ≤. */
function drawn(character: string, properties: Properties, fonts: Looks['fonts']): string {
  const said = properties.get(SPRM.symbol);
  if (said && said.byteLength >= 4) return symbol(fonts(said.getUint16(0, true)), said.getUint16(2, true));
  if (character < '\uf000' || character > '\uf0ff') return character;
  const font = numberIn(properties, SPRM.font);
  return font === undefined ? character : withSymbols(character, fonts(font));
}

/** Fields hold a code and a result; only the result is printed. */
class FieldState {
  /** For each open field: still in its code? */
  private readonly inCode: boolean[] = [];

  step(character: string): string {
    switch (character) {
      case '\u0013':
        this.inCode.push(true);
        return '';
      case '\u0014':
        if (this.inCode.length > 0) this.inCode[this.inCode.length - 1] = false;
        return '';
      case '\u0015':
        this.inCode.pop();
        return '';
    }
    return this.inCode.includes(true) ? '' : printed(character);
  }
}

/** Word's own marks: line break, no-break and optional hyphens; anchors of pictures, notes and annotations vanish. */
function printed(character: string): string {
  if (character === '\u000b') return '\n';
  if (character === '\u001e') return '-';
  if (character >= ' ' || character === '\t') return character === '\u001f' ? '' : character;
  return '';
}

/** Finds the run at a file offset; offsets that are asked for mostly grow, so the last hit is tried first. */
function lookup(runs: readonly Run[]): (offset: number) => Run | undefined {
  let last = 0;
  return (offset) => {
    const near = runs[last];
    if (near && near.start <= offset && offset < near.end) return near;
    let [low, high] = [0, runs.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const run = runs[middle]!;
      if (offset < run.start) high = middle - 1;
      else if (offset >= run.end) low = middle + 1;
      else {
        last = middle;
        return run;
      }
    }
    return undefined;
  };
}
