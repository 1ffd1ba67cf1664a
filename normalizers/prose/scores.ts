import { Decimal, addUnder, type Fact, type Passage, type ScoreNode, type Scoring } from '../../schemas/index.js';
import { ScoreTree } from '../scoring/tree.js';
import { labelOf } from './label.js';
import type { Mention, Reading } from './reading.js';

/** Scores told in sentences: 综合得分为87分，其中… and numbered paragraphs with 满分…，得…; nested by their numbering. */
export function readScores(
  reading: Reading,
  id: string,
  addSame: (stated: Fact, other: Fact) => void,
): { scorings: Scoring[]; total: Fact | undefined } {
  const told = new ToldScores(id, addSame);
  const byPassage = new Map<number, Mention[]>();
  for (const { mentions, silent } of reading.sentences) {
    if (silent) continue;
    for (const mention of mentions) {
      addUnder(byPassage, mention.passage, mention);
    }
  }
  for (const passage of reading.passages)
    told.read(passage, reading.folded[passage.index]!, byPassage.get(passage.index) ?? NONE);
  return told.finish();
}

const NONE: readonly Mention[] = [];

const ROOT =
  /(?:综合|评价|自评|绩效|最终|总体|总)(?:自评|评价|综合|评定|考评)*(?:得分|评分|总分|分数|自评分)(?:结果)?(?:为|是|:|：|达到|达)?\s*$/u;
const OTHERS_SCORE = /复核|审核|财政|上年|去年|复评|抽查/u;
const WEIGHT_WORD = /(?:满分|总分|分值|标准分|权重|满分值|共)(?:值)?(?:为|是|:|：|共)?\s*$/u;
const SCORE_WORD = /(?:得分|实得|自评分|自评|评分|得|计|总计|合计|共计)(?:为|是|:|：|了)?\s*$/u;
const SUM_WORD = /(?:总计|合计|共计|小计|累计|共(?=得))(?:得分?|计)?(?:为|是)?\s*$/u;
const RULE_WORD = /(?:扣|否则|每(?!项|个)|最高|以内|标准)/u;

/** 满分20分，得分19分，扣1分: what was given and why, no rule. */
const TOLD =
  /(?:满分|分值|权重|标准分)[^。;]{0,12}\d[^。;]{0,6}得分?[:：为]?\s*\d|\d分[，,]\s*(?:自评|实得|得)分?[:：为]?\s*\d/u;
/** 扣1分, 比上年提高2分, 财政复评得分93分: points that are none of this scoring's. */
const NOT_TOLD =
  /扣(?:除|减|了|分)?\s*$|(?:提高|增加|上升|降低|下降|减少|高出?|低)了?\s*$|(?:复核|复评|审核|抽查|重点评价)[^,;。、]{0,8}$|(?:上年|去年)[^,;。]{0,10}$/u;

/** 自评91.7分，共扣8.3分: points that were taken, behind those that were given. */
const TAKEN = /分[，,]\s*(?:共计?|合计|累计|计)扣(?:除|减|了)?\d+(?:\.\d+)?分/gu;

/** 总分97.6分 behind the sections. */
/** 根据评分标准, 按照《…评价指标体系》, 经综合评价: by what was scored stands before the score. */
const SCORED_BY = /^\s*(?:(?:根据|按照?|依据|对照|参照|结合|经过?|通过)[^，,。；;：:\d]{0,40}[，,]\s*){1,3}/u;

const BARE_TOTAL = /^(?:综上|以上)?[,，]?(?:合计|总计|共计)?总分(?:为|是|:)?\s*\d[^分]*分[。;]?$/u;
/** 自评15分。 behind a heading: the score of the section. */
const OWN_SCORE = /^(?:自评|实得|得|自评得|考评得|评价得)分?(?:为|是|:)?\s*\d/u;

/** 本项合计得分17.9分, 以上合计得分17.9分 */
const SECTION_SUM =
  /^(?:以上|上述)?(?:本(?:项|部分|节|大项|一级指标)|[一二三四五六七八九]项)?(?:指标)?(?:合计|共计|小计|总计)得?分?(?:为|是|:)?\s*\d/u;

