/** Millimetres: a scratch in a line, and the whole pieces of line that must stand on both sides of it: longer ones than
 * the strokes of characters that stand under one another. */
const SCRATCH = 1.8;
const PIECE = 4;
/** Millimetres: the widest gap of a dotted or dashed line. */
const WIDEST_GAP = 1.5;
/** A dash has paper above and below along nearly all of it. */
const ALONE = 0.85;
/** Among the dashes of a line, few have other print above or below. */
const LONELY = 0.75;
/** So many dashes at least, and so many gaps no wider than the usual one: each cell may begin its border anew. */
const DASHES = 7;
const USUAL = 0.88;

interface Run {
  from: number;
  to: number;
}

/**
 * A traced line with its gaps closed where they are those of a dotted or dashed line, or scratches in a whole one.
 * `dark` says where along it there is ink, `alone` where that ink has paper on both sides: strokes of characters
 * that happen to lie at one height have other strokes above or below, and come when they will.
 */
export function closed(dark: Uint8Array, alone: Uint8Array, millimetre: number): Uint8Array {
  const runs = runsOf(dark);
  const lonely = runs.filter((run) => share(alone, run) > ALONE);
  const whole = Uint8Array.from(dark);
  const pattern = lonely.length >= LONELY * runs.length ? gapOf(lonely, millimetre) : undefined;
  for (const [i, run] of runs.entries()) {
    const next = runs[i + 1];
    if (!next) break;
    const gap = next.from - run.to;
    const least = PIECE * millimetre;
    const long = run.to - run.from >= least && next.to - next.from >= least;
    const scratch = gap <= SCRATCH * millimetre && long && lonely.includes(run) && lonely.includes(next);
    if (scratch || (pattern !== undefined && gap <= pattern)) whole.fill(1, run.to, next.from);
  }
  // Where a dash is hidden under print that touches the line, the pattern goes on behind it.
  return pattern === undefined ? whole : bridged(whole, Math.round(3 * pattern));
}

/** Pixels of the widest gap of a pattern of dashes; nothing where their gaps are of all sizes. */
function gapOf(dashes: readonly Run[], millimetre: number): number | undefined {
  if (dashes.length < DASHES) return undefined;
  const gaps = dashes.slice(1).map((dash, i) => dash.from - dashes[i]!.to);
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1]!;
  const widest = 1.3 * usual + 1.5;
  const few = gaps.filter((gap) => gap > widest).length;
  return usual <= WIDEST_GAP * millimetre && few <= (1 - USUAL) * gaps.length ? widest : undefined;
}

/** Gaps between long closed pieces of a pattern closed too. */
function bridged(whole: Uint8Array, most: number): Uint8Array {
  const runs = runsOf(whole);
  for (const [i, run] of runs.entries()) {
    const next = runs[i + 1];
    if (next && next.from - run.to <= most && Math.min(run.to - run.from, next.to - next.from) >= 2 * most)
      whole.fill(1, run.to, next.from);
  }
  return whole;
}

function runsOf(bits: Uint8Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < bits.length; at++) {
    if (!bits[at]) continue;
    const from = at;
    while (at < bits.length && bits[at]) at++;
    runs.push({ from, to: at });
  }
  return runs;
}

function share(bits: Uint8Array, { from, to }: Run): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += bits[at]!;
  return sum / (to - from);
}
