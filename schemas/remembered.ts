/** How many answers are kept, and how long a text may be to be kept at all. */
const CAPACITY = 8192;
const LONGEST = 200;

interface Limits {
  capacity?: number;
  longest?: number;
}

/**
 * A function of a text that remembers its last answers; what it gives back must not be changed. It is asked with a copy
 * of the text: one that is cut out of a document keeps all of that document in memory, and so does what is cut from it.
 */
export function remembered<T>(
  of: (text: string) => T,
  { capacity = CAPACITY, longest = LONGEST }: Limits = {},
): (text: string) => T {
  let known = new Map<string, T>();
  let last: string | undefined;
  let answer: T;
  return (text) => {
    // Several things are asked of a label one after the other.
    if (text === last) return answer;
    if (text.length > longest) return of(text);
    const before = known.get(text);
    if (before === undefined) {
      const own = copyOf(text);
      answer = of(own);
      if (known.size >= capacity) known = new Map();
      known.set(own, answer);
    } else answer = before;
    last = text;
    return answer;
  };
}

/** Whatever is this short stands by itself: the engine copies it when it is cut or joined. */
const SHORT = 12;

function copyOf(text: string): string {
  if (text.length <= SHORT) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
