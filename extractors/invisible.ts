/**
 * Characters that print nothing: soft hyphens, zero-width blanks and joiners, marks of direction, order marks. Copying
 * out of web pages and chat programs leaves them inside of words and figures.
 */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const ALL = new RegExp(INVISIBLE, 'g');

/** The text without what prints nothing. */
export function withoutInvisible(text: string): string {
  return INVISIBLE.test(text) ? text.replace(ALL, '') : text;
}
