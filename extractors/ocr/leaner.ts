import { constantOf, floatOf, integersOf, nodeOf, parseOnnx, writeOnnx } from './onnx.js';
import type { Floats, OnnxModel, OnnxNode } from './onnx.js';

/** A scale and a shift: what comes is multiplied by one, then the other is added. */
interface Affine {
  scale: number;
  shift: number;
}

/** x · clip(x + 3, 0, 6) / 6, then an affine: `last` is the node that gives the outcome. */
interface HardSwish extends Affine {
  x: string;
  nodes: OnnxNode[];
  last: OnnxNode;
}

/**
 * The same network with fewer passes over its numbers. Networks that were taught with scales of their own, and written
 * by a converter that spells each activation out, spend as much time on these passes as on half of their convolutions:
 *
 * - a scale and a shift behind a convolution go into its weights;
 * - a hard swish, seven passes long, becomes a gate and a product; its scale and shift go into the next convolution,
 *   or, where that has a margin of noughts, become a convolution of one weight a channel: runtimes with a layout of
 *   their own for these leave it for any other operation.
 *
 * Throws on what is no network; one without such passes stays as it is.
 */
export function leaner(bytes: Uint8Array): Uint8Array {
  const model = parseOnnx(bytes);
  if (model.nodes.some(({ op }) => BRANCHES.has(op))) return bytes;
  new Rewriting(model).run();
  return writeOnnx(model);
}

/** Operations with networks of their own inside, which take what they please from without. */
const BRANCHES = new Set(['If', 'Loop', 'Scan']);

class Rewriting {
  readonly #takers = new Map<string, OnnxNode[]>();
  readonly #givers = new Map<string, OnnxNode>();
  readonly #gone = new Set<OnnxNode>();
  /** New nodes, by the node whose place they take or that they come before. */
  readonly #fresh = new Map<OnnxNode, OnnxNode[]>();
  #names = 0;

  constructor(private readonly model: OnnxModel) {
    for (const node of model.nodes) {
      for (const name of node.outputs) this.#givers.set(name, node);
      for (const name of node.inputs) this.#takers.set(name, [...(this.#takers.get(name) ?? []), node]);
    }
  }

