/** The parts of an OFD file (GB/T 33190-2016) that say which pages there are, and what the pages refer to. */
import type { Limits } from '../extractor.js';
import type { Package } from '../zip/package.js';
import { openPackage, resolvePart } from '../zip/package.js';
import { damaged } from '../zip/refusals.js';
import type { Attributes } from '../zip/xml.js';
import { readXml } from '../zip/xml.js';
import type { Box } from './numbers.js';
import { boxIn } from './numbers.js';
import type { Ink, PageObject } from './objects.js';
import { addColor, lineWidthIn, ObjectReader } from './objects.js';

/** A page as its part says it. */
export interface OfdPage {
  /** Millimetres; that of the document where the page has none of its own. */
  area: Box | undefined;
  /** In the order in which they are painted, those of its templates among them. */
  objects: PageObject[];
}

/** What the objects of pages refer to by number. */
export interface Resources {
  /** The bytes of a picture. @throws UnreadableError `damaged`, `too-large` */
  picture(id: string): Promise<Uint8Array | undefined>;
  /** What a drawing that several pages use is made of. */
  drawing(id: string): readonly PageObject[];
  /** How paths of a style are painted. */
  style(id: string): Ink;
}

/** One document of a file; nearly every file has one. */
export interface OfdDocument {
  pageCount: number;
  attachments: number;
  resources: Resources;
  /** `index` counts from 0. @throws UnreadableError `damaged`, `too-large` */
  page(index: number): Promise<OfdPage>;
}

/** A4, where neither the page nor the document says its size. */
export const A4: Box = [0, 0, 210, 297];

/** @throws UnreadableError `damaged`, `too-large`, `password-required` */
export async function openOfd(bytes: Uint8Array, limits: Limits): Promise<OfdDocument[]> {
  const opened = await openPackage(bytes, limits);
  const roots: string[] = [];
  await walk(opened, 'OFD.xml', { text: (name, text) => void (name === 'DocRoot' && roots.push(resolve('', text))) });
  if (roots.length === 0) throw damaged('OFD.xml');
  const documents: OfdDocument[] = [];
  for (const root of roots) documents.push(await openDocument(opened, root));
  return documents;
}

async function openDocument(opened: Package, root: string): Promise<OfdDocument> {
  const folder = folderOf(root);
  let area: Box | undefined;
  const pages: string[] = [];
  const templates = new Map<string, string>();
  const resourceParts: string[] = [];
  let attachmentList: string | undefined;
  await walk(opened, root, {
    open(name, attributes, parent) {
      const at = attributes.get('BaseLoc');
      if (at === undefined) return;
      if (name === 'Page' && parent === 'Pages') pages.push(resolve(folder, at));
      if (name === 'TemplatePage') templates.set(attributes.get('ID') ?? '', resolve(folder, at));
    },
    text(name, text, parent) {
      if (name === 'PhysicalBox' && parent === 'PageArea') area = boxIn(text) ?? area;
      if (name === 'PublicRes' || name === 'DocumentRes') resourceParts.push(resolve(folder, text));
      if (name === 'Attachments') attachmentList = resolve(folder, text);
    },
  });
  const resources = new ResourceParts(opened, resourceParts);
  const printed = new Map<string, PageObject[]>();
  const template = async (id: string): Promise<PageObject[]> => {
    const part = templates.get(id);
    if (part === undefined) return [];
    const objects = printed.get(part) ?? (await objectsIn(opened, part));
    printed.set(part, objects);
    return objects;
  };
  return {
    pageCount: pages.length,
    attachments: attachmentList === undefined ? 0 : await countOf(opened, attachmentList, 'Attachment'),
    resources,
    async page(index) {
      const page = await readPage(opened, pages[index] ?? '', folder, template, resources);
      return { ...page, area: page.area ?? area };
    },
  };
}

async function readPage(
  opened: Package,
  part: string,
  folder: string,
  template: (id: string) => Promise<readonly PageObject[]>,
  resources: ResourceParts,
): Promise<OfdPage> {
  const reader = new ObjectReader();
  const templates: { id: string; above: boolean }[] = [];
  let area: Box | undefined;
  await walk(opened, part, {
    open(name, attributes) {
      const id = attributes.get('TemplateID') ?? '';
      if (name === 'Template') templates.push({ id, above: attributes.get('ZOrder') === 'Foreground' });
      else reader.open(name, attributes);
    },
    text(name, text) {
      if (name === 'PhysicalBox') area = boxIn(text) ?? area;
      else if (name === 'PageRes') resources.add(resolve(folder, text));
      else reader.text(name, text);
    },
    close: (name) => reader.close(name),
  });
  await resources.load();
  const [below, above]: [PageObject[], PageObject[]] = [[], []];
  for (const { id, above: isAbove } of templates) {
    for (const object of await template(id)) (isAbove ? above : below).push(object);
  }
  return { area, objects: [...below, ...reader.objects, ...above] };
}

