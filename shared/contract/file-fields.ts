import { z } from 'zod';

/** A time of day in a file, 24 hours, such as "08:30". */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "08:30"');

/** The secret a device opens its page with. */
export const DeviceToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,128}$/, 'must be 22 to 128 letters, digits, "-" or "_"');

/** What is wrong with a file, a line each: the place in it, and what is expected there. */
export function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `  ${placeOf(path)}: ${message}`).join('\n');
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
}
