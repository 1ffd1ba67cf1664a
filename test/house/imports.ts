import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';

/** Layers in the order of the data: a layer may import only itself and those before it. */
const LAYERS = ['schemas', 'extractors', 'normalizers', 'reconcilers', 'pipeline'];

/** Folders whose plugs know nothing of each other: their generated index alone brings them together. */
const PLUG_FOLDERS = ['extractors/formats', 'normalizers/kinds', 'reconcilers/checks', 'pipeline/exports'];

/** Doors to disk, network, clock and processes: for the pipeline alone, so that a document is a pure job. */
const OUTSIDE =
  /^(node:)?(fs|fs\/promises|net|http|https|http2|dns|dgram|tls|child_process|cluster|os|process|worker_threads|sqlite)$|^(better-sqlite3|piscina|p-queue|commander|cli-progress)$/;

/** Ambient state that makes two runs differ. */
const AMBIENT = /\b(process\.(env|argv|cwd|hrtime)|Date\.now|new Date\(\)|Math\.random|performance\.now)\b/;

export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string;
  text: string;
}

/** Every TypeScript file of the layers. */
export function sourceFiles(root: string): SourceFile[] {
  return LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  ).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Sentences on what breaks the direction of imports or the purity of a layer; empty when all is well. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const layer = path.split('/')[0] ?? '';
    const found: string[] = [];
    for (const [, specifier = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)) {
      if (specifier.startsWith('.')) found.push(...insideViolations(path, layer, specifier));
      else if (layer !== 'pipeline' && OUTSIDE.test(specifier))
        found.push(`${path}: only pipeline/ may import ${specifier}`);
    }
    if (layer !== 'pipeline' && AMBIENT.test(stripComments(text)))
      found.push(`${path}: reads the clock, chance or the environment`);
    return found;
  });
}

function insideViolations(path: string, layer: string, specifier: string): string[] {
  const target = relative('/', resolve('/', dirname(path), specifier)).replaceAll('\\', '/');
  const targetLayer = target.split('/')[0] ?? '';
  if (LAYERS.indexOf(targetLayer) < 0) return [`${path}: imports ${target}, which is no layer`];
  if (LAYERS.indexOf(targetLayer) > LAYERS.indexOf(layer)) return [`${path}: ${layer} may not import ${targetLayer}`];
  const folder = PLUG_FOLDERS.find((candidate) => path.startsWith(`${candidate}/`));
  const toPlug = folder !== undefined && target.startsWith(`${folder}/`);
  if (toPlug && !path.includes('.generated.'))
    return [`${path}: plugs of ${folder} may not import each other (${target})`];
  return [];
}

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