const COLON_LABEL = /^[^，,。；;:：]{2,24}[:：]/u;

interface Piece {
  text: string;
  start: number;
  mentions: Mention[];
}

class ToldScores {
  private readonly tree: ScoreTree;
  private readonly facts = new Map<string, Fact>();
  /** The label before the last colon of the paragraph, until a score has been told for it. */
  private label = '';
  private readonly again = new Map<string, ScoreNode>();
  /** The last passage that told the whole's score. */
  private summed = -2;
  private stack: { depth: number; node: ScoreNode }[] = [];
  private readonly bySection = new Map<string, ScoreNode>();

  constructor(
    id: string,
    private readonly addSame: (stated: Fact, other: Fact) => void,
  ) {
    this.tree = new ScoreTree(id, 'prose', '综合得分');
    this.tree.root.complete = false;
  }

  /** `folded`: the text of the passage, widths folded. */
  read(passage: Passage, folded: string, mentions: readonly Mention[]): void {
    const scored = mentions.some((mention) => mention.family === 'score');
    if (!scored && this.stack.length === 0) return;
    const depth = depthOf(folded);
    if (depth > 0) while (this.stack.length > 0 && this.stack.at(-1)!.depth >= depth) this.stack.pop();
    if (!scored) return;
    const pieces = piecesOf(folded, mentions);
    // 综合得分为96分。 / 其中预算管理得9分…: a summary may go on in a paragraph of its own.
    let summary = this.summed === passage.index - 1 && /^\s*其中/u.test(folded);
    let own: ScoreNode | undefined;
    this.label = '';
    for (let index = 0; index < pieces.length; index++) {
      const piece = pieces[index]!;
      // （一）财务管理（4分）得4分；（二）资产管理（4分）得3.8分: sections of one paragraph.
      const next = index > 0 && depth > 0 && own !== undefined && depthOf(piece.text) === depth;
      if (next) {
        while (this.stack.length > 0 && this.stack.at(-1)!.depth >= depth) this.stack.pop();
        own = undefined;
      }
      const told = index === 0 && depth === 0 ? this.sectionNamed(piece) : undefined;
      if (told) own = told;
      else if (COLON_LABEL.test(piece.text.trim()) && (index > 0 || depth === 0)) this.label = titleOf(piece.text);
      const scores = piece.mentions.filter(
        (mention) => mention.family === 'score' && !isBand(mention) && !NOT_TOLD.test(before(piece, mention)),
      );
      if (scores.length === 0 || isRule(piece.text)) continue;
      const whole =
        this.tree.root.children.length > 1 && !this.tree.root.scoreFact && BARE_TOTAL.test(piece.text.trim());
      if (this.readListed(piece, scores)) {
        summary = true;
        this.summed = passage.index;
        continue;
      }
      const root = INDICATOR.test(titleOf(piece.text)) ? undefined : whole ? scores[0] : rootOf(piece, scores);
      if (root && !OTHERS_SCORE.test(before(piece, root).slice(-16))) {
        this.setScore(
          this.tree.root,
          root.fact,
          'score.total',
          labelOf(/[^，,。、”》:：]*[:：]?\s*$/u.exec(before(piece, root).trimEnd())?.[0] ?? ''),
        );
        summary = true;
        this.summed = passage.index;
        this.readSummary(piece, scores.slice(scores.indexOf(root) + 1));
      } else if (summary && depth !== 3 && depth !== 4) this.readSummary(piece, scores);
      else if (depth > 0 && own === undefined && (index === 0 || next)) {
        own = this.open(piece, depth);
        // （一）预算执行（15分）：完成率99%，得9分；调整率2%，得5分，共得14分: lines that a sum ends.
        const summed = pieces.some((each) => each.mentions.some((mention) => SUM_WORD.test(before(each, mention))));
        const items = summed ? scores.filter((mention) => isLabelled(piece, mention)) : [];
        this.readOwn(
          piece,
          scores.filter((mention) => !items.includes(mention)),
          own,
        );
        if (items.length > 0) this.readItem(piece, items, own, undefined);
      } else {
        const outer = SECTION_SUM.test(piece.text.trim()) ? this.summedBy(own) : undefined;
        this.readItem(piece, scores, outer ?? own ?? this.stack.at(-1)?.node ?? this.loose(piece), pieces[index - 1]);
      }
    }
  }

