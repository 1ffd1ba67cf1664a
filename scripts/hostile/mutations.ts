/** What happens to files on their way: bits flip, downloads stop, parts of two are glued, names lie. */
import type { Random } from '../../fixtures/generate/random.js';
import { DEFAULT_LIMITS } from '../../extractors/index.js';
import { openArchive } from '../../extractors/zip/archive.js';
import { makeZip } from '../../test/extractors/zip/make-zip.js';

export interface Sample {
  name: string;
  bytes: Buffer;
}

export type Mutation = (sample: Sample, other: Sample, random: Random) => Sample | Promise<Sample>;

const whole = (random: Random, below: number): number => random.int(0, Math.max(0, below - 1));

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flips({ name, bytes }, _, random) {
    const copy = Buffer.from(bytes);
    for (let n = 2 ** whole(random, 9); n > 0; n--) {
      const at = whole(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << whole(random, 8));
    }
    return { name, bytes: copy };
  },
  truncated: ({ name, bytes }, _, random) => ({ name, bytes: bytes.subarray(0, 1 + whole(random, bytes.length)) }),
  headless: ({ name, bytes }, _, random) => ({ name, bytes: bytes.subarray(whole(random, bytes.length)) }),
  spliced: ({ name, bytes }, other, random) => ({
    name,
    bytes: Buffer.concat([
      bytes.subarray(0, whole(random, bytes.length)),
      other.bytes.subarray(whole(random, other.bytes.length)),
    ]),
  }),
  doubled({ name, bytes }, _, random) {
    const from = whole(random, bytes.length);
    const to = Math.min(bytes.length, from + 1 + whole(random, 4096));
    return { name, bytes: Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]) };
  },
  blanked({ name, bytes }, _, random) {
    const copy = Buffer.from(bytes);
    const from = whole(random, copy.length);
    copy.fill(random.int(0, 1) * 255, from, Math.min(copy.length, from + whole(random, 65_536)));
    return { name, bytes: copy };
  },
  numbersGrown({ name, bytes }, _, random) {
    // Counts, offsets and spans written as text become absurd; the file stays as well-formed as it was.
    const text = bytes.toString('latin1');
    const grown = text.replace(/(?<=[\s"'=/\\a-z])\d{1,6}(?=[\s"'>\\])/g, (number) =>
      random.int(0, 40) === 0 ? '9'.repeat(random.int(1, 12)) : number,
    );
    return { name, bytes: Buffer.from(grown, 'latin1') };
  },
  renamed: ({ name, bytes }, other) => ({ name: name.replace(/[^.]+$/, other.name.split('.').at(-1) ?? 'bin'), bytes }),
  async partsChanged(sample, _, random) {
    if (!sample.bytes.subarray(0, 2).equals(Buffer.from('PK'))) return MUTATIONS['flips']!(sample, sample, random);
    const archive = await openArchive(sample.bytes, DEFAULT_LIMITS);
    const parts: Record<string, Uint8Array> = {};
    for (const name of archive.names) {
      const content = Buffer.from((await archive.read(name)) ?? []);
      parts[name] = /document|workbook|sheet|styles|numbering|rels/.test(name) ? tagsChanged(content, random) : content;
    }
    return { name: sample.name, bytes: makeZip(parts) };
  },
};

/** XML that still parses now and then: a tag lost, doubled or moved, an attribute changed, a run of elements repeated. */
function tagsChanged(xml: Buffer, random: Random): Buffer {
  const pieces = xml.toString('utf8').split(/(?=<)/);
  for (let n = random.int(0, 6); n > 0; n--) {
    const at = whole(random, pieces.length);
    const from = whole(random, pieces.length);
    const run = pieces.slice(from, from + whole(random, 300));
    const way = random.int(0, 4);
    if (way === 0) pieces.splice(at, 1);
    else if (way === 1) pieces.splice(at, 0, ...run);
    else if (way === 2) pieces.splice(from, run.length);
    else if (way === 3) pieces[at] = (pieces[at] ?? '').replace(/"\d+"/, `"${'9'.repeat(random.int(1, 10))}"`);
    else pieces[at] = (pieces[at] ?? '').replace(/^<(\/?)w:(tc|tr|p|r|tbl)\b/, '<$1w:tbl');
  }
  return Buffer.from(pieces.join(''));
}
