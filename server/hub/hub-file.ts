import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DeviceToken, problemsOf } from '../../shared/contract/file-fields.ts';
import { randomToken } from '../cli/token.ts';

/** The file holds the token of every clinic. */
const ONLY_FOR_THE_OWNER = 0o600;

const HubClinicSetting = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens')
    .describe('Never changes: what the clinic sent is kept under it.'),
  name: z.string().min(1).max(80),
  token: DeviceToken.describe('What the clinic has in its own file, under destinations.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as "Europe/Dublin"')
    .default('UTC'),
});
export type HubClinicSetting = z.output<typeof HubClinicSetting>;

const HubFile = z
  .strictObject({
    clinics: z.array(HubClinicSetting),
    viewerToken: DeviceToken.describe('Opens the page and the reports.'),
    adminToken: DeviceToken.describe('Also replaces lists of appointments.'),
  })
  .superRefine(({ clinics, viewerToken, adminToken }, context) => {
    const ids = clinics.map(({ id }) => id);
    const tokens = [...clinics.map(({ token }) => token), viewerToken, adminToken];
    if (hasTwice(ids)) {
      context.addIssue({ code: 'custom', path: ['clinics'], message: 'two have the same id' });
    }
    if (hasTwice(tokens)) {
      context.addIssue({ code: 'custom', message: 'every token must be another' });
    }
  });
export type HubFile = z.output<typeof HubFile>;

/** Reads and checks a hub's file. Throws one plain sentence that names the place and what is expected. */
export function readHubFile(file: string): HubFile {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The hub's file ${file} cannot be read: ${reason}`, { cause });
  }
  return parseHubFile(raw, file);
}

export function parseHubFile(raw: unknown, file: string): HubFile {
  const parsed = HubFile.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Error(`The hub's file ${file} is not right:\n${problemsOf(parsed.error)}`, {
    cause: parsed.error,
  });
}

/** The file of a hub to try out, with one clinic; made with new tokens the first time. */
export function tryOutFile(dataFolder: string): { readonly file: string; readonly hub: HubFile } {
  const file = path.join(dataFolder, 'hub.json');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const clinic = { id: 'try-out', name: 'Try-out clinic', token: randomToken(), timeZone };
    const hub = { clinics: [clinic], viewerToken: randomToken(), adminToken: randomToken() };
    writeFileSync(file, `${JSON.stringify(hub, null, 2)}\n`, { mode: ONLY_FOR_THE_OWNER });
  }
  return { file, hub: readHubFile(file) };
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function hasTwice(words: readonly string[]): boolean {
  return new Set(words).size !== words.length;
}
