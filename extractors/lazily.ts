/** A module that is loaded when it is first asked for, and once: to ask the engine again takes its time for each document. */
export function lazily<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  return () => (loaded ??= load());
}
