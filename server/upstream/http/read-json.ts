import type { z } from 'zod';

/** An answer's text as what it should be, or null when it is anything else, such as a portal's page. */
export function readJson<T>(text: string, schema: z.ZodType<T>): T | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
