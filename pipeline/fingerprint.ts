import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What decides what is stored of a document; the command line and the exports do not. */
const DECIDING = ['schemas', 'extractors', 'normalizers', 'reconcilers', 'pipeline/store'];
const DECIDING_FILES = [
  'pipeline/document.js',
  'pipeline/money.js',
  'pipeline/worker.js',
  'pipeline/failure.js',
  'pipeline/ocr-models.js',
];

/**
 * The version of the program that read a document: that of the package, and a fingerprint of the built code, so that
 * every change of a reader or a check reads everything again, released or not.
 */
export function programVersion(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const hash = createHash('sha256');
  const files = DECIDING.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(js|ts)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
  );
  for (const file of [...files.sort(), ...DECIDING_FILES]) {
    hash.update(file.replaceAll('\\', '/')).update('\0');
    hash.update(readCode(join(root, file))).update('\0');
  }
  const { version, dependencies } = packageJson(root);
  hash.update(JSON.stringify(dependencies ?? {}));
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

interface Package {
  version: string;
  dependencies?: Record<string, string>;
}

/** The package file stands above `dist/` in a build, and beside the layers in the sources. */
export function packageJson(root = fileURLToPath(new URL('..', import.meta.url))): Package {
  for (const folder of [root, join(root, '..')]) {
    try {
      return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
    } catch {
      continue;
    }
  }
  return { version: '0' };
}

function readCode(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return readFileSync(file.replace(/\.js$/, '.ts'));
  }
}
