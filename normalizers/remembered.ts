/** How many answers are kept, and how long a text may be to be kept at all. */
const CAPACITY = 8192;
const LONGEST = 200;

/** A function of a text that remembers its last answers; what it gives back must not be changed. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>();
  let last: string | undefined;
  let answer: T;
  return (text) => {
    // Several things are asked of a label one after the other.
    if (text === last) return answer;
    if (text.length > LONGEST) return of(text);
    const before = known.get(text);
    if (before === undefined) {
      answer = of(text);
      if (known.size >= CAPACITY) known = new Map();
      known.set(text, answer);
    } else answer = before;
    last = text;
    return answer;
  };
}
