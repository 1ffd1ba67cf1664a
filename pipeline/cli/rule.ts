import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { runRule } from '../../reconcilers/rubric/index.js';
import type { Console } from './console.js';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Request = z.object({
  rule: z.string(),
  weight: z.union([z.string(), z.number(), z.null()]).optional(),
  inputs: z.record(z.string(), Scalar).optional(),
});

/**
 * `gouji rule`: a line of JSON in, a line of JSON out, in the same order. A line that is no request is answered by
 * `{"error": {"code", "message"}}`, and the exit code is 2.
 */
export async function runRules({ input, out }: Console): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const line of createInterface({ input: Readable.from(input), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const request = Request.safeParse(parse(line));
    if (request.success) out.write(`${JSON.stringify(runRule(request.data))}\n`);
    else {
      code = 2;
      const message = {
        zh: `第 ${number} 行不是 {"rule","weight","inputs"} 形式的 JSON。`,
        en: `Line ${number} is no JSON of the form {"rule","weight","inputs"}.`,
      };
      out.write(`${JSON.stringify({ error: { code: 'bad-request', message } })}\n`);
    }
  }
  return code;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
