import type { CheckRule, Remark } from '../check.js';

export const check: CheckRule = {
  id: 'filing-number',
  class: 'filing',
  title: { zh: '序号重复或跳号', en: 'A number that is repeated or skipped' },
  about: {
    zh: '同一层次的序号（一、；（一）；1.；（1）；①）前后连续而中间重复一个或跳过一个的，提示。只看同一上级之下、至少四个序号的一列；序号由文字处理软件自动生成的看不到，不判断。',
    en: 'Where the numbers of one level (一、 （一） 1. （1） ①) run on but repeat or skip one in between, it is pointed out: in a run of at least four under one heading. Automatic numbers are not in the text and not judged.',
  },
  examples: [
    {
      title: { zh: '跳过（三）', en: 'The third is skipped' },
      text: ['（一）基本情况。', '（二）主要职能。', '（四）机构设置。', '（五）人员情况。', '（六）资产情况。'].join(
        '\n\n',
      ),
      outcome: 'fails',
    },
    {
      title: { zh: '每章重新编号', en: 'Each chapter begins again' },
      text: ['一、概况', '（一）职能。', '（二）机构。', '二、绩效', '（一）产出。', '（二）效益。'].join('\n\n'),
      outcome: 'silent',
    },
  ],
  remarks: (report) => {
    const runs: Run[] = [];
    let open: Run[] = [];
    for (const { text } of report.passages) {
      const numbered = numberOf(text);
      if (!numbered) continue;
      const { style, value } = numbered;
      // A heading closes the lists of the styles that began under it.
      const at = placeOf(style, open);
      const item = { value, text: text.trim().slice(0, 24) };
      if (at >= 0) open = open.slice(0, at + 1);
      const run = open[at];
      if (run && value !== 1) {
        run.items.push(item);
        continue;
      }
      if (at >= 0) open.pop();
      const begun = { style, items: [item] };
      runs.push(begun);
      open.push(begun);
    }
    return runs.flatMap(oddities);
  },
};

function placeOf(style: string, open: readonly Run[]): number {
  return open.findIndex((run) => run.style === style);
}

interface Run {
  style: string;
  items: { value: number; text: string }[];
}

/** Only what stands between numbers that run on: 1 2 4 5 and 1 2 2 3, not 1 2 7 1. */
function oddities({ style, items }: Run): Remark[] {
  if (items.length < 4 || items[0]?.value !== 1) return [];
  const odd = items.slice(1).flatMap((item, index) => {
    const before = items[index];
    const step = before ? item.value - before.value : 1;
    return step === 1 || !before ? [] : [{ before, item, step }];
  });
  const [one] = odd;
  if (!one || odd.length > 1 || (one.step !== 0 && one.step !== 2)) return [];
  // The last number may belong to another list of the same style.
  if (items.at(-1) === one.item) return [];
  const what =
    one.step === 0
      ? { zh: '序号重复', en: 'the number is repeated' }
      : { zh: '序号跳过一个', en: 'a number is skipped' };
  return [
    {
      rule: 'filing-number',
      key: `${style}:${one.before.text}:${one.item.text}`,
      severity: 'suspicious',
      subject: one.item.text,
      message: {
        zh: `“${one.before.text}”之后是“${one.item.text}”，${what.zh}。`,
        en: `“${one.before.text}” is followed by “${one.item.text}”: ${what.en}.`,
      },
      facts: [],
    },
  ];
}

const HAN = '一二三四五六七八九十';
const STYLES: readonly { style: string; form: RegExp }[] = [
  { style: '一、', form: new RegExp(`^\\s*([${HAN}]{1,3})、`, 'u') },
  { style: '（一）', form: new RegExp(`^\\s*[（(]([${HAN}]{1,3})[）)]`, 'u') },
  { style: '1.', form: /^\s*(\d{1,2})[.．、](?!\d)/u },
  { style: '（1）', form: /^\s*[（(](\d{1,2})[）)]/u },
  { style: '①', form: /^\s*([①-⑳])/u },
];

/** Most passages begin with a word. */
const NUMBERED = new RegExp(`^\\s*[（(\\d①-⑳${HAN}]`, 'u');

function numberOf(text: string): { style: string; value: number } | null {
  if (!NUMBERED.test(text)) return null;
  for (const { style, form } of STYLES) {
    const found = form.exec(text)?.[1];
    if (found === undefined) continue;
    const value = /\d/u.test(found)
      ? Number(found)
      : /[①-⑳]/u.test(found)
        ? found.codePointAt(0)! - 0x2460 + 1
        : fromHan(found);
    return value > 0 ? { style, value } : null;
  }
  return null;
}

/** 一 … 九十九. */
function fromHan(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (one: string | undefined) => (one ? HAN.indexOf(one) + 1 : 0);
  return text.includes('十') ? (tens ? digit(tens) : 1) * 10 + digit(ones) : digit(ones);
}
