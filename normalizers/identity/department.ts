import type { Opening } from '../identity.js';

/** How the name of an organisation ends. */
export const ORGANISATION_END =
  /(?:局|委员会|办公室|委|办|厅|院|中心|总队|支队|大队|部|会|站|所|处|校|学校|中学|小学|社|馆|台|联合会|人民政府|街道办事处|党校|团|[林农牧]场)$/u;

/** Labels of the lines and cells that name the department, surest first. */
const LABELS: readonly RegExp[] = [
  /^(?:县级|区级|市级)?(?:预算)?部门(?:\(单位\)|、单位|\/单位|及单位)?(?:名称)?(?:\(公?盖?章\))?$/u,
  /^(?:预算|填报|评价|自评|被评价|项目|实施)?单位(?:名称)?(?:\((?:公章|盖章|签章)\))?$/u,
  /^(?:主管|预算|填报)部门(?:名称)?(?:及代码)?(?:\((?:公章|盖章)\))?$/u,
];

/** The department as printed on its cover, in a labelled cell, in the title, or as the sentences call it most often. */
export function departmentOf({ lines, cells, sample }: Opening, title: string): string {
  const named = lines.slice(0, 120).filter((line) => isNamed(line, line.indexOf(':')));
  const labelled: { cell: string; colon: number; beside: string }[] = [];
  for (const row of cells) {
    for (let index = 0; index < row.length; index++) {
      const cell = row[index]!;
      // No label begins with a figure, as most cells do.
      if (cell === '' || cell.charCodeAt(0) <= NINE) continue;
      const colon = cell.indexOf(':');
      if (isLabel(colon < 0 ? cell : cell.slice(0, colon)))
        labelled.push({ cell, colon, beside: row[index + 1] ?? '' });
    }
  }
  for (const label of LABELS) {
    for (const line of named) {
      const colon = line.indexOf(':');
      const name = label.test(line.slice(0, colon)) ? trimName(line.slice(colon + 1)) : undefined;
      if (name) return name;
    }
    for (const { cell, colon, beside } of labelled) {
      const own = colon > 1 && label.test(cell.slice(0, colon)) ? trimName(cell.slice(colon + 1)) : undefined;
      if (own) return own;
      if (!label.test(cell.replace(/:$/u, ''))) continue;
      const name = trimName(beside);
      if (name && ORGANISATION_END.test(name)) return name;
    }
  }
  return inTitle(title) || alone(lines) || commonest(sample);
}

const NINE = 0x39;

/** 填报单位：某某局: a line that may name somebody behind its colon. */
function isNamed(line: string, colon: number): boolean {
  return colon >= 2 && colon <= 24 && isLabel(line.slice(0, colon));
}

/** Short, with a word that all of the labels have: few texts are. */
function isLabel(text: string): boolean {
  return text.length <= 30 && /部门|单位/u.test(text);
}

function trimName(text: string): string | undefined {
  const name = (
    text.split(/\(?(?:预算编码|(?:金额)?单位:|填报日期|填报人|联系|报告日期|单位负责人|\d{4}年)/u)[0] ?? ''
  ).replace(/\((?:公章|盖章|签章|章)\)$|[,。;:_]+$/gu, '');
  return name.length >= 3 && name.length <= 50 && /^[\p{Script=Han}(“]/u.test(name) ? name : undefined;
}

function inTitle(title: string): string {
  const head =
    title
      .replace(/^(?:19|20)\d\d年度?/u, '')
      .split(/(?:(?:19|20)\d\d年|部门整体|部门\(单位\)|整体支出|整体预算|整体绩效|预算绩效|绩效)/u)[0] ?? '';
  return head.length >= 4 && ORGANISATION_END.test(head) && !head.endsWith('政部') ? head : '';
}

function alone(lines: readonly string[]): string {
  return (
    lines
      .slice(0, 8)
      .find(
        (line) =>
          line.length >= 5 &&
          line.length <= 30 &&
          /[县区市旗州]/u.test(line) &&
          ORGANISATION_END.test(line) &&
          !/[:,。]/u.test(line),
      ) ?? ''
  );
}

const NAMED =
  /[\p{Script=Han}]{1,11}?[县区市旗州](?:\([\p{Script=Han}]{2,6}\))?[\p{Script=Han}、]{1,18}?(?:局|委员会|办公室|联合会|人民政府)/gu;

function commonest(sample: string): string {
  const counts = new Map<string, number>();
  for (const [found] of sample.slice(0, 20_000).matchAll(NAMED)) {
    const name = found.replace(
      /^.*(?:根据|按照|结合|由|和|与|对|向|为|是|至|及|会同)(?=[\p{Script=Han}]{2,}[县区市旗州])/u,
      '',
    );
    if (/^(?:全|我|本|各|该|省|到|在)|[县区市旗州]级/u.test(name)) continue;
    counts.set(name, (counts.get(name) ?? 0) + (name.endsWith('财政局') ? 0.5 : 1));
  }
  let best = '';
  for (const [name, count] of counts) if (count > (counts.get(best) ?? 0)) best = name;
  return best;
}
