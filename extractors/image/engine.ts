import type { Engine, EngineDocument } from '../pdf/engine.js';
import { pdfiumEngine } from '../pdf/pdfium.js';
import { damagedPicture } from './damaged.js';
import { paperOf } from './paper.js';
import type { ImagePage } from './sheet.js';

/** Pictures as the pages of a document; each is decoded when it is read and given up when the next one is. */
export function engineOf(pages: readonly ImagePage[]): Engine {
  return { name: 'image', open: () => Promise.resolve(new Pictures(pages)) };
}

class Pictures implements EngineDocument {
  readonly pageCount: number;
  private current: { number: number; document: EngineDocument } | undefined;

  constructor(private readonly pages: readonly ImagePage[]) {
    this.pageCount = pages.length;
  }

  async page(number: number): ReturnType<EngineDocument['page']> {
    return (await this.opened(number)).page(1);
  }

  async picture(number: number, dpi: number): ReturnType<NonNullable<EngineDocument['picture']>> {
    return (await this.opened(number)).picture!(1, dpi);
  }

  async close(): Promise<void> {
    await this.current?.document.close();
    this.current = undefined;
  }

  private async opened(number: number): Promise<EngineDocument> {
    if (this.current?.number === number) return this.current.document;
    await this.close();
    const document = await pdfiumEngine.open(await this.paper(number));
    this.current = { number, document };
    return document;
  }

  private async paper(number: number): Promise<Uint8Array> {
    try {
      return paperOf(await this.pages[number - 1]!.open());
    } catch (error) {
      throw damagedPicture(error);
    }
  }
}
