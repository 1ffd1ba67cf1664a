import { placeWithin, type Claim, type Fact } from '../../schemas/index.js';
import { CLAIM_PHRASES, GRADE_PHRASE } from '../vocabulary/prose.js';
import type { Reading } from './reading.js';

/** What sentences claim in words: grades and their bands, 全面完成, 控制在预算内, 无结转结余. `total` is the score told in prose. */
export function readClaims(reading: Reading, total: Fact | undefined, silent: ReadonlySet<number>): Claim[] {
  const claims: Claim[] = [];
  const add = (kind: string, passage: number, start: number, end: number, value: string, facts: string[]): void => {
    const { text, segments } = reading.passages[passage]!;
    claims.push({
      id: `c${claims.length + 1}`,
      kind,
      text: clauseAround(text, start, end),
      value,
      facts,
      place: placeWithin(segments, start, end),
    });
  };
  let known: Map<number, { start: number; id: string }[]> | undefined;
  for (const passage of reading.passages) {
    if (silent.has(passage.index)) continue;
    const folded = reading.folded[passage.index]!;
    GRADE_PHRASE.lastIndex = 0;
    for (let match = GRADE_PHRASE.exec(folded); match; match = GRADE_PHRASE.exec(folded)) {
      add('grade', passage.index, match.index, match.index + match[0].length, match[1] ?? '', total ? [total.id] : []);
    }
    if (!ANY_CLAIM.test(folded)) continue;
    const mentions = (known ??= mentionsOf(reading));
    for (const [kind, phrase, value] of CLAIM_PHRASES) {
      for (const match of folded.matchAll(phrase)) {
        const near = lastBefore(mentions.get(passage.index) ?? [], match.index).filter(
          (each) => match.index - each.start < 60,
        );
        add(
          kind,
          passage.index,
          match.index,
          match.index + match[0].length,
          value,
          near.map((each) => each.id),
        );
      }
    }
  }
  for (const { mentions: list } of reading.sentences) {
    for (let index = 0; index < list.length; index++) {
      const mention = list[index]!;
      if (mention.family !== 'score' && mention.family !== 'bare') continue;
      const after = reading.passages[mention.passage]!.text.slice(mention.end, mention.end + 30);
      if (mention.fact.bound === undefined && !mention.range && !/^\s*[（(]含/u.test(after)) continue;
      const grade = BAND.exec(after)?.[1];
      if (!grade) continue;
      const pair =
        mention.range && list[index - 1]?.range ? [list[index - 1]!.fact.id, mention.fact.id] : [mention.fact.id];
      add('gradeBand', mention.passage, mention.start, mention.end, grade, pair);
    }
  }
  return claims;
}

/** The figures of each passage, in order. */
function mentionsOf({ sentences }: Reading): Map<number, { start: number; id: string }[]> {
  const mentions = new Map<number, { start: number; id: string }[]>();
  for (const sentence of sentences) {
    for (const each of sentence.mentions) {
      const list = mentions.get(each.passage) ?? [];
      list.push({ start: each.start, id: each.fact.id });
      mentions.set(each.passage, list);
    }
  }
  return mentions;
}

const ANY_CLAIM = new RegExp(CLAIM_PHRASES.map(([, { source }]) => source).join('|'), 'u');

const BAND =
  /^[）)\s]*(?:[（(]?(?:含|不含)[^，,。;（）()]{0,6}[）)]?)?(?:及?以[上下内])?(?:的)?(?:评)?(?:为|是|[:：])?[“"「]?(优秀|优|良好|良|中等|中|较差|差|合格|不合格)/u;

/** The two mentions that stand last before an offset. */
function lastBefore<M extends { start: number }>(mentions: readonly M[], offset: number): M[] {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return mentions.slice(Math.max(0, low - 2), low);
}

function clauseAround(text: string, start: number, end: number): string {
  const before = /[^。；，\n,]*$/u.exec(text.slice(Math.max(0, start - 60), start))?.[0] ?? '';
  const after = /^[^。；，,\n]*/u.exec(text.slice(end, end + 40))?.[0] ?? '';
  return `${before}${text.slice(start, end)}${after}`.trim();
}
