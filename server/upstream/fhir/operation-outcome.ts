import { z } from 'zod';
import { readJson } from '../http/read-json.ts';

const OperationOutcome = z.looseObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(
    z.looseObject({ code: z.string().optional(), expression: z.array(z.string()).optional() }),
  ),
});

const MOST_ISSUES = 3;

/**
 * What a server's OperationOutcome says is wrong, as codes and paths only, such as "required
 * (Encounter.class)": its texts may hold what a patient is called. Null when the text is no
 * OperationOutcome.
 */
export function outcomeWords(body: string): string | null {
  const outcome = readJson(body, OperationOutcome);
  if (!outcome) return null;
  const words = outcome.issue.slice(0, MOST_ISSUES).map(({ code, expression }) => {
    const path = (expression ?? []).find((text) => /^[A-Za-z0-9.[\]]{1,80}$/.test(text));
    return `${codeWord(code)}${path === undefined ? '' : ` (${path})`}`;
  });
  return words.join(', ');
}

function codeWord(code: string | undefined): string {
  return code !== undefined && /^[a-z-]{1,30}$/.test(code) ? code : 'unknown';
}
