import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { DEFAULT_LIMITS } from '../extractors/index.js';
import type { Limits } from '../extractors/index.js';
import { openArchiveFrom } from '../extractors/zip/archive.js';
import type { Archive } from '../extractors/zip/archive.js';
import { damaged } from '../extractors/zip/refusals.js';
import { isAside } from './walk.js';
import type { WalkedFile } from './walk.js';

/**
 * The documents of each .zip archive in place of the archive: `2031.zip` with `水利局.docx` inside becomes
 * `2031.zip/水利局.docx`. An archive that cannot be listed, and an office file called .zip, stay as they are and are
 * judged by their bytes. Archives inside archives are not opened.
 */
export function expandArchives(files: readonly WalkedFile[]): WalkedFile[] {
  const expanded: WalkedFile[] = [];
  for (const file of files) {
    const members = file.unlistable === undefined && /\.zip$/i.test(file.location) ? membersOf(file.location) : null;
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
export function readMember(location: string, member: string, limits: Limits, password?: string): Uint8Array {
  const archive = opened(location, limits, password);
  const bytes = archive.read(member);
  if (!bytes) throw damaged(member);
  // A small part may share its memory with others.
  return bytes.slice();
}

let last: { key: string; descriptor: number; archive: Archive } | undefined;

function opened(location: string, limits: Limits, password: string | undefined): Archive {
  const descriptor = openSync(location, 'r');
  const { size, mtimeMs, ino } = fstatSync(descriptor);
  const key = JSON.stringify([location, size, mtimeMs, ino, limits, password]);
  if (last?.key === key) {
    closeSync(descriptor);
    return last.archive;
  }
  if (last) closeSync(last.descriptor);
  last = undefined;
  try {
    last = { key, descriptor, archive: openDescriptor(descriptor, limits, password) };
    return last.archive;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openDescriptor(descriptor: number, limits: Limits, password: string | undefined): Archive {
  const source = {
    size: fstatSync(descriptor).size,
    bytes(start: number, length: number): Buffer {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
    },
  };
  return openArchiveFrom(source, { limits, together: false, ...(password === undefined ? {} : { password }) });
}

function membersOf(location: string): string[] | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(location, 'r');
    const { names } = openDescriptor(descriptor, DEFAULT_LIMITS, undefined);
    const office = names.some((name) => name === '[Content_Types].xml');
    const documents = names.filter((name) => !name.split('/').some((part) => part !== '..' && isAside(part)));
    return office || documents.length === 0 ? null : documents.sort();
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