  /** 部门预算管理：预算编制10分得9.5分；…: the section that the summary has told, whose lines follow; its name is taken off. */
  private sectionNamed(piece: Piece): ScoreNode | undefined {
    const label = COLON_LABEL.exec(piece.text)?.[0];
    if (label === undefined) return undefined;
    const node = this.bySection.get(sectionKey(this.tree.root, labelOf(label.slice(0, -1))));
    if (!node?.scoreFact || node.children.length > 0) return undefined;
    piece.text = piece.text.slice(label.length);
    piece.start += label.length;
    return node;
  }

  /** 本项合计得分17.9分 behind the last of several sections: the score of the one that they are in. */
  private summedBy(last: ScoreNode | undefined): ScoreNode | undefined {
    const at = this.stack.findIndex(({ node }) => node === last);
    const outer = this.stack[at - 1]?.node;
    return last?.scoreFact && outer && !outer.scoreFact && outer.children.length > 1 ? outer : undefined;
  }

  /** Scores of indicators in running text belong to the whole. */
  private loose(piece: Piece): ScoreNode | undefined {
    const told = /\d分[,，][^,，。;；]{0,4}得分?\D{0,3}\d/u.test(piece.text);
    return told || INDICATOR.test(piece.text) || SUM_WORD.test(piece.text.split(/\d/u)[0] ?? '')
      ? this.tree.root
      : undefined;
  }

  finish(): { scorings: Scoring[]; total: Fact | undefined } {
    const { root, nodes } = this.tree;
    for (const node of nodes.filter((each) => each !== root)) this.takeOnly(node);
    for (const node of nodes) {
      if (node.children.length > 0 && node !== root) node.level = 'section';
      const concept = node === root ? 'score.total' : node.level === 'section' ? 'score.section' : 'score.line';
      for (const id of [node.weightFact, node.scoreFact]) {
        const fact = id ? this.facts.get(id) : undefined;
        if (fact) fact.concept = concept;
      }
      if (node !== root) node.complete = node.children.length !== 1 || this.weighsAll(node);
    }
    for (const [id, node] of this.again) {
      const fact = this.facts.get(id);
      const concept = node === root ? 'score.total' : node.level === 'section' ? 'score.section' : 'score.line';
      if (fact) fact.concept = concept;
    }
    const children = this.tree.childrenOf(root);
    root.complete =
      children.length === 0 ||
      this.sumOf(children, 'weightFact')?.toFixed() === (this.facts.get(root.weightFact ?? '')?.value ?? '100') ||
      (children.length >= 3 && children.every((child) => child.scoreFact));
    const scoring = this.tree.finish();
    return { scorings: scoring ? [scoring] : [], total: this.facts.get(root.scoreFact ?? '') };
  }

  /** （一）目标设定（5分）。目标合理，得5分。: the one score that is told under a weight is the section's own. */
  private takeOnly(node: ScoreNode): void {
    const [child, ...more] = this.tree.childrenOf(node);
    if (!child || more.length > 0 || node === this.tree.root || node.scoreFact || !node.weightFact) return;
    if (child.weightFact || child.children.length > 0 || !child.scoreFact) return;
    node.scoreFact = child.scoreFact;
    this.tree.remove(child, node);
  }

  /** The one child that is told carries all of its section's weight. */
  private weighsAll(node: ScoreNode): boolean {
    const [child] = this.tree.childrenOf(node);
    const whole = this.facts.get(node.weightFact ?? '')?.value;
    return whole !== undefined && this.facts.get(child?.weightFact ?? '')?.value === whole;
  }