/** A template that is not there takes nothing from the page itself. */
async function objectsIn(opened: Package, part: string): Promise<PageObject[]> {
  const reader = new ObjectReader();
  if (await opened.read(part)) await walk(opened, part, reader);
  return reader.objects;
}

/** The parts that hold pictures, drawings and styles; each is read once. */
class ResourceParts implements Resources {
  readonly #opened: Package;
  readonly #unread: string[];
  readonly #met: Set<string>;
  readonly #files = new Map<string, string>();
  readonly #drawings = new Map<string, PageObject[]>();
  readonly #styles = new Map<string, Style>();

  constructor(opened: Package, parts: readonly string[]) {
    this.#opened = opened;
    this.#unread = [...parts];
    this.#met = new Set(parts);
  }

  /** Some pages bring a part of their own. */
  add(part: string): void {
    if (this.#met.has(part)) return;
    this.#met.add(part);
    this.#unread.push(part);
  }

  async picture(id: string): Promise<Uint8Array | undefined> {
    const file = this.#files.get(id);
    return file === undefined ? undefined : this.#opened.read(file);
  }

  drawing(id: string): readonly PageObject[] {
    return this.#drawings.get(id) ?? [];
  }

  style(id: string): Ink {
    let ink: Ink = {};
    let style = this.#styles.get(id);
    for (let steps = 0; style && steps < DEEPEST; steps++) {
      ink = { ...style.ink, ...ink };
      style = this.#styles.get(style.relative);
    }
    return ink;
  }

  /** To be called before something is asked for. */
  async load(): Promise<void> {
    for (const part of this.#unread.splice(0)) if (await this.#opened.read(part)) await this.#readPart(part);
  }

  async #readPart(part: string): Promise<void> {
    let folder = folderOf(part);
    let media = '';
    let unit: { id: string; reader: ObjectReader } | undefined;
    let style: Style | undefined;
    await walk(this.#opened, part, {
      open: (name, attributes) => {
        if (name === 'Res') folder = resolve(folder, attributes.get('BaseLoc') ?? '');
        else if (name === 'MultiMedia') media = attributes.get('ID') ?? '';
        else if (name === 'CompositeGraphicUnit') unit = { id: attributes.get('ID') ?? '', reader: new ObjectReader() };
        else if (unit) unit.reader.open(name, attributes);
        else if (name === 'DrawParam') {
          style = { ink: lineWidthIn(attributes), relative: attributes.get('Relative') ?? '' };
          this.#styles.set(attributes.get('ID') ?? '', style);
        } else if (style) addColor(style.ink, name, attributes);
      },
      text: (name, text) => {
        if (name === 'MediaFile') this.#files.set(media, resolve(folder, text));
        else unit?.reader.text(name, text);
      },
      close: (name) => {
        if (name === 'DrawParam') style = undefined;
        if (name !== 'CompositeGraphicUnit') unit?.reader.close(name);
        else if (unit) {
          this.#drawings.set(unit.id, unit.reader.objects);
          unit = undefined;
        }
      },
    });
  }
}

interface Style {
  ink: Ink;
  /** The style that says what this one does not. */
  relative: string;
}
/** Styles that follow each other. */
const DEEPEST = 16;

/** What a reader of a part wants to hear; names come without prefix, texts trimmed, when their element closes. */
interface PartHandler {
  open?(name: string, attributes: Attributes, parent: string): void;
  text?(name: string, text: string, parent: string): void;
  close?(name: string): void;
}

/** @throws UnreadableError `damaged` where the part is not there or is no XML */
async function walk(opened: Package, part: string, handler: PartHandler): Promise<void> {
  const bytes = await opened.read(part);
  if (!bytes) throw damaged(part || 'Page');
  const path: string[] = [];
  let text = '';
  readXml(bytes, part, {
    open(name, attributes) {
      const local = localName(name);
      handler.open?.(local, attributes, path.at(-1) ?? '');
      path.push(local);
      text = '';
    },
    text(more) {
      text += more;
    },
    close() {
      const name = path.pop() ?? '';
      // Blanks of a printed text count.
      const own = name === 'TextCode' ? text : text.trim();
      if (own !== '') handler.text?.(name, own, path.at(-1) ?? '');
      handler.close?.(name);
      text = '';
    },
  });
}

async function countOf(opened: Package, part: string, wanted: string): Promise<number> {
  let count = 0;
  if (await opened.read(part)) await walk(opened, part, { open: (name) => void (name === wanted && count++) });
  return count;
}

/** Programs call the namespace `ofd`, or by no name. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

function resolve(folder: string, path: string): string {
  return resolvePart(folder, path.replaceAll('\\', '/'));
}
