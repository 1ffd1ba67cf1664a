import type { CellDraft } from './draft.js';
import type { OpenParagraph } from './paragraph.js';
import type { Run } from './properties.js';

type Described = Run | CellDraft | OpenParagraph;

/** What is read out of the properties of a run, a cell, a paragraph. */
const FIELDS: Readonly<Record<string, readonly (keyof Run | keyof CellDraft | keyof OpenParagraph)[]>> = {
  'w:rPr': ['hidden', 'style', 'font'],
  'w:tcPr': ['span', 'merge', 'joinsLeft', 'width', 'deleted'],
  'w:pPr': ['style', 'outline', 'list', 'listLevel', 'joinsNext', 'markHidden'],
};

/**
 * Word processors say the same of run after run and cell after cell: four fifths of a part are such repetitions. What
 * properties say is noted when their words are read first, and copied where the same words come again.
 */
export class KnownProperties {
  readonly names = Object.keys(FIELDS);
  private readonly said = new Map(this.names.map((name) => [name, new Map<string, object>()]));
  private reading: { name: string; inside: string } | undefined;

  /** Whether these words are known: then what they say is said of `described`. Else they will be read now. */
  copy(name: string, inside: string, described: Described): boolean {
    const said = this.said.get(name)?.get(inside);
    if (said) Object.assign(described, said);
    // A section hangs on the properties of its last paragraph.
    else this.reading = inside.includes('w:sectPr') ? undefined : { name, inside };
    return said !== undefined;
  }

  /** Takes down what was read of `described`, at the end of the words. */
  note(name: string, described: Described): void {
    if (this.reading?.name !== name) return;
    const said: Record<string, unknown> = {};
    const all: Readonly<Record<string, unknown>> = { ...described };
    for (const field of FIELDS[name] ?? []) said[field] = all[field];
    this.said.get(name)?.set(this.reading.inside, said);
    this.reading = undefined;
  }
}
