import type { Assessment, Report } from '../schemas/index.js';

/** Report → Assessment: every relation tested, every score recomputed, findings with causes. A pure function. */
export function assess(_report: Report): Assessment {
  return { checks: [], scores: [], findings: [], notices: [] };
}
