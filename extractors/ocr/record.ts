import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Picture, Raster } from '../image/raster.js';
import type { PageCache } from './models.js';
import type { Sign } from './recognize.js';

/**
 * What the network read on one page, line by line, so that a run that was stopped goes on where it stood. Lines are
 * known by their pixels: where a page is laid out in another way, what is not the same line is read anew.
 */
export class PageRecord {
  readonly #key: string;
  readonly #lines: Map<string, Sign[]>;
  #fresh = false;

  constructor(
    private readonly cache: PageCache,
    picture: Picture,
  ) {
    const { width, height, dpi, data } = picture;
    this.#key = createHash('sha256').update(`${width}×${height} ${dpi}\n`).update(data).digest('hex');
    this.#lines = linesIn(cache.get(this.#key));
  }

  /** The characters of a line as they were read before, else as `read` gives them. */
  async recall({ width, height, data }: Raster, stretch: number, read: () => Promise<Sign[]>): Promise<Sign[]> {
    const key = createHash('sha1').update(`${width}×${height} ${stretch}\n`).update(data).digest('base64');
    const known = this.#lines.get(key);
    if (known) return known;
    const signs = await read();
    this.#lines.set(key, signs);
    this.#fresh = true;
    return signs;
  }

  /** The page is read. */
  close(): void {
    if (this.#fresh) this.cache.put(this.#key, gzipSync(JSON.stringify([...this.#lines]), { level: 1 }));
  }
}

function linesIn(stored: Uint8Array | undefined): Map<string, Sign[]> {
  if (!stored) return new Map();
  try {
    return new Map(JSON.parse(gunzipSync(stored).toString('utf8')) as [string, Sign[]][]);
  } catch {
    // A damaged entry is as good as none.
    return new Map();
  }
}
