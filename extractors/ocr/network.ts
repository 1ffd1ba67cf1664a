import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** A network ready to run. `run` takes one picture as planes (3 × height × width) and gives the output's numbers. */
export interface Network {
  run(planes: Float32Array, height: number, width: number): Promise<{ values: Float32Array; dims: readonly number[] }>;
}

interface Runtime {
  InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  Tensor: new (type: 'float32', values: Float32Array, dims: readonly number[]) => Tensor;
}

const networks = new WeakMap<Uint8Array, Promise<Network>>();
let runtime: Promise<Runtime> | undefined;

/** The network of a model; the same bytes are loaded once a thread. */
export function networkOf(model: Uint8Array): Promise<Network> {
  let network = networks.get(model);
  if (!network) networks.set(model, (network = load(model)));
  return network;
}

async function load(model: Uint8Array): Promise<Network> {
  runtime ??= loadRuntime();
  const { InferenceSession, Tensor } = await runtime;
  const session = await InferenceSession.create(model, {
    // Documents are read in parallel, each in one thread. Spinning would burn the processor of the next one.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  return {
    async run(planes, height, width) {
      const results = await session.run({ [input]: new Tensor('float32', planes, [1, 3, height, width]) });
      const result = results[output]!;
      return { values: result.data as Float32Array, dims: result.dims };
    },
  };
}

/** The native runtime where it is installed; the same networks in WebAssembly read the same, three times slower. */
async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch {
    const web = await import('onnxruntime-web');
    web.env.wasm.numThreads = 1;
    web.env.wasm.proxy = false;
    return web;
  }
}
