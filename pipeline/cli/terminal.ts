/** Han characters, kana, hangul and full-width forms take two columns of a terminal; combining marks none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /\p{Mn}|\p{Cf}/u;
const ESCAPE = String.fromCharCode(27);

export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Printed text on one line and without control characters, which could rewrite the terminal; cut with … at `width`. */
export function oneLine(text: string, width = Infinity): string {
  const clean = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (displayWidth(clean) <= width) return clean;
  let cut = '';
  let used = 0;
  for (const character of clean) {
    used += displayWidth(character);
    if (used > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** Rows as aligned columns, two spaces between; columns named in `right` are set to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = [], indent = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell))));
  }
  return rows.map((row) =>
    (
      indent +
      row.map((cell, column) => (right.includes(column) ? padStart : padEnd)(cell, widths[column] ?? 0)).join('  ')
    ).trimEnd(),
  );
}

/** Colours where the stream is a terminal that wants them. */
export function painter(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv) {
  const on = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const paint = (code: number) => (text: string) => (on ? `${ESCAPE}[${code}m${text}${ESCAPE}[0m` : text);
  return { bold: paint(1), dim: paint(2), red: paint(31), yellow: paint(33), green: paint(32), cyan: paint(36) };
}
export type Painter = ReturnType<typeof painter>;
