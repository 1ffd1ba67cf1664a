import { z } from 'zod';

/** Stable ids of what a figure is about. Add, never rename; what has no name yet is `unnamed` with its label. */
export const CONCEPTS = [
  'income.total',
  'income.carriedIn',
  'income.generalBudget',
  'income.governmentFund',
  'income.specialAccount',
  'income.other',
  'expenditure.total',
  'expenditure.basic',
  'expenditure.personnel',
  'expenditure.running',
  'expenditure.project',
  'balance.current',
  'balance.accumulated',
  'threePublic.total',
  'threePublic.reception',
  'threePublic.vehicle',
  'threePublic.vehicleRunning',
  'threePublic.vehiclePurchase',
  'threePublic.abroad',
  'assets.total',
  'assets.inUse',
  'assets.leased',
  'assets.other',
  'staff.authorized',
  'staff.actual',
  'staff.controlRate',
  'procurement.total',
  'procurement.goods',
  'procurement.works',
  'procurement.services',
  'budget.total',
  'rate.execution',
  'rate.adjustment',
  'rate.change',
  'rate.completion',
  'rate.share',
  'score.total',
  'score.section',
  'score.line',
  'grade',
  'unnamed',
] as const;
export const Concept = z.enum(CONCEPTS);
export type Concept = z.infer<typeof Concept>;

/**
 * Which figure of a concept. Of money: budget as opened, its adjustment, as adjusted, final account, last year's
 * final account, and the change against last year. Of indicators and scores: `target` (goal, weight) and `actual`
 * (reached, scored).
 */
export const STAGES = [
  'opening',
  'adjustment',
  'adjusted',
  'final',
  'previousFinal',
  'change',
  'target',
  'actual',
] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;
