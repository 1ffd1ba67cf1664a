// A worker that does on demand what a bad document may do to a thread. The fields are those of pipeline/bell.ts.
const [PAGE, PAGES, BEGUN, OUTCOMES] = [2, 3, 4, 6];
const READ = 1;

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function read(location, state) {
  const pages = Number(/^(\d+) pages$/.exec(location)?.[1] ?? 0);
  for (let page = 1; page <= pages; page++) {
    Atomics.store(state, PAGES, pages);
    Atomics.store(state, PAGE, page);
    await wait(400);
  }
  Atomics.store(state, PAGE, 0);
  if (location === 'stuck page') {
    Atomics.store(state, PAGE, 7);
    for (;;);
  }
  await wait(1000 * Number(/^([\d.]+) s$/.exec(location)?.[1] ?? 0));
  if (location === 'hang') for (;;);
  if (location === 'wait') await new Promise(() => setInterval(() => {}, 1000));
  if (location === 'hog') for (const heap = []; ;) heap.push(Array.from({ length: 100_000 }, () => ({})));
  if (location === 'exit') process.exit(7);
  if (location === 'throw') throw new Error('a bug');
  if (location === 'late')
    setTimeout(() => {
      throw new Error('after its document');
    }, 20);
}

export async function show({ location, bell }) {
  const state = new Int32Array(bell);
  Atomics.add(state, BEGUN, 1);
  await read(location, state);
  return { kind: 'audit', output: location };
}

export async function store({ documents, bell }) {
  const state = new Int32Array(bell);
  for (const [index, { file }] of documents.entries()) {
    Atomics.add(state, BEGUN, 1);
    if (file.location === 'unwritable') return { unwritable: 'disk full' };
    await read(file.location, state);
    Atomics.store(state, OUTCOMES + index, READ);
    if (file.location === 'done and exit') process.exit(7);
  }
  return {};
}
