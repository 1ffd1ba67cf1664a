import type { Box } from '../../schemas/index.js';
import type { Picture } from '../image/raster.js';
import type { EnginePage } from '../pdf/engine.js';
import { glyphsOf, sizeOf } from './glyphs.js';
import type { ReadLine } from './glyphs.js';
import { uprightLayout } from './layout.js';
import type { OcrModels } from './models.js';
import { readLine } from './read-line.js';
import { usualSizes } from './sizes.js';

/** A page that was read from its picture, upright and level, and the way back to the page as shown. */
export interface RecognizedPage {
  page: EnginePage;
  back(box: Box): Box;
}

/** A page's picture → its print: characters with places, ruling lines. `printed` is the page as the engine sees it. */
export async function recognizePage(printed: EnginePage, picture: Picture, models: OcrModels): Promise<RecognizedPage> {
  const layout = await uprightLayout(picture, models);
  const lines: ReadLine[] = [];
  for (const line of layout.lines) {
    const read = await readLine(line, layout, models);
    if (read) lines.push(read);
  }
  const { level, turn, skew } = layout;
  const sizes = usualSizes(lines.map((line) => ({ size: sizeOf(line), count: line.signs.length })));
  const point = 72 / level.dpi;
  return {
    page: {
      width: level.width * point,
      height: level.height * point,
      rotation: printed.rotation,
      glyphs: lines.flatMap((line, i) => glyphsOf(line, sizes[i]!, level.dpi)),
      rulings: layout.rulings,
      imageCover: printed.imageCover,
    },
    back: wayBack(turn, skew, level.width * point, level.height * point),
  };
}

/** From the levelled picture (points) to the page as shown. */
function wayBack(turn: number, skew: number, width: number, height: number): (box: Box) => Box {
  const [cos, sin] = [Math.cos(-skew), Math.sin(-skew)];
  return ([x0, y0, x1, y1]) => {
    const corners = [
      [x0, y0],
      [x1, y0],
      [x0, y1],
      [x1, y1],
    ].map(([x = 0, y = 0]) => {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [ux, uy] = [width / 2 + cos * dx + sin * dy, height / 2 - sin * dx + cos * dy];
      if (turn === 90) return [uy, width - ux];
      if (turn === 180) return [width - ux, height - uy];
      if (turn === 270) return [height - uy, ux];
      return [ux, uy];
    });
    const xs = corners.map(([x = 0]) => x);
    const ys = corners.map(([, y = 0]) => y);
    const round = (value: number): number => Math.round(value * 100) / 100;
    return [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))];
  };
}
