import type { Limits } from '../extractor.js';
import { openArchive } from './archive.js';
import { damaged } from './refusals.js';
import { readXml } from './xml.js';

export interface Relationship {
  id: string;
  /** The last word of the type's address: styles, header, worksheet … */
  type: string;
  /** Path of the part in the package, or the address where it lies outside. */
  target: string;
  external: boolean;
}

/** An Open Packaging file (.docx, .xlsx): an archive whose parts name each other by relationships. */
export interface Package {
  names: string[];
  read(part: string): Promise<Uint8Array | undefined>;
  /** What a part points at; '' is the package itself. */
  relationships(part: string): Promise<Relationship[]>;
}

/** @throws UnreadableError `damaged`, `too-large`, `password-required` */
export async function openPackage(bytes: Uint8Array, limits: Limits): Promise<Package> {
  const archive = await openArchive(bytes, limits);
  // Part names are compared without case, and some producers begin them with a slash.
  const byFoldedName = new Map(archive.names.map((name) => [fold(name), name]));
  const read = async (part: string): Promise<Uint8Array | undefined> => {
    const name = byFoldedName.get(fold(part));
    return name === undefined ? undefined : archive.read(name);
  };
  return {
    names: archive.names,
    read,
    async relationships(part) {
      const slash = part.lastIndexOf('/');
      const folder = part.slice(0, slash + 1);
      const path = `${folder}_rels/${part.slice(slash + 1)}.rels`;
      const xml = await read(path);
      return xml ? relationshipsIn(xml, path, folder) : [];
    },
  };
}

/**
 * The part that the package is about: word/document.xml, xl/workbook.xml, or however the producer named it.
 *
 * @throws UnreadableError `damaged` where there is none
 */
export async function mainPart(opened: Package, usual: string): Promise<string> {
  const office = (await opened.relationships('')).find(({ type, external }) => type === 'officeDocument' && !external);
  for (const candidate of [office?.target, usual]) {
    if (candidate !== undefined && opened.names.some((name) => fold(name) === fold(candidate))) return candidate;
  }
  throw damaged(usual);
}

function relationshipsIn(xml: Uint8Array, path: string, folder: string): Relationship[] {
  const found: Relationship[] = [];
  readXml(xml, path, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const external = attributes.get('TargetMode') === 'External';
      const target = attributes.get('Target') ?? '';
      found.push({
        id: attributes.get('Id') ?? '',
        type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
        target: external ? target : resolvePart(folder, target),
        external,
      });
    },
    close() {},
  });
  return found;
}

/** The part that a path means which stands in a folder; with a slash before it counts from the root. */
export function resolvePart(folder: string, target: string): string {
  const steps: string[] = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function fold(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
