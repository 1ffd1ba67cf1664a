/** Bytes of a font's entry before its name ([MS-DOC] 2.9.81, FFN), its length among them. */
const BEFORE_NAME = 40;

/** The names of the fonts by their number ([MS-DOC] 2.9.286, SttbfFfn); '' for one that is not there. */
export function readFonts(table: DataView): (font: number) => string {
  const names: string[] = [];
  for (let at = 4; at < table.byteLength; at += table.getUint8(at) + 1) {
    const end = Math.min(table.byteLength, at + table.getUint8(at) + 1);
    let name = '';
    for (let i = at + BEFORE_NAME; i + 2 <= end; i += 2) {
      const code = table.getUint16(i, true);
      if (code === 0) break;
      name += String.fromCharCode(code);
    }
    names.push(name);
  }
  return (font) => names[font] ?? '';
}
