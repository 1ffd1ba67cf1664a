/** A field of a message in protocol buffers: its number, what it holds, and all of it as it stands in the file. */
export interface Field {
  number: number;
  /** Of a whole number. */
  value?: number;
  /** Of anything else: text, a message, a real number, a list of numbers. */
  bytes: Uint8Array;
  whole: Uint8Array;
}

/** How a field is written, as its key says. */
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };

const NONE = new Uint8Array(0);

/** The fields of a message, in order. Throws on what is none. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  for (let at = 0; at < message.length;) {
    const start = at;
    const [key, afterKey] = varintAt(message, at);
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (wire === WIRE.varint) {
      const [value, end] = varintAt(message, afterKey);
      fields.push({ number, value, bytes: NONE, whole: message.subarray(start, end) });
      at = end;
      continue;
    }
    const [length, from] = lengthAt(message, afterKey, wire);
    at = from + length;
    if (at > message.length) throw new RangeError('a field goes beyond the end of its message');
    fields.push({ number, bytes: message.subarray(from, at), whole: message.subarray(start, at) });
  }
  return fields;
}

/** A list of whole numbers as it is packed into one field. */
export function packedIn(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const [value, end] = varintAt(bytes, at);
    values.push(value);
    at = end;
  }
  return values;
}

export function integerField(number: number, value: number): Uint8Array {
  return Buffer.concat([varint(number * 8 + WIRE.varint), varint(value)]);
}

export function floatField(number: number, value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([varint(number * 8 + WIRE.fixed32), bytes]);
}

/** Text, bytes, or a message given by its fields. */
export function bytesField(number: number, content: string | Uint8Array | readonly Uint8Array[]): Uint8Array {
  const parts =
    typeof content === 'string' ? [Buffer.from(content)] : content instanceof Uint8Array ? [content] : content;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([varint(number * 8 + WIRE.bytes), varint(length), ...parts]);
}

function lengthAt(message: Uint8Array, at: number, wire: number): [length: number, from: number] {
  if (wire === WIRE.bytes) return varintAt(message, at);
  if (wire === WIRE.fixed32) return [4, at];
  if (wire === WIRE.fixed64) return [8, at];
  throw new RangeError(`no field is of kind ${wire}`);
}

/** Exact up to 2^53; what is more, as negative numbers are, is only nearly so. */
function varintAt(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('a number goes beyond the end of its message');
    value += (byte % 128) * scale;
    if (byte < 128) return [value, at];
  }
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}
