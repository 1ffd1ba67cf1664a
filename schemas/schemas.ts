/** The schemas (zod) of what the system says, for those who check data that came from outside, or describe it. */
export { Assessment, Outcome, Severity, Verdict } from './assessment.js';
export { CONCEPTS } from './concepts.js';
export { AuditOutput, TablesOutput } from './output.js';
export { RawDocument } from './raw.js';
export { Report } from './report.js';