  run(): void {
    const { nodes } = this.model;
    for (const node of nodes) if (node.op === 'Conv') this.#absorbBehind(node);
    for (const node of nodes) {
      const swish = this.#gone.has(node) ? undefined : this.#hardSwishAt(node);
      if (swish) this.#replace(swish);
    }
    const left = nodes.flatMap((node) => [...(this.#fresh.get(node) ?? []), ...(this.#gone.has(node) ? [] : [node])]);
    const taken = new Set([...left.flatMap(({ inputs }) => inputs), ...this.model.outputs]);
    this.model.nodes = left.filter(({ op, outputs }) => op !== 'Constant' || outputs.some((name) => taken.has(name)));
  }

  /** Puts the scales and shifts right behind a convolution into its weights. */
  #absorbBehind(conv: OnnxNode): void {
    const chain = this.#affineBehind(conv.outputs[0]!);
    const last = chain.nodes.at(-1);
    if (!last || !this.#reweigh(conv, chain, { scale: 1, shift: 0 })) return;
    for (const node of chain.nodes) this.#gone.add(node);
    conv.outputs = last.outputs;
    this.#givers.set(last.outputs[0]!, conv);
  }

  /** Single scales and shifts that follow one another, each the only taker of what it takes. */
  #affineBehind(name: string): Affine & { nodes: OnnxNode[] } {
    const chain = { scale: 1, shift: 0, nodes: [] as OnnxNode[] };
    for (let at = name; ;) {
      const node = this.#onlyTaker(at);
      const value = node && this.#scalarBeside(node, at);
      if (node?.op === 'Mul' && value !== undefined) {
        chain.scale *= value;
        chain.shift *= value;
      } else if (node?.op === 'Add' && value !== undefined) chain.shift += value;
      else return chain;
      chain.nodes.push(node);
      at = node.outputs[0]!;
    }
  }

  #hardSwishAt(add: OnnxNode): HardSwish | undefined {
    if (add.op !== 'Add') return undefined;
    const x = add.inputs.find((name) => this.#scalarBeside(add, name) === 3);
    const clip = this.#onlyTaker(add.outputs[0]!);
    if (x === undefined || clip?.op !== 'Clip' || floatOf(clip, 'min') !== 0 || floatOf(clip, 'max') !== 6)
      return undefined;
    const product = this.#onlyTaker(clip.outputs[0]!);
    if (product?.op !== 'Mul' || !product.inputs.includes(x)) return undefined;
    const sixth = this.#onlyTaker(product.outputs[0]!);
    if (sixth?.op !== 'Div' || this.#scalar(sixth.inputs[1]!) !== 6) return undefined;
    const { scale, shift, nodes } = this.#affineBehind(sixth.outputs[0]!);
    return { x, scale, shift, nodes: [add, clip, product, sixth, ...nodes], last: nodes.at(-1) ?? sixth };
  }

  #replace({ x, scale, shift, nodes, last }: HardSwish): void {
    const channels = this.#channelsOf(x);
    if (channels === undefined) return;
    const outcome = last.outputs[0]!;
    const next = this.#onlyTaker(outcome);
    const pads = next?.op === 'Conv' ? integersOf(next, 'pads') : [];
    const unpadded = next && pads.length > 0 && pads.every((pad) => pad === 0);
    const passedOn = unpadded && this.#reweigh(next, { scale: 1, shift: 0 }, { scale, shift });
    const gate = this.#name();
    const product = passedOn ? outcome : this.#name();
    const fresh = [
      nodeOf('HardSigmoid', [x], gate, { alpha: 1 / 6, beta: 0.5 }),
      nodeOf('Mul', [x, gate], product),
      ...(passedOn ? [] : this.#eachChannel(product, channels, { scale, shift }, outcome)),
    ];
    for (const node of nodes) this.#gone.add(node);
    this.#fresh.set(last, fresh);
  }

  /** An affine as a convolution of one weight a channel. */
  #eachChannel(input: string, channels: number, { scale, shift }: Affine, output: string): OnnxNode[] {
    const [weights, bias] = [this.#name(), this.#name()];
    return [
      constantOf(weights, { dims: [channels, 1, 1, 1], values: new Float32Array(channels).fill(scale) }),
      constantOf(bias, { dims: [channels], values: new Float32Array(channels).fill(shift) }),
      nodeOf('Conv', [input, weights, bias], output, { kernel_shape: [1, 1], group: BigInt(channels) }),
    ];
  }

  /** Takes an affine before, and one behind a convolution into its weights, if these are known. */
  #reweigh(conv: OnnxNode, behind: Affine, before: Affine): boolean {
    const [, weights, bias] = conv.inputs;
    const old = this.model.constants.get(weights ?? '');
    const oldBias = bias === undefined ? undefined : this.model.constants.get(bias);
    if (!old || (bias !== undefined && !oldBias)) return false;
    const [channels = 0] = old.dims;
    const each = old.values.length / channels;
    const fresh: Floats = { dims: old.dims, values: times(old.values, before.scale * behind.scale) };
    const freshBias: Floats = { dims: [channels], values: new Float32Array(channels) };
    for (let channel = 0; channel < channels; channel++) {
      const shifted = before.shift === 0 ? 0 : before.shift * sumOf(old.values, channel * each, each);
      freshBias.values[channel] = ((oldBias?.values[channel] ?? 0) + shifted) * behind.scale + behind.shift;
    }
    const names: [string, string] = [this.#name(), this.#name()];
    this.model.constants.set(names[0], fresh).set(names[1], freshBias);
    this.#fresh.set(conv, [constantOf(names[0], fresh), constantOf(names[1], freshBias)]);
    conv.inputs = [conv.inputs[0]!, ...names];
    return true;
  }

  #channelsOf(name: string): number | undefined {
    const giver = this.#givers.get(name);
    return giver?.op === 'Conv' ? this.model.constants.get(giver.inputs[1]!)?.dims[0] : undefined;
  }

  #onlyTaker(name: string): OnnxNode | undefined {
    const takers = this.#takers.get(name) ?? [];
    return takers.length === 1 && !this.model.outputs.includes(name) ? takers[0] : undefined;
  }

  /** The other operand of a sum or product, where it is a single number. */
  #scalarBeside({ op, inputs }: OnnxNode, name: string): number | undefined {
    if ((op !== 'Mul' && op !== 'Add') || inputs.length !== 2 || !inputs.includes(name)) return undefined;
    return this.#scalar(inputs[0] === name ? inputs[1]! : inputs[0]!);
  }

  #scalar(name: string): number | undefined {
    const found = this.model.constants.get(name);
    return found?.values.length === 1 ? found.values[0] : undefined;
  }

  #name(): string {
    return `leaner.${this.#names++}`;
  }
}

function times(values: Float32Array, factor: number): Float32Array {
  const made = new Float32Array(values.length);
  for (let i = 0; i < made.length; i++) made[i] = values[i]! * factor;
  return made;
}

function sumOf(values: Float32Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i]!;
  return sum;
}
