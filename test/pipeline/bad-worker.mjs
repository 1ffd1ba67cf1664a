// A worker that does on demand what a bad document may do to a thread.
export default async function run({ location, bell }) {
  const state = new Int32Array(bell);
  const pages = Number(/^(\d+) pages$/.exec(location)?.[1] ?? 0);
  for (let page = 1; page <= pages; page++) {
    Atomics.store(state, 3, pages);
    Atomics.store(state, 2, page);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  Atomics.store(state, 2, 0);
  if (location === 'stuck page') {
    Atomics.store(state, 2, 7);
    for (;;);
  }
  if (location === 'hang') for (;;);
  if (location === 'wait') await new Promise(() => setInterval(() => {}, 1000));
  if (location === 'hog') for (const heap = []; ;) heap.push(Array.from({ length: 100_000 }, () => ({})));
  if (location === 'exit') process.exit(7);
  if (location === 'throw') throw new Error('a bug');
  if (location === 'late')
    setTimeout(() => {
      throw new Error('after its document');
    }, 20);
  return { kind: 'same', sha256: location };
}
