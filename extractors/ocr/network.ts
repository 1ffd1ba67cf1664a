import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { leaner } from './leaner.js';

/** A network ready to run. `run` takes one picture as planes (3 × height × width) and gives the output's numbers. */
export interface Network {
  run(planes: Float32Array, height: number, width: number): Promise<{ values: Float32Array; dims: readonly number[] }>;
}

interface Runtime {
  InferenceSession: { create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  Tensor: new (type: 'float32', values: Float32Array, dims: readonly number[]) => Tensor;
}

/** Where networks run: in native code, or in WebAssembly where that is missing. */
export type RuntimeKind = 'native' | 'wasm';

const networks: Record<RuntimeKind, WeakMap<Uint8Array, Promise<Network>>> = {
  native: new WeakMap(),
  wasm: new WeakMap(),
};
const runtimes: Partial<Record<RuntimeKind, Promise<Runtime>>> = {};

/**
 * The network of a model; the same bytes are loaded once a thread. `kind` is what is preferred. Rejects where no runtime
 * can be loaded.
 */
export function networkOf(model: Uint8Array, kind: RuntimeKind = 'native'): Promise<Network> {
  let network = networks[kind].get(model);
  if (!network) networks[kind].set(model, (network = load(model, kind)));
  return network;
}

async function load(model: Uint8Array, kind: RuntimeKind): Promise<Network> {
  runtimes[kind] ??= kind === 'native' ? nativeRuntime() : wasmRuntime();
  const { InferenceSession, Tensor } = await runtimes[kind];
  const session = await InferenceSession.create(lean(model), {
    // Documents are read in parallel, each in one thread. Spinning would burn the processor of the next one.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // An arena spares a quarter of the time; plans of memory would be kept for every width that a line can have.
    enableCpuMemArena: true,
    enableMemPattern: false,
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

/** A network that cannot be rewritten runs as it is. */
function lean(model: Uint8Array): Uint8Array {
  try {
    return leaner(model);
  } catch {
    return model;
  }
}

/** The native runtime where it is installed; the same networks in WebAssembly read the same, some times slower. */
async function nativeRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch {
    return wasmRuntime();
  }
}

async function wasmRuntime(): Promise<Runtime> {
  const web = await import('onnxruntime-web');
  web.env.wasm.numThreads = 1;
  web.env.wasm.proxy = false;
  return web;
}
