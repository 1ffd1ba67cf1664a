import { bytesField, fieldsOf, floatField, integerField, packedIn } from './protobuf.js';
import type { Field } from './protobuf.js';

/** A network in ONNX, as far as it is rewritten here; the rest is kept as it stands in the file. */
export interface OnnxModel {
  nodes: OnnxNode[];
  /** Floats that are known before the network runs, by name. */
  constants: Map<string, Floats>;
  /** Names of what the network gives. */
  outputs: readonly string[];
  rest: { graph: readonly Uint8Array[]; model: readonly Uint8Array[] };
}

/** An operation: what it takes and gives, by name, and its attributes as they stand in the file. */
export interface OnnxNode {
  op: string;
  inputs: string[];
  outputs: string[];
  attributes: Uint8Array[];
}

export interface Floats {
  dims: number[];
  values: Float32Array;
}

/** Numbers of fields, as the format has them (onnx.proto). */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, tensor: 5, output: 12 };
const NODE = { input: 1, output: 2, op: 4, attribute: 5 };
const ATTRIBUTE = { name: 1, float: 2, integer: 3, tensor: 5, integers: 8, type: 20 };
const VALUE = { name: 1 };
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9 };
/** Types of tensors, and of attributes. */
const FLOAT32 = 1;
const TYPE = { float: 1, integer: 2, tensor: 4, integers: 7 };

/** Throws on what is no network. */
export function parseOnnx(bytes: Uint8Array): OnnxModel {
  const model = fieldsOf(bytes);
  const graph = fieldsOf(only(model, MODEL.graph)!.bytes);
  const nodes = all(graph, GRAPH.node).map(nodeIn);
  const constants = new Map<string, Floats>();
  const keep = (name: string | undefined, tensor: Uint8Array | undefined): void => {
    const floats = tensor && floatsIn(tensor);
    if (name !== undefined && floats) constants.set(name, floats);
  };
  for (const { bytes: tensor } of all(graph, GRAPH.tensor)) keep(textIn(tensor, TENSOR.name), tensor);
  for (const node of nodes) {
    if (node.op === 'Constant') keep(node.outputs[0], only(attribute(node, 'value'), ATTRIBUTE.tensor)?.bytes);
  }
  return {
    nodes,
    constants,
    outputs: all(graph, GRAPH.output).map((output) => textIn(output.bytes, VALUE.name)!),
    rest: {
      graph: graph.filter(({ number }) => number !== GRAPH.node).map(({ whole }) => whole),
      model: model.filter(({ number }) => number !== MODEL.graph).map(({ whole }) => whole),
    },
  };
}

export function writeOnnx({ nodes, rest }: OnnxModel): Uint8Array {
  const written = nodes.map(({ op, inputs, outputs, attributes }) =>
    bytesField(GRAPH.node, [
      ...inputs.map((name) => bytesField(NODE.input, name)),
      ...outputs.map((name) => bytesField(NODE.output, name)),
      bytesField(NODE.op, op),
      ...attributes.map((bytes) => bytesField(NODE.attribute, bytes)),
    ]),
  );
  return Buffer.concat([...rest.model, bytesField(MODEL.graph, [...written, ...rest.graph])]);
}

/** An attribute that is a real number. */
export function floatOf(node: OnnxNode, name: string): number | undefined {
  const found = only(attribute(node, name), ATTRIBUTE.float)?.bytes;
  return found && Buffer.from(found).readFloatLE();
}

/** An attribute that is a whole number or a list of them. */
export function integersOf(node: OnnxNode, name: string): number[] {
  return attribute(node, name)
    .filter(({ number }) => number === ATTRIBUTE.integer || number === ATTRIBUTE.integers)
    .flatMap(({ value, bytes }) => value ?? packedIn(bytes));
}

/** An operation; whole numbers among its attributes are given as lists or as `bigint`, real ones as `number`. */
export function nodeOf(
  op: string,
  inputs: string[],
  output: string,
  attributes: Readonly<Record<string, number | bigint | readonly number[]>> = {},
): OnnxNode {
  return {
    op,
    inputs,
    outputs: [output],
    attributes: Object.entries(attributes).map(([name, value]) =>
      Buffer.concat([
        bytesField(ATTRIBUTE.name, name),
        ...(typeof value === 'number'
          ? [floatField(ATTRIBUTE.float, value), integerField(ATTRIBUTE.type, TYPE.float)]
          : typeof value === 'bigint'
            ? [integerField(ATTRIBUTE.integer, Number(value)), integerField(ATTRIBUTE.type, TYPE.integer)]
            : [
                ...value.map((one) => integerField(ATTRIBUTE.integers, one)),
                integerField(ATTRIBUTE.type, TYPE.integers),
              ]),
      ]),
    ),
  };
}

/** The node that gives floats known beforehand. */
export function constantOf(name: string, { dims, values }: Floats): OnnxNode {
  const tensor = [
    ...dims.map((size) => integerField(TENSOR.dims, size)),
    integerField(TENSOR.type, FLOAT32),
    bytesField(TENSOR.raw, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ];
  const value = [
    bytesField(ATTRIBUTE.name, 'value'),
    bytesField(ATTRIBUTE.tensor, tensor),
    integerField(ATTRIBUTE.type, TYPE.tensor),
  ];
  return { op: 'Constant', inputs: [], outputs: [name], attributes: [Buffer.concat(value)] };
}

function nodeIn({ bytes }: Field): OnnxNode {
  const fields = fieldsOf(bytes);
  const texts = (number: number): string[] => all(fields, number).map((field) => textOf(field.bytes));
  return {
    op: texts(NODE.op)[0] ?? '',
    inputs: texts(NODE.input),
    outputs: texts(NODE.output),
    attributes: all(fields, NODE.attribute).map((field) => field.bytes),
  };
}

function floatsIn(tensor: Uint8Array): Floats | undefined {
  const fields = fieldsOf(tensor);
  if (only(fields, TENSOR.type)?.value !== FLOAT32) return undefined;
  const content = (only(fields, TENSOR.raw) ?? only(fields, TENSOR.floats))?.bytes;
  const dims = all(fields, TENSOR.dims).flatMap(({ value, bytes }) => value ?? packedIn(bytes));
  const count = dims.reduce((product, size) => product * size, 1);
  return content?.length === 4 * count ? { dims, values: new Float32Array(new Uint8Array(content).buffer) } : undefined;
}

function attribute(node: OnnxNode, name: string): Field[] {
  const found = node.attributes.find((bytes) => textIn(bytes, ATTRIBUTE.name) === name);
  return found ? fieldsOf(found) : [];
}

function all(fields: readonly Field[], number: number): Field[] {
  return fields.filter((field) => field.number === number);
}

function only(fields: readonly Field[], number: number): Field | undefined {
  return fields.find((field) => field.number === number);
}

function textIn(message: Uint8Array, number: number): string | undefined {
  const field = only(fieldsOf(message), number);
  return field && textOf(field.bytes);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
