import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigurationError } from './configuration.js';
import { NAME_NOT_UTF8 } from './failure.js';

/** A file to read; nothing has been looked at but its name. */
export interface WalkedFile {
  /** Absolute path. */
  location: string;
  /** Relative to the common root of what was asked for, with "/" between on every system. */
  path: string;
  /** The name of an entry, for a document inside the archive at `location`. */
  member?: string;
  /** Error code of the system, for a folder that could not be listed. */
  unlistable?: string;
}

export interface Walk {
  files: WalkedFile[];
  /** The folders that were walked whole: what the store knows below them and is not in `files` has vanished. */
  folders: string[];
}

/**
 * Every regular file of the paths, sorted by relative path. What systems and programs leave beside documents (hidden files,
 * the lock files ~$x.docx of Word, Thumbs.db) and `exclude` (absolute) are passed over; links are followed, but no folder twice.
 *
 * @throws ConfigurationError for a path that does not exist.
 */
export async function walk(paths: readonly string[], exclude: readonly string[] = []): Promise<Walk> {
  const starts = await Promise.all(paths.map(start));
  const root = commonRoot(starts.map(({ location, stats }) => (stats.isDirectory() ? location : dirname(location))));
  const files = new Map<string, WalkedFile>();
  const excluded = new Set(exclude);
  const add = (location: string, unlistable?: string): void => {
    if (excluded.has(location)) return;
    const path = relative(root, location).split(sep).join('/') || '.';
    files.set(location, unlistable === undefined ? { location, path } : { location, path, unlistable });
  };
  for (const { location, stats } of starts) {
    if (stats.isDirectory()) await walkFolder(location, add);
    else add(location);
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    folders: starts.filter(({ stats }) => stats.isDirectory()).map(({ location }) => location),
  };
}

/** Between the path of an archive and the name of a member, in locations. */
const INSIDE = '!/';

/** Where a document is kept, as one word: an archive's member has the archive's location before it. */
export function locationOf({ location, member }: Pick<WalkedFile, 'location' | 'member'>): string {
  return member === undefined ? location : `${location}${INSIDE}${member}`;
}

async function start(path: string): Promise<{ location: string; stats: Stats }> {
  const location = resolve(path);
  try {
    return { location, stats: await stat(location) };
  } catch (cause) {
    const sentence = {
      zh: `没有这个文件或文件夹：${path}。请检查路径。`,
      en: `There is no such file or folder: ${path}. Check the path.`,
    };
    throw new ConfigurationError(sentence, { cause });
  }
}

/** What systems and programs leave in folders: hidden files, `._` twins, lock files of open documents, previews. */
export function isAside(name: string): boolean {
  return (
    name.startsWith('.') || name.startsWith('~$') || /^(thumbs\.db|desktop\.ini|__macosx|~wr[dl]\d+\.tmp)$/i.test(name)
  );
}

/** Real folders first and linked ones after, so that what both reach has its real path on every machine. */
async function walkFolder(folder: string, add: (location: string, unlistable?: string) => void): Promise<void> {
  const visited = new Set<string>();
  const linked: string[] = [];
  const visit = async (location: string): Promise<void> => {
    try {
      const real = await realpath(location);
      if (visited.has(real)) return;
      visited.add(real);
      const entries = await readdir(location, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (isAside(entry.name)) continue;
        const below = join(location, entry.name);
        if (entry.name.includes('\ufffd') && !(await lstat(below).catch(() => undefined))) {
          add(below, NAME_NOT_UTF8);
          continue;
        }
        if (entry.isDirectory()) await visit(below);
        else if (entry.isFile()) add(below);
        else if (entry.isSymbolicLink()) linked.push(below);
      }
    } catch (error) {
      add(location, error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
    }
  };
  await visit(folder);
  for (let link = linked.shift(); link !== undefined; link = linked.shift()) {
    const stats = await stat(link).catch(() => undefined);
    if (stats?.isDirectory()) await visit(link);
    else if (!stats || stats.isFile()) add(link);
  }
}

/** The deepest folder that holds all of them: two folders that are read together keep their names apart. */
function commonRoot(folders: readonly string[]): string {
  let root = folders[0] ?? resolve('.');
  for (const folder of folders) {
    while (folder !== root && !folder.startsWith(root.endsWith(sep) ? root : root + sep)) {
      if (dirname(root) === root) return root;
      root = dirname(root);
    }
  }
  return root;
}
