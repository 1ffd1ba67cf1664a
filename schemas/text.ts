/**
 * How printed words are compared. Reports mix full-width and half-width digits, Kangxi radicals out of PDF fonts,
 * and spaces that were put in to fill a line; none of that is meaning.
 *
 * Every stage asks this of every text, so both look only at characters that may change, and give a text back as it is
 * where none does.
 */

/** Width folding, character by character. Circled digits (①), … and ㎡ stay: folding them would make new numbers. */
export function foldWidth(text: string): string {
  let folded = '';
  let kept = 0;
  ODD.lastIndex = 0;
  while (ODD.test(text)) {
    const at = ODD.lastIndex - 1;
    const code = text.charCodeAt(at);
    if (!isWide(code)) continue;
    folded += text.slice(kept, at) + foldedCharacter(code);
    kept = at + 1;
  }
  return kept === 0 ? text : folded + text.slice(kept);
}

/** The text with every white space and zero-width character removed, widths folded: how labels are looked up. */
export function squeeze(text: string): string {
  let squeezed = '';
  let kept = 0;
  ODD_OR_SPACE.lastIndex = 0;
  while (ODD_OR_SPACE.test(text)) {
    const at = ODD_OR_SPACE.lastIndex - 1;
    const code = text.charCodeAt(at);
    const wide = isWide(code);
    if (!wide && !isSpace(code)) continue;
    squeezed += text.slice(kept, at) + (wide ? squeezedCharacter(code) : '');
    kept = at + 1;
  }
  return kept === 0 ? text : squeezed + text.slice(kept);
}

/** Neither Latin nor Han nor CJK punctuation: what may be wide. */
const ODD = /[\xa0-\u3000\uf900-\uffff]/gu;
const ODD_OR_SPACE = /[\0- \xa0-\u3000\uf900-\uffff]/gu;

/** Full-width forms, ideographic and no-break spaces, Kangxi and CJK radicals, compatibility ideographs. */
function isWide(code: number): boolean {
  if (code >= 0xff01) return code <= 0xffee;
  if (code >= 0xf900) return code <= 0xfaff;
  return (code >= 0x2e80 && code <= 0x2fdf) || (code >= 0x2000 && code <= 0x200a) || code === 0x3000 || code === 0xa0;
}

/** What is no character at all: control characters that part words or lines, zero-width ones. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code >= 0x200b && code <= 0x200d) return true;
  return SPACES.has(code);
}

const SPACES: ReadonlySet<number> = new Set([0xad, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0xfeff]);
const WHITE = /[\s\u200b-\u200d\u2060\ufeff\u00ad]+/gu;

const foldedCharacters = new Map<number, string>();
const squeezedCharacters = new Map<number, string>();

function foldedCharacter(code: number): string {
  const known = foldedCharacters.get(code);
  if (known !== undefined) return known;
  const folded = String.fromCharCode(code).normalize('NFKC');
  foldedCharacters.set(code, folded);
  return folded;
}

/** Some fold into a space with a mark (￣), some into nothing but a space. */
function squeezedCharacter(code: number): string {
  const known = squeezedCharacters.get(code);
  if (known !== undefined) return known;
  const squeezed = foldedCharacter(code).replace(WHITE, '');
  squeezedCharacters.set(code, squeezed);
  return squeezed;
}
