/** A field that is open: its code is dropped, its result is printed. */
interface Field {
  result: boolean;
  code: string;
  /** The state of a form's tick box. */
  box: string | undefined;
}

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
    if (type === 'begin') this.open.push({ result: false, code: '', box: undefined });
    else if (type === 'separate' && field) {
      field.result = true;
      return { code: field.code };
    } else if (type === 'end' && field) {
      this.open.pop();
      // A form's tick box is a field without a result.
      const box = field.box === undefined ? {} : { print: field.box === '1' ? '☑' : '☐' };
      return field.result ? box : { code: field.code, ...box };
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

  /** A field whose code is still open at the end of its paragraph is broken, and must not swallow what follows. */
  showAll(): void {
    if (this.open.length > 0) for (const field of this.open) field.result = true;
  }
}
