import { readFile } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import type { Limits } from '../extractors/index.js';
import { openArchive } from '../extractors/zip/archive.js';
import { damaged } from '../extractors/zip/refusals.js';
import { isAside } from './walk.js';
import type { WalkedFile } from './walk.js';

/**
 * The documents of each .zip archive in place of the archive: `2031.zip` with `水利局.docx` inside becomes
 * `2031.zip/水利局.docx`. An archive that cannot be listed, and an office file called .zip, stay as they are and are
 * judged by their bytes. Archives inside archives are not opened.
 */
export async function expandArchives(files: readonly WalkedFile[]): Promise<WalkedFile[]> {
  const expanded: WalkedFile[] = [];
  for (const file of files) {
    const members =
      file.unlistable === undefined && /\.zip$/i.test(file.location) ? await membersOf(file.location) : null;
    if (!members) expanded.push(file);
    else for (const member of members) expanded.push({ ...file, path: `${file.path}/${member}`, member });
  }
  return expanded;
}

/** @throws UnreadableError `damaged`, `too-large`, `password-required` */
export async function readMember(archive: Uint8Array, member: string, limits: Limits): Promise<Uint8Array> {
  const bytes = await (await openArchive(archive, limits)).read(member);
  if (!bytes) throw damaged(member);
  return bytes;
}

async function membersOf(location: string): Promise<string[] | null> {
  try {
    const { names } = await openArchive(await readFile(location), DEFAULT_LIMITS);
    const office = names.some((name) => name === '[Content_Types].xml');
    const documents = names.filter((name) => !name.split('/').some(isAside));
    return office || documents.length === 0 ? null : documents.sort();
  } catch {
    return null;
  }
}
