/** Engine: of a PDF, what its engine takes to read all characters and strokes of the pages; tables: the rest of extraction. */
export const STAGES = ['engine', 'tables', 'normalize', 'reconcile', 'store'] as const;

/** CPU milliseconds, and what was read. */
export interface Times extends Record<(typeof STAGES)[number], number> {
  pages: number;
  found: number;
}

export function total(times: Times): number {
  return STAGES.reduce((sum, stage) => sum + times[stage], 0);
}
