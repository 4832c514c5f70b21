import { z } from 'zod';
import { TimeOfDay } from '../../shared/contract/file-fields.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { DEFAULT_SETTINGS } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { readInstant, writeInstant, type WrittenInstant } from './instant.ts';

const Id = z.string('must be text').min(1, 'must not be empty');
const Minutes = z.number('must be a number of minutes').min(0, 'must not be below 0').max(100_000);
const Count = z.int('must be a whole number').min(0, 'must not be below 0');

const Instant = z.string('must be text').transform((text, context): WrittenInstant => {
  const instant = readInstant(text);
  if (instant) return instant;
  const message = 'must be an ISO 8601 time with an offset, such as "2026-11-21T10:05:00+01:00"';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** Something that may be missing, or null, which is how many programs write that. */
function maybe<T extends z.ZodType>(type: T) {
  return type.nullish().transform((value) => value ?? undefined);
}

const at = Instant;
const visit = Id;
const station = Id;
const provider = maybe(Id);
const visitType = maybe(Id);
const { policy: usual } = DEFAULT_SETTINGS;

const Policy = z.object({
  lateGraceMinutes: maybe(Minutes).transform((minutes) => minutes ?? usual.lateGraceMinutes),
  walkInHandicapMinutes: maybe(Minutes).transform((it) => it ?? usual.walkInHandicapMinutes),
  maxOvertakes: maybe(Count),
});

const RecordedLine = z.discriminatedUnion('type', [
  z.object({
    at,
    type: z.literal('clinic'),
    services: maybe(z.array(z.object({ id: Id, minutes: Minutes }))).transform((it) => it ?? []),
    policy: maybe(Policy).transform((policy) => policy ?? usual),
    breaks: maybe(z.array(z.object({ provider: Id, from: TimeOfDay, minutes: Minutes }))).transform(
      (breaks) => breaks ?? [],
    ),
    closes: maybe(TimeOfDay),
  }),
  z.object({
    at,
    type: z.literal('station-opened'),
    station,
    services: z.array(Id, 'must be a list of services'),
    provider,
  }),
  z.object({ at, type: z.literal('station-paused'), station, untilAt: maybe(Instant) }),
  z.object({ at, type: z.literal('station-resumed'), station }),
  z.object({ at, type: z.literal('station-closed'), station }),
  z.object({
    at,
    type: z.literal('booked'),
    visit,
    service: Id,
    provider,
    startAt: Instant,
    visitType,
    minutes: maybe(Minutes.positive('must be above 0')),
  }),
  z.object({ at, type: z.literal('cancelled'), visit }),
  z.object({
    at,
    type: z.literal('checked-in'),
    visit,
    service: Id,
    provider,
    visitType,
    bookedAt: maybe(Instant),
    priority: maybe(Count),
  }),
  z.object({ at, type: z.literal('called'), visit, station, provider }),
  z.object({ at, type: z.literal('started'), visit }),
  z.object({ at, type: z.literal('finished'), visit }),
  z.object({ at, type: z.literal('held'), visit }),
  z.object({ at, type: z.literal('resumed'), visit }),
  z.object({ at, type: z.literal('no-show'), visit }),
  z.object({ at, type: z.literal('left'), visit }),
  z.object({ at, type: z.literal('undone'), visit }),
  z.object({ at, type: z.literal('notice'), station, minutes: Minutes }),
]);

type Line = z.infer<typeof RecordedLine>;

const TYPES = RecordedLine.options.map((option) => option.shape.type.value);
const FIELDS = new Map(
  RecordedLine.options.map((option) => [option.shape.type.value, Object.keys(option.shape)]),
);

export type ReadLine =
  | { readonly ok: true; readonly event: RecordedEvent; readonly unknownFields: readonly string[] }
  /** What is wrong, in plain words that begin with the field. */
  | { readonly ok: false; readonly problem: string };

/** Reads one line of a recorded log. Fields it does not know are left out and named. */
export function readLine(text: string): ReadLine {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'is not JSON' };
  }
  const parsed = RecordedLine.safeParse(raw);
  if (!parsed.success) return { ok: false, problem: problemOf(parsed.error, raw) };
  const known = FIELDS.get(parsed.data.type) ?? [];
  // It is an object, or its schema would have said so.
  const unknownFields = Object.keys(raw as object).filter((field) => !known.includes(field));
  return { ok: true, event: eventOf(parsed.data), unknownFields };
}

/** The same line as `readLine` reads it: instants with the offset of the event. */
export function writeLine(event: RecordedEvent): string {
  const { at: epochMs, utcOffsetMinutes, type, ...rest } = event;
  const fields = Object.entries(rest).map(([field, value]) => [
    field,
    // Instants are the only numbers whose field ends so.
    field.endsWith('At') && typeof value === 'number'
      ? writeInstant(value, utcOffsetMinutes)
      : value,
  ]);
  const instant = writeInstant(epochMs, utcOffsetMinutes);
  return JSON.stringify({ at: instant, type, ...Object.fromEntries(fields) });
}

function eventOf(line: Line): RecordedEvent {
  const said: Record<string, unknown> = { ...line.at };
  for (const [field, value] of Object.entries(line)) {
    if (value === undefined || field === 'at') continue;
    said[field] = isInstant(value) ? value.at : value;
  }
  // True because the schema's fields are those of a recorded event, instants and what is not said apart.
  return said as RecordedEvent;
}

function isInstant(value: unknown): value is WrittenInstant {
  return typeof value === 'object' && value !== null && 'utcOffsetMinutes' in value;
}

function problemOf(error: z.ZodError, raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return 'must be one object';
  const type = 'type' in raw ? raw.type : undefined;
  if (!TYPES.some((known) => known === type)) {
    const what = type === undefined ? 'is missing' : `${JSON.stringify(type)} is not one of`;
    return type === undefined ? `type: ${what}` : `type: ${what} ${TYPES.join(', ')}`;
  }
  return error.issues.map((issue) => `${placeOf(issue.path)}: ${wordsOf(issue, raw)}`).join('; ');
}

function wordsOf(issue: z.core.$ZodIssue, raw: object): string {
  let value: unknown = raw;
  for (const part of issue.path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  return value === undefined ? 'is missing' : issue.message;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
}
