/**
 * Decodes the fax-coded pages of TIFF files (T.4, T.6) with our decoder and with that of utif2: pixels that differ, and
 * CPU milliseconds of each. Such files come from `tiffcp -c g4`, `-c g3:1d` or `-c g3:2d`.
 *
 *     npx tsx scripts/compare-fax.ts page.tiff …
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import UTIF from 'utif2';
import { tiffPages } from '../extractors/image/tiff.js';

for (const file of process.argv.slice(2)) {
  const bytes = Uint8Array.from(readFileSync(file));
  const theirs = UTIF.decode(bytes.buffer);
  for (const [i, page] of (tiffPages(bytes) ?? []).entries()) {
    const [ours, our] = await timed(async () => (await page.open()).data);
    const [their, other] = await timed(() => {
      UTIF.decodeImage(bytes.buffer, theirs[i]!);
      return theirs[i]!.data;
    });
    process.stdout.write(
      `${basename(file)} page ${i + 1}, ${page.width} × ${page.height}: ${differing(our, other, page.width)} pixels differ; ` +
        `ours ${ours.toFixed(0)} ms, utif2 ${their.toFixed(0)} ms\n`,
    );
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<[number, T]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

/** Bits behind the last pixel of a row say nothing. */
function differing(a: Uint8Array, b: Uint8Array, width: number): number {
  const stride = (width + 7) >> 3;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    const left = width - (i % stride) * 8;
    for (let bits = (a[i]! ^ (b[i] ?? 0)) & (left < 8 ? 0xff << (8 - left) : 0xff); bits > 0; bits &= bits - 1) count++;
  }
  return count;
}
