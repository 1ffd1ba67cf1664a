import { type Concept, type Stage, remembered, squeeze } from '../../schemas/index.js';
import { CONCEPT_FORMS } from '../vocabulary/labels.js';
import { LEAD, STAGE_FILLERS, STAGE_WORDS, TOO_GENERAL, TRAIL } from '../vocabulary/prose.js';

/** The noun phrase before an amount, squeezed, without connectives, years and verbs at its ends. */
export const labelOf: (head: string) => string = remembered(findLabel);

function findLabel(head: string): string {
  // 执行率=950.5÷1000×100%=95.05%: what is computed stands first.
  let label = squeeze(head);
  if (label.includes('=')) label = label.replace(/=.*$/u, '');
  if (label.includes('年'))
    label = label.replace(
      /^.*(?:19|20)\d\d(?:(?=年初)|年(?:度|底|末)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?)?[,，]?)/u,
      '',
    );
  label = label.replace(/^.{0,12}?(?:本单位|我单位|本部门|我部门|我局|本局|局机关)(?=.{2})/u, '');
  for (let round = 0; round < 4; round++) {
    const next = label.replace(LEAD, '').replace(TRAIL, '');
    if (next === label) break;
    label = next;
  }
  if (/[“”]/u.test(label)) label = label.replace(/^[“”](?=[^“”]*$)|[“](?=[^”]*$)/gu, '');
  if (label.includes('”') && !label.includes('“')) label = label.replace('”', '');
  return label.length > 36 ? label.slice(label.search(/[^、，,]*$/u)).slice(-36) : label;
}

/** What a label is about: its concept, `budget.total` for a stage alone (年初预算数), `unnamed` for all else. */
export function conceptOf(label: string, stage: Stage | undefined): Concept {
  return stage ? conceptOfStage(label) : conceptAlone(label);
}

const conceptOfStage: (label: string) => Concept = remembered((label) => findConcept(label, true));
const conceptAlone: (label: string) => Concept = remembered((label) => findConcept(label, false));

function findConcept(label: string, staged: boolean): Concept {
  const bare = plain(label).replace(/(?:年初)?(?:设定)?(?:目标值|指标值)$|绝对值$/u, '');
  if (TOO_GENERAL.has(bare)) return 'unnamed';
  const exact = FORMS.get(bare);
  if (exact) return exact;
  // 年初结转, 年末结余: of these the year's end is the meaning.
  if (/结转|结余/u.test(bare)) return FORMS.get(bare.replace(/(?:资金|金额|总额)$/u, '')) ?? 'unnamed';
  const essence = bare.replace(STAGE_FILLERS, '');
  if (essence === '' || essence === '调整') {
    return staged && label !== '' && /预算|批复|执行|决算|调增|调减|资金|调整/u.test(label)
      ? 'budget.total'
      : 'unnamed';
  }
  if (TOO_GENERAL.has(essence)) return 'unnamed';
  const found = FORMS.get(essence) ?? ESSENCES.get(essence);
  if (found) return found;
  // “三公”经费财政拨款支出预算: who pays is no part of what is paid.
  if (/三公|公务|因公/u.test(bare) && PAID_BY.test(bare)) return findConcept(bare.replace(PAID_BY, ''), staged);
  const source = essence.endsWith('收入') ? ESSENCES.get(essence.slice(0, -2)) : undefined;
  return source?.startsWith('income.') ? source : 'unnamed';
}

const PAID_BY = /(?:使用|动用)?(?:当年)?(?:一般公共预算)?(?:当年)?财政拨款(?:资金)?(?:安排|开支|负担)?的?/u;

/** How two labels are compared: without stage words, quotes, brackets and counting words. */
export const essenceOf: (label: string) => string = remembered(findEssence);

function findEssence(label: string): string {
  const bare = plain(label).replace(/^(?:完成|实现|新增(?=新增))+/u, '');
  const essence = bare.replace(STAGE_FILLERS, '');
  return essence === '' ? bare : essence;
}

/** The stage that the words before an amount tell, undefined where they tell none. */
export function stageIn(head: string): Stage | undefined {
  return stages(head).stage;
}

const stages: (head: string) => { stage: Stage | undefined } = remembered((head) => ({ stage: findStage(head) }));

function findStage(head: string): Stage | undefined {
  const bare = squeeze(head)
    .replace(
      /(?:一般)?公共预算|基金预算|预算(?:内|外|项目|编制|单位|管理)|预算(?:执行|调整|完成)率|执行率|完成率|特定目标类?|绩效目标|目标(?:管理|责任|考核)/gu,
      '',
    )
    .replace(TRAIL_NUMBERS, '');
  return STAGE_WORDS.find(([words]) => words.test(bare))?.[1];
}

const TRAIL_NUMBERS = /(?:为|是|达到|达|共计|共|(?<!节)约|了)+$/u;

function plain(label: string): string {
  return squeeze(label)
    .replace(/[“”"'‘’「」]/gu, '')
    .replace(/\([^()]*\)/gu, '')
    .replace(
      /^(?:本部门|我部门|全局|我局|本局|我委|局机关|机关本级|局本级|本单位|我单位|本级|单位|基本支出(?=本单位))+/u,
      '',
    );
}

const FORMS = new Map<string, Concept>();
const ESSENCES = new Map<string, Concept>();
for (const [concept, forms] of CONCEPT_FORMS) {
  for (const form of forms) {
    const bare = plain(form);
    if (!FORMS.has(bare)) FORMS.set(bare, concept);
    const essence = bare.replace(STAGE_FILLERS, '');
    if (essence.length > 1 && !ESSENCES.has(essence)) ESSENCES.set(essence, concept);
  }
}
for (const [form, concept] of [
  ['年度资金金额', 'budget.total'],
  ['总体支出', 'expenditure.total'],
  ['各项支出', 'expenditure.total'],
  ['各类支出', 'expenditure.total'],
  ['全部支出', 'expenditure.total'],
  ['各项收入', 'income.total'],
  ['各类收入', 'income.total'],
  ['全部收入', 'income.total'],
  ['实际采购金额', 'procurement.total'],
  ['政府采购实际支出', 'procurement.total'],
  ['年末结转', 'balance.current'],
  ['年末结余结转', 'balance.current'],
  ['年终结转结余', 'balance.current'],
  ['年终结余', 'balance.current'],
  ['结转下年使用', 'balance.current'],
  ['收支结余', 'balance.current'],
  ['在用资产', 'assets.inUse'],
  ['固定资产账面原值', 'assets.total'],
  ['在职', 'staff.actual'],
  ['实有在职人员', 'staff.actual'],
  ['在职在编人员', 'staff.actual'],
  ['在职职工', 'staff.actual'],
  ['年末实有在职人员', 'staff.actual'],
] as const) {
  FORMS.set(form, concept);
}
