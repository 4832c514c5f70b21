const MOST_FRAMES = 8;

/**
 * What may be logged of an error from a connector: its name and where it came from. Its message is left
 * out, because it can quote what was being read, and that can hold a patient's name.
 */
export function wordsOfCrash(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line));
  const where = frames.slice(0, MOST_FRAMES).map((line) => line.trim());
  return [error.name, ...codeOf(error), ...where].join(' | ');
}

/** A code is a fixed word, such as "SQLITE_FULL" or "ECONNRESET". */
function codeOf(error: Error): readonly string[] {
  return 'code' in error && typeof error.code === 'string' ? [error.code] : [];
}
