import { SUMMARY, type Concept, type Fact, type Report, type Stage } from '../schemas/index.js';
import { measureOf } from './unit.js';

/** Amounts of this year for the whole department, of one concept and some of its stages, tables first. */
export function summaryFigures(report: Report, concept: Concept, stages: readonly Stage[]): Fact[] {
  const { year } = report.identity;
  const found = report.facts.filter(
    (fact) =>
      fact.concept === concept &&
      stages.includes(fact.stage) &&
      fact.subject === SUMMARY &&
      (year === '' || fact.period === year || fact.period === '') &&
      fact.bound === undefined &&
      measureOf(fact.unit).dimension === 'money',
  );
  return [...found.filter(({ source }) => source === 'table'), ...found.filter(({ source }) => source === 'prose')];
}

/** What a sentence of money is about: the concept whose words stand in it, the narrowest first. */
export function topicOf(text: string): Concept | undefined {
  return TOPICS.find(([words]) => words.test(text))?.[1];
}

const TOPICS: readonly (readonly [RegExp, Concept])[] = [
  [/出国/u, 'threePublic.abroad'],
  [/接待/u, 'threePublic.reception'],
  [/(?:公务用车|公车)(?:购置及|购置和)?运(?:行|维)/u, 'threePublic.vehicleRunning'],
  [/(?:公务用车|公车)购置/u, 'threePublic.vehiclePurchase'],
  [/公务用车|公车/u, 'threePublic.vehicle'],
  [/三公/u, 'threePublic.total'],
  [/公用(?:经费|支出)/u, 'expenditure.running'],
  [/人员(?:经费|支出)/u, 'expenditure.personnel'],
  [/基本支出/u, 'expenditure.basic'],
  [/项目支出/u, 'expenditure.project'],
  [/(?:整体|部门|全年|本年|总)支出|支出(?:合计|总额|总计)/u, 'expenditure.total'],
];
