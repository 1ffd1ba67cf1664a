import type { ImageHeader } from './paper.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Channels by type of colour; those with transparency are coded as no PDF can hold them. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1 };
const METRE = 0.0254;

export function pngHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte) || bytes.length < 45) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, type, interlaced] = [bytes[24]!, bytes[25]!, bytes[28]!];
  const channels = CHANNELS[type];
  if (channels === undefined || interlaced !== 0) return undefined;
  const data: Uint8Array[] = [];
  let palette = '';
  let dpi: number | undefined;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    const chunk = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') data.push(chunk);
    else if (name === 'PLTE') palette = Buffer.from(chunk).toString('hex');
    else if (name === 'pHYs' && chunk[8] === 1) dpi = view.getUint32(at + 8) * METRE;
    else if (name === 'IEND') break;
    at += 12 + length;
  }
  const space =
    type === 3
      ? `[/Indexed/DeviceRGB ${palette.length / 6 - 1}<${palette}>]`
      : type === 2
        ? '/DeviceRGB'
        : '/DeviceGray';
  return {
    width,
    height,
    dpi,
    coding:
      `/ColorSpace${space}/BitsPerComponent ${depth}/Filter/FlateDecode` +
      `/DecodeParms<</Predictor 15/Colors ${channels}/BitsPerComponent ${depth}/Columns ${width}>>`,
    data: new Uint8Array(Buffer.concat(data)),
  };
}