  private sumOf(nodes: readonly ScoreNode[], key: 'weightFact' | 'scoreFact'): Decimal | undefined {
    let sum = new Decimal(0);
    for (const node of nodes) {
      const fact = this.facts.get(node[key] ?? '');
      if (!fact) return undefined;
      sum = sum.plus(fact.value);
    }
    return sum;
  }

  /** 投入14.5分、过程36分、产出25分、效果19.5分，总分95分: sections that their total ends. */
  private readListed(piece: Piece, scores: readonly Mention[]): boolean {
    const total = scores.at(-1);
    const sections = scores.slice(0, -1);
    if (!total || sections.length < 2 || !LISTED_TOTAL.test(before(piece, total))) return false;
    if (sections.some((each) => nameOf(each.head) === '' || isWeight(piece, each))) return false;
    this.setScore(this.tree.root, total.fact, 'score.total', '总分');
    this.readSummary(piece, sections);
    return true;
  }

  /** 其中预算管理得分9分，产出指标得分38分: the sections of the whole. */
  private readSummary(piece: Piece, scores: readonly Mention[]): void {
    let node: ScoreNode | undefined;
    for (const [index, mention] of scores.entries()) {
      const words = before(piece, mention);
      const name = nameOf(mention.head) || nameBefore(words);
      if (SUM_WORD.test(words) && name === '') continue;
      if (name !== '') node = this.section(this.tree.root, name);
      if (!node) continue;
      const weighed = isWeight(piece, mention) || isScored(piece, scores[index + 1]);
      if (weighed && !SCORE_WORD.test(words)) this.setWeight(node, mention.fact);
      else this.setScore(node, mention.fact, 'score.section', node.label);
    }
  }

  /** The node of a numbered paragraph, under the last one of an outer numbering. */
  private open(piece: Piece, depth: number): ScoreNode {
    const parent = this.stack.at(-1)?.node ?? this.tree.root;
    const node = this.section(parent, titleOf(piece.text));
    this.stack.push({ depth, node });
    return node;
  }

  private readOwn(piece: Piece, scores: readonly Mention[], node: ScoreNode): void {
    for (const [index, mention] of scores.entries()) {
      // 预算管理35分，自评31.5分
      const scored = index === 0 && isScored(piece, scores[1]) && !SCORE_WORD.test(before(piece, mention));
      if (isWeight(piece, mention) || scored) this.setWeight(node, mention.fact);
      else if (SCORE_WORD.test(before(piece, mention))) this.setScore(node, mention.fact, 'score.section', node.label);
    }
  }

  /** A clause behind a section: a line of it, a score for each of several, or the section's score said again. */
  private readItem(
    piece: Piece,
    scores: readonly Mention[],
    parent: ScoreNode | undefined,
    last: Piece | undefined,
  ): void {
    if (!parent) return;
    const name = this.label || titleOf(piece.text);
    const labelled = this.label !== '' && name !== parent.label;
    this.label = '';
    let line: ScoreNode | undefined;
    for (const [index, mention] of scores.entries()) {
      const words = before(piece, mention);
      const known = this.facts.get(parent.scoreFact ?? '');
      if (/每(?:项|个)[^，,]{0,20}$/u.test(words)) {
        const each = (last?.mentions ?? []).filter(({ family }) => family !== 'score');
        for (const item of each) {
          const node = this.tree.add(parent, item.fact.label, 'line');
          node.scoreFact = mention.fact.id;
        }
        this.mark(mention.fact, 'score.line', parent.label, 'actual');
      } else if (OWN_SCORE.test(piece.text.trim()) && parent !== this.tree.root && !known && scores.length === 1)
        this.setScore(parent, mention.fact, 'score.section', parent.label);
      else if (SUM_WORD.test(words)) this.setScore(parent, mention.fact, 'score.section', parent.label);
      else if (isWeight(piece, mention) || (!SCORE_WORD.test(words) && isScored(piece, scores[index + 1]))) {
        // 过程35分得33.1分，产出30分得29分: each with a name of its own.
        if (line?.scoreFact && nameOf(mention.head) !== '') line = this.item(parent, nameOf(mention.head));
        line ??= this.item(parent, name || nameOf(mention.head));
        this.setWeight(line, mention.fact);
      } else if (SCORE_WORD.test(words)) {
        const again =
          !line &&
          !labelled &&
          known !== undefined &&
          (/计\s*$/u.test(words) || new Decimal(known.value).eq(mention.fact.value)) &&
          parent.children.length === 0 &&
          scores.length === 1 &&
          !/;|；/u.test(piece.text);
        if (again) {
          this.setScore(parent, mention.fact, 'score.section', parent.label);
          continue;
        }
        if (!line || line.scoreFact)
          line = this.item(parent, (labelled ? name : nameOf(mention.head)) || name || mention.fact.label);
        this.setScore(line, mention.fact, 'score.line', line.label);
      }
    }
  }

