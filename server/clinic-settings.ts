import { readFileSync } from 'node:fs';
import { ClinicFile, type ClinicFileContent } from '../shared/contract/clinic-file.ts';

/**
 * Reads and checks a clinic's file. Throws one plain sentence that names the file, the place in it and
 * what is expected there.
 */
export function readClinicFile(file: string): ClinicFileContent {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The clinic's file ${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The clinic's file ${file} is not JSON: ${messageOf(cause)}`, { cause });
  }
  return parseClinic(raw, file);
}

export function parseClinic(raw: unknown, file: string): ClinicFileContent {
  const parsed = ClinicFile.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${pathOf(issue.path)}: ${issue.message}`);
  throw new Error(`The clinic's file ${file} is not right:\n${problems.join('\n')}`, {
    cause: parsed.error,
  });
}

function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
