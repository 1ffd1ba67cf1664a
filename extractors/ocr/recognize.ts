import type { Raster } from '../image/raster.js';
import { networkOf } from './network.js';
import type { Network } from './network.js';
import type { OcrModels } from './models.js';

/** A recognised character: where it stands along the picture (0–1), how surely, and what else it might be. */
export interface Sign {
  text: string;
  /** The middle, as a share of the picture's width. */
  at: number;
  /** 0–1. */
  confidence: number;
  /** The runner-up, with its probability; '' means that nothing stands here. */
  other: { text: string; confidence: number };
}

/** The height that the network was trained on. */
const HEIGHT = 48;
/** Each output of the network looks at a stripe this wide. */
const STRIPE = 8;
/** Longer lines than this (pixels at the network's height) are cut by the caller. */
export const WIDEST = 2400;

/**
 * The characters of one line of text, left to right. `stretch` widens the picture before it is read: close digits are
 * told apart better.
 */
export function recognize(line: Raster, models: OcrModels, stretch = 1): Promise<Sign[]> {
  if (models.lastResort) return models.lastResort.read(line);
  const read = (): Promise<Sign[]> => readPicture(line, models, stretch);
  return models.record ? models.record.recall(line, stretch, read) : read();
}

async function readPicture(line: Raster, models: OcrModels, stretch: number): Promise<Sign[]> {
  const width = Math.min(WIDEST, Math.max(STRIPE, Math.round(((line.width * HEIGHT) / line.height) * stretch)));
  const padded = Math.ceil(width / STRIPE) * STRIPE;
  const planes = planesOf(line, width, padded);
  const { values, dims } = await runNetwork(models, planes, padded);
  const [, steps = 0, classes = 0] = dims;
  return decode(values, steps, classes, models.characters, width / padded);
}

/** Height 48, three equal planes, −1 … 1; the rest of the width is the paper. */
function planesOf(line: Raster, width: number, padded: number): Float32Array {
  const planes = new Float32Array(3 * HEIGHT * padded);
  const area = HEIGHT * padded;
  const scaled = scale(line, width, HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    const edge = scaled[y * width + width - 1]!;
    for (let x = 0; x < padded; x++) {
      const value = (x < width ? scaled[y * width + x]! : edge) / 127.5 - 1;
      planes[y * padded + x] = value;
    }
  }
  planes.copyWithin(area, 0, area);
  planes.copyWithin(2 * area, 0, area);
  return planes;
}

/** Bilinear; where the picture shrinks by more than a half, each pixel is the mean of what it covers. */
export function scale({ width, height, data }: Raster, toWidth: number, toHeight: number): Float32Array {
  const scaled = new Float32Array(toWidth * toHeight);
  const [stepX, stepY] = [width / toWidth, height / toHeight];
  const columns = new Float32Array(toWidth * height);
  spread(columns, data, width, height, 1, width, toWidth, stepX, 1, toWidth);
  spread(scaled, columns, height, toWidth, toWidth, 1, toHeight, stepY, toWidth, 1);
  return scaled;
}

/** One direction of the scaling: `count` lines of `length` values each, to `target` values. */
function spread(
  into: Float32Array,
  from: ArrayLike<number>,
  length: number,
  count: number,
  along: number,
  across: number,
  target: number,
  step: number,
  intoAlong: number,
  intoAcross: number,
): void {
  const support = Math.max(1, step);
  for (let i = 0; i < target; i++) {
    const centre = (i + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - support));
    const last = Math.min(length - 1, Math.floor(centre + support));
    let total = 0;
    const weights: number[] = [];
    for (let k = first; k <= last; k++) {
      const weight = 1 - Math.abs(k - centre) / support;
      weights.push(weight);
      total += weight;
    }
    if (total === 0) {
      weights.push(1);
      total = 1;
    }
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += weights[k]! * from[j * across + Math.min(length - 1, first + k) * along]!;
      }
      into[j * intoAcross + i * intoAlong] = sum / total;
    }
  }
}

/** Best path: the likeliest class of each stripe, repeats and blanks dropped. */
function decode(
  values: Float32Array,
  steps: number,
  classes: number,
  characters: readonly string[],
  share: number,
): Sign[] {
  const signs: Sign[] = [];
  const textOf = (index: number): string => (index === 0 ? '' : (characters[index - 1] ?? ' '));
  let before = 0;
  let first = 0;
  for (let t = 0; t < steps; t++) {
    const row = t * classes;
    // Probabilities: what has more than a half is the likeliest, and most stripes are blank.
    if (values[row]! > 0.5) {
      before = 0;
      continue;
    }
    let [best, next] = [0, 1];
    if (values[row + 1]! > values[row]!) [best, next] = [1, 0];
    for (let c = 2; c < classes; c++) {
      const value = values[row + c]!;
      if (value > values[row + best]!) [next, best] = [best, c];
      else if (value > values[row + next]!) next = c;
    }
    if (best !== 0) {
      const confidence = values[row + best]!;
      const other = { text: textOf(next), confidence: values[row + next]! };
      const last = signs.at(-1);
      if (best === before && last) {
        last.at = ((first + t) / 2 + 0.5) / steps / share;
        if (confidence > last.confidence) Object.assign(last, { confidence, other });
      } else {
        first = t;
        signs.push({ text: textOf(best), at: (t + 0.5) / steps / share, confidence, other });
      }
    }
    before = best;
  }
  return signs;
}

async function runNetwork(models: OcrModels, planes: Float32Array, width: number): ReturnType<Network['run']> {
  models.nativeCode?.enter();
  try {
    const network = await networkOf(models.recognition, models.runtime);
    return await network.run(planes, HEIGHT, width);
  } finally {
    models.nativeCode?.leave();
  }
}
