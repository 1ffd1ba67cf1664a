import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import yauzl from 'yauzl';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import type { Limits } from '../extractors/index.js';
import { ZIP_OPTIONS, openArchiveFrom } from '../extractors/zip/archive.js';
import type { Archive } from '../extractors/zip/archive.js';
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

/**
 * One document of an archive. Only its own bytes are read, so that an archive may be larger than any file that is read as a
 * whole; the directory of the last archive is kept for the next member.
 *
 * @throws UnreadableError `damaged`, `too-large`, `password-required`, `wrong-password`, and the system's errors
 */
export async function readMember(
  location: string,
  member: string,
  limits: Limits,
  password?: string,
): Promise<Uint8Array> {
  const archive = await opened(location, limits, password);
  const bytes = await archive.read(member);
  if (!bytes) throw damaged(member);
  // A small part may share its memory with others.
  return bytes.slice();
}

let last: { key: string; descriptor: number; archive: Promise<Archive> } | undefined;

function opened(location: string, limits: Limits, password: string | undefined): Promise<Archive> {
  const descriptor = openSync(location, 'r');
  const { size, mtimeMs, ino } = fstatSync(descriptor);
  const key = JSON.stringify([location, size, mtimeMs, ino, limits, password]);
  if (last?.key === key) {
    closeSync(descriptor);
    return last.archive;
  }
  if (last) closeSync(last.descriptor);
  last = { key, descriptor, archive: openDescriptor(descriptor, limits, password) };
  return last.archive;
}

function openDescriptor(descriptor: number, limits: Limits, password: string | undefined): Promise<Archive> {
  const source = {
    open: () => yauzl.fromFdPromise(descriptor, ZIP_OPTIONS),
    bytes(start: number, length: number): Buffer {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
    },
  };
  return openArchiveFrom(source, { limits, together: false, ...(password === undefined ? {} : { password }) });
}

async function membersOf(location: string): Promise<string[] | null> {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(location, 'r');
    const { names } = await openDescriptor(descriptor, DEFAULT_LIMITS, undefined);
    const office = names.some((name) => name === '[Content_Types].xml');
    const documents = names.filter((name) => !name.split('/').some((part) => part !== '..' && isAside(part)));
    return office || documents.length === 0 ? null : documents.sort();
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
