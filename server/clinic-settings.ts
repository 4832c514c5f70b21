import { readFileSync } from 'node:fs';
import { ClinicFile, type ClinicFileContent } from '../shared/contract/clinic-file.ts';
import { problemsOf } from '../shared/contract/file-fields.ts';

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
  throw new Error(`The clinic's file ${file} is not right:\n${problemsOf(parsed.error)}`, {
    cause: parsed.error,
  });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
