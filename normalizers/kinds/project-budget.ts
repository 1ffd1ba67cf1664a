import { conceptOf, stageOf } from '../vocabulary/lookup.js';
import { PROJECT_WORD, STUB_PROJECTS, TOTAL } from '../vocabulary/words.js';
import { type FormKind } from '../form-kind.js';

/** Projects, or expenditure with its projects, over stages or over units of organisation. */
export const kind: FormKind = {
  kind: 'projectBudget',
  fit(labels) {
    const stub = labels.headers.some((text) => STUB_PROJECTS.test(text));
    if (!stub) return 0;
    const projects = labels.stubs.some(
      (text) => (conceptOf(text) ?? 'expenditure.project') === 'expenditure.project' && PROJECT_WORD.test(text),
    );
    const unnamed = labels.stubs.filter((text) => conceptOf(text) === undefined && isProject(text)).length;
    const stages = labels.headers.filter((text) => stageOf(text) !== undefined).length;
    if (projects && unnamed >= 1) return 0.9;
    return stages >= 1 && unnamed >= 2 && !labels.stubs.some((text) => text.endsWith('费')) ? 0.6 : 0;
  },
};

/** No total, no kind of expenditure (经营支出), no subject code, no count. */
function isProject(text: string): boolean {
  return !TOTAL.test(text) && !/(?:支出|金额|数|结余)$|^\d{3}/u.test(text);
}
