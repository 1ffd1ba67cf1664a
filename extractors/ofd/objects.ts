import type { Matrix } from '../pdf/matrix.js';
import { compose } from '../pdf/matrix.js';
import type { Attributes } from '../zip/xml.js';
import { boxIn, matrixIn, numbersIn } from './numbers.js';

/** What a page, a template or a drawing is made of. */
export type PageObject = TextObject | PathObject | PlacedObject;

interface Placed {
  /** From the object's own space to that of what it is part of: millimetres, y downwards. */
  matrix: Matrix;
  /** False where it is there but not painted. */
  seen: boolean;
}

export interface TextObject extends Placed {
  kind: 'text';
  size: number;
  /** How wide characters are set, 1 for as they are. */
  widen: number;
  /** Clockwise degrees by which the characters, and the direction of the line, are turned in the object's space. */
  turned: number;
  direction: number;
  /** Whether the font's glyphs are named beside the characters. */
  byGlyph: boolean;
  codes: TextCode[];
}

/** Characters of which the first has its base line at `x`, `y`; absent ones go on from those before. */
export interface TextCode {
  text: string;
  x?: number;
  y?: number;
  deltaX?: string;
  deltaY?: string;
}

export interface PathObject extends Placed {
  kind: 'path';
  data: string;
  stroke: boolean;
  fill: boolean;
  ink: Ink;
  /** What says the rest of its ink: styles of the resources by number, that of the object before that of its layer. */
  styles: readonly string[];
}

/** How a path is painted, as far as it is said. */
export interface Ink {
  /** In the object's space. */
  lineWidth?: number;
  strokeColor?: Color;
  fillColor?: Color;
}

export interface Color {
  /** Red, green and blue, 0–255, or fewer numbers of another colour space; empty for black. */
  value: readonly number[];
  /** 0–255. */
  alpha: number;
  /** A pattern or a gradient instead of one colour. */
  pattern: boolean;
}

/** A picture, which fills the unit square of its space, or a drawing of the resources. */
export interface PlacedObject extends Placed {
  kind: 'image' | 'drawing';
  resource: string;
}

/** Collects the objects of a part while its elements open and close. */
export class ObjectReader {
  readonly objects: PageObject[] = [];
  #object: PageObject | undefined;
  #code: TextCode | undefined;
  /** A path that cuts off what another object paints is not painted. */
  #clips = 0;
  #layerStyle: string | undefined;

  open(name: string, attributes: Attributes): void {
    if (name === 'Clips') this.#clips++;
    else if (this.#clips > 0) return;
    else if (name === 'TextObject') this.#begin(textObject(attributes));
    else if (name === 'PathObject') this.#begin(pathObject(attributes, this.#layerStyle));
    else if (name === 'Layer') this.#layerStyle = attributes.get('DrawParam');
    else if (name === 'ImageObject')
      this.#begin({ kind: 'image', ...resourceIn(attributes), ...placedIn(attributes, true) });
    else if (name === 'CompositeObject') {
      this.#begin({ kind: 'drawing', ...resourceIn(attributes), ...placedIn(attributes, false) });
    } else if (this.#object?.kind === 'text') this.#openInText(this.#object, name, attributes);
    else if (this.#object?.kind === 'path') addColor(this.#object.ink, name, attributes);
  }

  text(name: string, text: string): void {
    if (this.#clips > 0) return;
    if (name === 'TextCode' && this.#code) this.#code.text = text;
    if (name === 'AbbreviatedData' && this.#object?.kind === 'path') this.#object.data = text;
  }

  close(name: string): void {
    if (name === 'Clips') this.#clips--;
    if (this.#clips === 0 && OBJECTS.has(name)) this.#object = undefined;
  }

  #begin(object: PageObject): void {
    this.#object = object;
    this.objects.push(object);
  }

  #openInText(object: TextObject, name: string, attributes: Attributes): void {
    if (name === 'CGTransform') object.byGlyph = true;
    else if (name === 'FillColor') object.seen &&= alphaIn(attributes) > 0;
    else if (name === 'TextCode') {
      const [x, y] = [attributes.get('X'), attributes.get('Y')].map((text) => numbersIn(text)[0]);
      const [deltaX, deltaY] = [attributes.get('DeltaX'), attributes.get('DeltaY')];
      this.#code = {
        text: '',
        ...(x === undefined ? {} : { x }),
        ...(y === undefined ? {} : { y }),
        ...(deltaX === undefined ? {} : { deltaX }),
        ...(deltaY === undefined ? {} : { deltaY }),
      };
      object.codes.push(this.#code);
    }
  }
}

const OBJECTS: ReadonlySet<string> = new Set(['TextObject', 'PathObject', 'ImageObject', 'CompositeObject']);
const PATTERNS: ReadonlySet<string> = new Set(['Pattern', 'AxialShd', 'RadialShd', 'GouraudShd', 'LaGouraudShd']);

/** Takes what an element inside a path, or inside a style, says of its colours. */
export function addColor(ink: Ink, name: string, attributes: Attributes): void {
  const color = { value: numbersIn(attributes.get('Value')), alpha: alphaIn(attributes), pattern: false };
  if (name === 'FillColor') ink.fillColor = color;
  else if (name === 'StrokeColor') ink.strokeColor = color;
  else if (PATTERNS.has(name) && ink.fillColor) ink.fillColor = { ...ink.fillColor, pattern: true };
}

export function lineWidthIn(attributes: Attributes): Ink {
  const [lineWidth] = numbersIn(attributes.get('LineWidth'));
  return lineWidth === undefined ? {} : { lineWidth };
}

function textObject(attributes: Attributes): TextObject {
  const number = (name: string, usual: number): number => numbersIn(attributes.get(name))[0] ?? usual;
  return {
    kind: 'text',
    ...placedIn(attributes, false),
    size: number('Size', 0),
    widen: number('HScale', 1) || 1,
    turned: number('CharDirection', 0),
    direction: number('ReadDirection', 0),
    byGlyph: false,
    codes: [],
  };
}

function pathObject(attributes: Attributes, layerStyle: string | undefined): PathObject {
  return {
    kind: 'path',
    ...placedIn(attributes, false),
    data: '',
    stroke: attributes.get('Stroke') !== 'false',
    fill: attributes.get('Fill') === 'true',
    ink: lineWidthIn(attributes),
    styles: [attributes.get('DrawParam'), layerStyle].filter((style) => style !== undefined),
  };
}

/** An object stands in a box; its own matrix counts from the corner of that. A picture without one fills the box. */
function placedIn(attributes: Attributes, fillsBox: boolean): Placed {
  const [x, y, width, height] = boxIn(attributes.get('Boundary')) ?? [0, 0, 0, 0];
  const own = attributes.get('CTM');
  const inner: Matrix = own === undefined && fillsBox ? [width, 0, 0, height, 0, 0] : matrixIn(own);
  return {
    matrix: compose([1, 0, 0, 1, x, y], inner),
    seen: attributes.get('Visible') !== 'false' && alphaIn(attributes) > 0,
  };
}

function resourceIn(attributes: Attributes): { resource: string } {
  return { resource: attributes.get('ResourceID') ?? '' };
}

function alphaIn(attributes: Attributes): number {
  return numbersIn(attributes.get('Alpha'))[0] ?? 255;
}
