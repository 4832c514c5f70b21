import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DeviceToken, problemsOf, TimeOfDay } from '../../shared/contract/file-fields.ts';
import { KIOSK_PAGES, type KioskPage } from '../../shared/contract/kiosk-bridge.ts';
import { SECOND_MS } from '../../shared/domain/time.ts';
import { isPinHash } from './pin-hash.ts';

/** Opens the maintenance page of a demonstration, and of nothing else. */
export const DEMONSTRATION_PIN = '258025';
export const DEMONSTRATION_PIN_HASH =
  'scrypt$32768$8$1$8mjwqM4hktZgM27774IwhA$Vouxv0fguufPNfxy5Pcy4MRNOdiZEZ9RTC30MKoI8ws';

const OwnServer = z.strictObject({
  clinic: z
    .string()
    .min(1)
    .optional()
    .describe("The clinic's file, seen from this file. Without it: the demonstration."),
  data: z
    .string()
    .min(1)
    .optional()
    .describe('The folder everything is stored in, seen from this file.'),
  port: z.int().min(1).max(65_535).default(8080),
  host: z
    .enum(['127.0.0.1', '0.0.0.0'])
    .default('127.0.0.1')
    .describe('"0.0.0.0" lets screens, desks and phones of the whole network connect.'),
  readyWithinSeconds: z
    .int()
    .min(1)
    .max(600)
    .default(60)
    .describe('A server that is not ready by then is started anew.'),
});

const RemoteServer = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address such as "http://10.0.0.5:8080"' })
    .transform((url) => new URL(url).origin)
    .describe('The address of the site server on another machine.'),
});

const HasServer = z.looseObject({ server: z.looseObject({}) });

const Window = z.strictObject({
  page: z.enum(KIOSK_PAGES),
  display: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The label of the display as the staff page lists it; on Linux its panel’s own name. Without it: the primary one first, then from left to right.',
    ),
  token: DeviceToken.optional().describe(
    "The device's token in the clinic's file; a demonstration needs none.",
  ),
});

/** The shape of `kiosk.json`: what one kiosk computer shows, where, and from which server. */
export const KioskFile = z.strictObject({
  $schema: z.string().optional(),
  server: z
    .union([OwnServer, RemoteServer])
    .prefault({})
    .describe('A server of its own, or the address of one.'),
  windows: z
    .array(Window)
    .min(1)
    .max(KIOSK_PAGES.length)
    .superRefine((windows, context) => {
      for (const [index, { page }] of windows.entries()) {
        const earlier = windows.findIndex((window) => window.page === page);
        if (earlier === index) continue;
        const message = `"${page}" already has windows[${earlier}], and a page can have one window only`;
        context.addIssue({ code: 'custom', path: [index, 'page'], message });
      }
    })
    .default([{ page: 'check-in' }, { page: 'feedback' }])
    .describe('What is shown, in the order in which displays are given away.'),
  pinHash: z
    .string()
    .refine(isPinHash, 'must be what `npm run foyer -- hash-pin` prints')
    .optional()
    .describe('Of the PIN of the staff page. Without it nobody can leave the kiosk by touch.'),
  upkeepAt: TimeOfDay.default('03:30').describe(
    'When pages are loaded afresh, at night, as soon as nobody is using them.',
  ),
  silentAfterSeconds: z
    .number()
    .min(1)
    .max(600)
    .default(30)
    .describe('A page that gives no sign of life for so long is brought back.'),
});

type OwnServerSettings = {
  readonly kind: 'own';
  /** The clinic's file; null for the demonstration. */
  readonly clinic: string | null;
  readonly data: string | null;
  readonly port: number;
  readonly host: string;
  readonly readyWithinMs: number;
};

type RemoteServerSettings = { readonly kind: 'remote'; readonly url: string };

type WindowSettings = {
  readonly page: KioskPage;
  /** The label of a display, or null for any. */
  readonly display: string | null;
  readonly token: string | null;
};

/** What `kiosk.json` says, with every default filled in and every path absolute. */
export type KioskSettings = {
  readonly server: OwnServerSettings | RemoteServerSettings;
  readonly windows: readonly WindowSettings[];
  readonly pinHash: string | null;
  /** A local time of day, such as "03:30". */
  readonly upkeepAt: string;
  readonly silentAfterMs: number;
};

/**
 * Reads and checks a kiosk's file; its paths are taken from the folder it is in. Throws one plain sentence
 * that names the file, the place in it and what is expected there, and that never quotes the file: a
 * device's token may stand right beside the mistake.
 */
export function readKioskFile(file: string): KioskSettings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The kiosk's file ${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  const raw = parseJson(text, file);
  const parsed = meantShape(raw).safeParse(raw);
  if (parsed.success) return settingsFrom(parsed.data, path.dirname(path.resolve(file)));
  throw new Error(`The kiosk's file ${file} is not right:\n${problemsOf(parsed.error)}`);
}

/** What a kiosk without a file does: the demonstration, on a server of its own. */
export function demonstrationSettings(): KioskSettings {
  return { ...settingsFrom(KioskFile.parse({}), '/'), pinHash: DEMONSTRATION_PIN_HASH };
}

function settingsFrom(content: z.infer<typeof KioskFile>, folder: string): KioskSettings {
  return {
    server: serverFrom(content.server, folder),
    windows: content.windows.map(({ page, display, token }) => ({
      page,
      display: display ?? null,
      token: token ?? null,
    })),
    pinHash: content.pinHash ?? null,
    upkeepAt: content.upkeepAt,
    silentAfterMs: content.silentAfterSeconds * SECOND_MS,
  };
}

function serverFrom(
  server: z.infer<typeof KioskFile>['server'],
  folder: string,
): KioskSettings['server'] {
  if ('url' in server) return { kind: 'remote', url: server.url };
  const { clinic, data, port, host, readyWithinSeconds } = server;
  return {
    kind: 'own',
    clinic: clinic === undefined ? null : path.resolve(folder, clinic),
    data: data === undefined ? null : path.resolve(folder, data),
    port,
    host,
    readyWithinMs: readyWithinSeconds * SECOND_MS,
  };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Its message quotes what stands around the mistake, so neither is passed on.
    const place = /\(line \d+ column \d+\)/.exec(messageOf(error))?.[0];
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`The kiosk's file ${file} is not JSON${place ? ` ${place}` : ''}.`);
  }
}

/** With a `url`, the server that is meant is a remote one, whatever else is wrong with it. */
function meantShape(raw: unknown) {
  const server = HasServer.safeParse(raw).data?.server ?? {};
  return 'url' in server
    ? KioskFile.extend({ server: RemoteServer })
    : KioskFile.extend({ server: OwnServer.prefault({}) });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
