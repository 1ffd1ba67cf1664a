/** A field that is open: its code is dropped, its result is printed. */
interface Field {
  result: boolean;
  code: string;
  /** The state of a form's tick box. */
  box: string | undefined;
  /** What a form's list offers, and which of it is chosen, from 0 on. */
  list: { entries: string[]; chosen: number } | undefined;
}

/** A character with a ring around it, laid over one another by a formula: `EQ \o\ac(○,1)`. */
const RINGED = /^\s*EQ\s+(?:\\o|\\a[clrd])+\s*\(\s*[○◯〇]\s*[,，;；]\s*([^()]{1,3}?)\s*\)\s*$/i;
const RINGS = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** The fields that are open in a story, one inside the other. */
export class Fields {
  private readonly open: Field[] = [];

  /** Whether what comes is code, and not printed. */
  get inCode(): boolean {
    return this.open.length > 0 && this.open.some(({ result }) => !result);
  }

  /** Takes `begin`, `separate` or `end`; gives the code where it is whole, and what the field prints at its end. */
  turn(type: string): { code?: string; print?: string } {
    const field = this.open.at(-1);
    if (type === 'begin') this.open.push({ result: false, code: '', box: undefined, list: undefined });
    else if (type === 'separate' && field) {
      field.result = true;
      return { code: field.code };
    } else if (type === 'end' && field) {
      this.open.pop();
      const shown = shownBy(field);
      const print = shown === undefined ? {} : { print: shown };
      return field.result ? print : { code: field.code, ...print };
    }
    return {};
  }

  addCode(text: string): void {
    const field = this.open.at(-1);
    if (field) field.code += text;
  }

  tick(state: string): void {
    const field = this.open.at(-1);
    if (field) field.box = state;
  }

  /** A form's list begins, says which entry is chosen, or names one. */
  offer(name: string, value: string): void {
    const field = this.open.at(-1);
    if (!field) return;
    field.list ??= { entries: [], chosen: 0 };
    if (name === 'w:listEntry') field.list.entries.push(value);
    else if (name === 'w:result') field.list.chosen = Number(value);
  }

  /** A field whose code is still open at the end of its paragraph is broken, and must not swallow what follows. */
  showAll(): void {
    if (this.open.length > 0) for (const field of this.open) field.result = true;
  }
}

/** What a field without a result prints: a form's tick box or list, a character in a ring. */
function shownBy({ box, list, code, result }: Field): string | undefined {
  if (box !== undefined) return box === '1' ? '☑' : '☐';
  if (result) return undefined;
  if (list) return list.entries[list.chosen];
  const ringed = RINGED.exec(code)?.[1];
  return ringed === undefined ? undefined : (RINGS[Number(ringed) - 1] ?? ringed);
}
