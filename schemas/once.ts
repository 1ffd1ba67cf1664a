/**
 * What is worked out of an object when it is first asked for, and kept with it: unseen by copies of the object, by
 * comparisons and in JSON. A WeakMap would keep it alike, but whatever is in one counts as used until the whole heap is
 * gone through, so that the engine carried each document through several collections after its end.
 */
export function once<Of extends object, Value>(compute: (of: Of) => Value): (of: Of) => Value {
  const mark = Symbol('once');
  return (of) => {
    const kept = (of as Kept<Value>)[mark];
    if (kept) return kept.value;
    const value = compute(of);
    Object.defineProperty(of, mark, { value: { value } });
    return value;
  };
}

type Kept<Value> = Record<symbol, { value: Value } | undefined>;