  /** Of the whole, an indicator told twice is one. */
  private item(parent: ScoreNode, label: string): ScoreNode {
    return parent === this.tree.root ? this.section(parent, label) : this.tree.add(parent, label, 'line');
  }

  private section(parent: ScoreNode, label: string): ScoreNode {
    const key = sectionKey(parent, label);
    const known = this.bySection.get(key);
    if (known) return known;
    const node = this.tree.add(parent, label, 'line');
    this.bySection.set(key, node);
    return node;
  }

  private setWeight(node: ScoreNode, fact: Fact): void {
    this.mark(fact, 'score.line', node.label, 'target');
    const known = this.facts.get(node.weightFact ?? '');
    if (known && known !== fact) this.addSame(fact, known);
    else node.weightFact = fact.id;
  }

  private setScore(node: ScoreNode, fact: Fact, concept: Fact['concept'], label: string): void {
    this.mark(fact, concept, label, 'actual');
    const known = this.facts.get(node.scoreFact ?? '');
    this.again.set(fact.id, node);
    if (known && known !== fact) this.addSame(fact, known);
    else node.scoreFact = fact.id;
  }

  private mark(fact: Fact, concept: Fact['concept'], label: string, stage: Fact['stage']): void {
    this.facts.set(fact.id, fact);
    Object.assign(fact, { concept, stage, label: label === '' ? fact.label : label });
  }
}

function sectionKey(parent: ScoreNode, label: string): string {
  return `${parent.id}|${label.replace(/指标|情况|得分/gu, '')}`;
}

const INDICATOR = /指标|执行率|调整率|满意度|产出|效益|投入|过程/u;

/** 填报日期：… 总分：94.5 */
const FIELD = /(?:^|[\s，,；;])总得?分\s?[:：]\s?$/u;

const LISTED_TOTAL = /[，,、；;]\s*(?:总(?:得|评)?分|合计(?:得分)?|共计(?:得分)?|总计(?:得分)?)(?:为|是|:)?\s*$/u;

/** 综上，自评96分 */
const CONCLUDED = /(?:综上(?:所述)?|总体(?:来看)?|综合(?:评价|来看)?)[，,][^，,。；;]{0,8}自评(?:分|为)?\s*$/u;

/** 综合得分…; a weight of a hundred may stand before it, no other. */
function rootOf(piece: Piece, scores: readonly Mention[]): Mention | undefined {
  for (const mention of scores) {
    const words = before(piece, mention);
    if (ROOT.test(words) && !/指标[^，,]{0,12}$/u.test(words)) return mention;
    if (CONCLUDED.test(words)) return mention;
    if (FIELD.test(words) && mention.fact.value !== '100') return mention;
    if (mention.fact.value !== '100') return undefined;
  }
  return undefined;
}

/** Whether words of its own stand before a score, behind the title of the paragraph. */
function isLabelled(piece: Piece, mention: Mention): boolean {
  const words = piece.text.slice(0, mention.start - piece.start).split(/[:：)）]/u);
  if (words.length < 2 || isWeight(piece, mention)) return false;
  const own = (words.at(-1) ?? '')
    .replace(/\d+(?:\.\d+)?分?/gu, '')
    .replace(WEIGHT_WORD, '')
    .replace(SCORE_WORD, '');
  return /\p{Script=Han}{2}/u.test(own.replace(/满分|分值|权重|自评|得分|得|分/gu, ''));
}

function depthOf(text: string): number {
  const head = text.trimStart();
  if (!NUMBERED.test(head)) return 0;
  if (/^[一二三四五六七八九十]{1,3}、/u.test(head)) return 1;
  if (/^[（(][一二三四五六七八九十]{1,3}[）)]/u.test(head)) return 2;
  if (/^\d{1,2}[.．、](?!\d)/u.test(head)) return 3;
  if (/^[（(]\d{1,2}[）)]/u.test(head)) return 4;
  return /^[①-⑳]/u.test(head) ? 5 : 0;
}

const NUMBERED = /^[一二三四五六七八九十（(\d①-⑳]/u;

const PIECE_END = /[。；;！？\n]/gu;

function piecesOf(folded: string, mentions: readonly Mention[]): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let next = 0;
  const push = (end: number): void => {
    const inside: Mention[] = [];
    while (next < mentions.length && mentions[next]!.start < end) inside.push(mentions[next++]!);
    if (folded.slice(start, end).trim() !== '')
      pieces.push({ text: folded.slice(start, end), start, mentions: inside });
    start = end;
  };
  PIECE_END.lastIndex = 0;
  while (PIECE_END.test(folded)) push(PIECE_END.lastIndex);
  push(folded.length);
  return pieces;
}

function before(piece: Piece, mention: Mention): string {
  return piece.text.slice(Math.max(0, mention.start - piece.start - 40), mention.start - piece.start);
}

function isWeight(piece: Piece, mention: Mention): boolean {
  const words = before(piece, mention);
  return WEIGHT_WORD.test(words) || (/[（(]\s*$/u.test(words) && /^\s*[）)]/u.test(mention.after));
}

/** 投入15分得14分: the second says what was given of the first. */
function isScored(piece: Piece, next: Mention | undefined): boolean {
  return next !== undefined && SCORE_WORD.test(before(piece, next)) && nameOf(next.head) === '';
}

/** 90分以上为优, 80-90分: bounds of a grade, no score. */
function isBand(mention: Mention): boolean {
  return mention.range || mention.fact.bound !== undefined || /^\s*(?:[（(]含|（不含)/u.test(mention.after);
}

function nameOf(head: string): string {
  const bare = head
    .replace(WEIGHT_WORD, '')
    .replace(SCORE_WORD, '')
    .replace(/[（(]\s*$/u, '')
    .replace(/(?:得|均|自评|绩效)$/u, '');
  return labelOf(bare);
}

/** 每少一项扣1分, 最高得5分: how scores are given, and none. */
function isRule(text: string): boolean {
  if (!RULE_WORD.test(text) || TOLD.test(text)) return false;
  return RULE_WORD.test(withoutLead(text).replace(TAKEN, '分'));
}

function withoutLead(text: string): string {
  return text.replace(SCORED_BY, '');
}

/** 投入（15分）13.5分: the name before the bracket that holds the weight; not 得13.5分（满分15分）. */
function nameBefore(words: string): string {
  const name = /([^，,、；;：:。（()）]*)[（(]\s*(?:满分|分值|权重|计)?[:：]?\s*$/u.exec(words)?.[1] ?? '';
  return /\d/u.test(name) ? '' : nameOf(name);
}

/** What a paragraph is about: its words up to the first colon, comma, bracket or figure. */
function titleOf(text: string): string {
  const head = withoutLead(
    text.replace(
      /^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳])\s*/u,
      '',
    ),
  );
  const end = head.search(/[:：，,。；;（(]|满分|总分|分值|得分|是指|年初目标|目标值|实际完成|\d/u);
  return labelOf(end < 0 ? head.slice(0, 40) : head.slice(0, Math.min(end, 40)));
}
