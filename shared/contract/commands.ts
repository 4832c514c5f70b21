import { z } from 'zod';
import { REFUSALS } from '../domain/refusal.ts';
import type { Report } from './report.ts';

export const ROLES = ['check-in', 'feedback', 'display', 'desk', 'manager', 'phone'] as const;
export type Role = (typeof ROLES)[number];

/** Why a request was not done. `refused` carries one of the closed refusals. */
export const FAILURE_CODES = [
  'invalid-input',
  'forbidden',
  'refused',
  'too-many',
  'not-saved',
  'internal',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

const Id = z.string().min(1).max(64);
const Language = z.enum(['en', 'es', 'ar']);
const Need = z.enum(['interpreter', 'hearing', 'moving', 'quiet']);
export type Need = z.output<typeof Need>;

const Instant = z.int().min(0);
const LocalizedText = z.object({ en: z.string() }).catchall(z.string());
const Initial = z.string().min(1).max(8);

export const ShownWait = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('window'), fromAt: Instant, toAt: Instant }),
  z.strictObject({
    kind: z.literal('unknown'),
    reason: z.enum(['nobody-serving', 'held', 'not-trusted']),
  }),
]);

/** What a patient is told once checked in. No name, no birth date: it is shown in a public place. */
export const Confirmation = z.strictObject({
  ticket: z.string(),
  areaLabel: LocalizedText,
  areaDirections: LocalizedText,
  wait: ShownWait,
  isLate: z.boolean(),
  /** The address of the phone page for this visit, or null when phones cannot reach the server. */
  phoneUrl: z.string().nullable(),
  /** Another appointment today that stays open, so that it is not forgotten. */
  laterAppointmentAt: Instant.nullable(),
  /** The notices that can make this patient wait. */
  noticeIds: z.array(z.string()),
});
export type Confirmation = z.output<typeof Confirmation>;

export const FoundAppointment = z.strictObject({
  /** Opaque, short-lived, tied to the connection; never an id of the appointment. */
  claim: z.string(),
  startAt: Instant,
  serviceLabel: LocalizedText,
  areaLabel: LocalizedText,
  isLate: z.boolean(),
});
export type FoundAppointment = z.output<typeof FoundAppointment>;

/** The answer to "who are you": never a list of people, never which field did not match. */
export const FindResult = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('found'),
    initials: z.string(),
    appointments: z.array(FoundAppointment).min(1),
  }),
  z.strictObject({ kind: z.literal('ask-first-initial') }),
  z.strictObject({ kind: z.literal('not-found') }),
  z.strictObject({
    kind: z.literal('too-early'),
    startAt: Instant,
    opensAt: Instant,
    areaLabel: LocalizedText,
  }),
  z.strictObject({ kind: z.literal('too-late'), startAt: Instant }),
  z.strictObject({ kind: z.literal('already-checked-in'), confirmation: Confirmation }),
]);
export type FindResult = z.output<typeof FindResult>;

// Each command carries an id minted by its sender: sending it again is answered by the stored reply.
const command = { commandId: z.uuid() };
const onEntry = z.strictObject({ ...command, entryId: Id });
const onStation = z.strictObject({ ...command, stationId: Id });

export const CALL_REASONS = ['urgent', 'ready-now', 'asked', 'other'] as const;
export const HELP_SCREENS = [
  'welcome',
  'birthdate',
  'name',
  'appointment',
  'confirmation',
  'not-found',
  'too-early',
  'too-late',
  'walk-in',
  'other',
] as const;

const EntryRef = z.strictObject({ entryId: z.string(), ticket: z.string() });
const Nothing = z.strictObject({});

type CommandShape = {
  readonly input: z.ZodType;
  readonly value: z.ZodType;
  readonly roles: readonly Role[];
};

/** Every change of the clinic's state: its input, what an accepted one answers, and who may ask. */
export const commands = {
  'check-in:confirm': {
    input: z.strictObject({
      ...command,
      claim: z.string().min(1).max(64),
      needs: z.array(Need).max(4),
      language: Language,
    }),
    value: Confirmation,
    roles: ['check-in'],
  },
  'check-in:take-number': {
    input: z.strictObject({
      ...command,
      serviceId: Id,
      needs: z.array(Need).max(4),
      language: Language,
    }),
    value: Confirmation,
    roles: ['check-in', 'desk'],
  },
  'check-in:by-desk': {
    input: z.strictObject({ ...command, appointmentId: Id, needs: z.array(Need).max(4) }),
    value: z.strictObject({ entryId: z.string(), ticket: z.string() }),
    roles: ['desk'],
  },
  'queue:call-next': { input: onStation, value: EntryRef, roles: ['desk'] },
  'queue:call': {
    input: z.strictObject({
      ...command,
      entryId: Id,
      stationId: Id,
      reason: z.enum(CALL_REASONS).nullable(),
    }),
    value: EntryRef,
    roles: ['desk'],
  },
  'queue:recall': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:no-show': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:requeue': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:start': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:finish': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:hold': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:resume': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:leave': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'queue:transfer': {
    input: z.strictObject({
      ...command,
      entryId: Id,
      serviceId: Id,
      providerId: Id.nullable(),
    }),
    value: EntryRef,
    roles: ['desk'],
  },
  'queue:set-priority': {
    input: z.strictObject({ ...command, entryId: Id, priority: z.int().min(0).max(3) }),
    value: EntryRef,
    roles: ['desk'],
  },
  'queue:undo': { input: onEntry, value: EntryRef, roles: ['desk'] },
  'station:open': {
    input: z.strictObject({ ...command, stationId: Id, providerId: Id.nullable() }),
    value: Nothing,
    roles: ['desk'],
  },
  'station:pause': {
    input: z.strictObject({ ...command, stationId: Id, untilAt: Instant.nullable() }),
    value: Nothing,
    roles: ['desk'],
  },
  'station:close': { input: onStation, value: Nothing, roles: ['desk'] },
  'notice:show': {
    input: z.strictObject({
      ...command,
      /** Null: the whole clinic. */
      stationId: Id.nullable(),
      minutes: z.int().min(5).max(240),
      reasonId: Id,
    }),
    value: z.strictObject({ noticeId: z.string() }),
    roles: ['desk'],
  },
  'notice:clear': {
    input: z.strictObject({ ...command, noticeId: Id }),
    value: Nothing,
    roles: ['desk'],
  },
  'help:call': {
    input: z.strictObject({ ...command, screen: z.enum(HELP_SCREENS), language: Language }),
    value: z.strictObject({ helpId: z.string() }),
    roles: ['check-in', 'phone'],
  },
  'help:answer': {
    input: z.strictObject({ ...command, helpId: Id }),
    value: Nothing,
    roles: ['desk'],
  },
  'phone:answer-call': {
    input: z.strictObject({ ...command, answer: z.enum(['on-my-way', 'need-time']) }),
    value: Nothing,
    roles: ['phone'],
  },
  'feedback:face': {
    input: z.strictObject({
      ...command,
      answerId: z.uuid(),
      /** 4 very good, 3 good, 2 poor, 1 very poor; 0 neither, only where five faces are set. */
      score: z.int().min(0).max(4),
      /** When it was touched, by the terminal's clock: answers can arrive hours later. */
      touchedAt: Instant,
      language: Language,
      /** Which side the happy face was on, so that a bias can be looked for. */
      happySide: z.enum(['left', 'right']),
      /** Touches of the last 20 seconds on that terminal, this one included. */
      recentTouches: z.int().min(1).max(1000),
      /** Since the touch before, or null for the first of the day. */
      sinceLastTouchMs: z.int().min(0).nullable(),
    }),
    value: Nothing,
    roles: ['feedback'],
  },
  'feedback:change': {
    input: z.strictObject({ ...command, answerId: z.uuid(), score: z.int().min(0).max(4) }),
    value: Nothing,
    roles: ['feedback'],
  },
  'feedback:follow-up': {
    input: z.strictObject({
      ...command,
      answerId: z.uuid(),
      reasonIds: z.array(Id).max(12),
      words: z.string().max(140),
    }),
    value: Nothing,
    roles: ['feedback'],
  },
  'feedback:contact': {
    input: z.strictObject({
      ...command,
      answerId: z.uuid(),
      /** A phone number or an e-mail address, as typed. */
      contact: z.string().min(3).max(120),
      /** The line the person agreed to, word for word. */
      consentText: z.string().min(1).max(400),
    }),
    value: Nothing,
    roles: ['feedback'],
  },
  'feedback:talk': {
    input: z.strictObject({ ...command, answerId: z.uuid(), language: Language }),
    value: z.strictObject({ helpId: z.string() }),
    roles: ['feedback'],
  },
  'delivery:retry': {
    input: z.strictObject({ ...command, destinationId: Id, seq: z.int().min(1) }),
    value: Nothing,
    roles: ['desk', 'manager'],
  },
  'conflict:close': {
    input: z.strictObject({ ...command, conflictId: Id }),
    value: Nothing,
    roles: ['desk'],
  },
  'contact:close': {
    input: z.strictObject({ ...command, contactId: Id }),
    value: Nothing,
    roles: ['manager'],
  },
} as const satisfies Record<string, CommandShape>;

export type CommandName = keyof typeof commands;
export type CommandInput<C extends CommandName> = z.output<(typeof commands)[C]['input']>;
export type CommandValue<C extends CommandName> = z.output<(typeof commands)[C]['value']>;

/** Questions that change nothing, so they need no id and leave no event. */
export const queries = {
  'check-in:find': {
    input: z.strictObject({
      dateOfBirth: z.iso.date(),
      lastInitial: Initial,
      firstInitial: Initial.nullable(),
    }),
    value: FindResult,
    roles: ['check-in'],
  },
  'appointments:find': {
    input: z.strictObject({ text: z.string().min(1).max(60) }),
    value: z.strictObject({
      appointments: z.array(
        z.strictObject({
          appointmentId: z.string(),
          name: z.string(),
          startAt: Instant,
          serviceLabel: LocalizedText,
          providerLabel: z.string().nullable(),
          status: z.enum(['expected', 'checked-in', 'cancelled']),
          ticket: z.string().nullable(),
        }),
      ),
    }),
    roles: ['desk'],
  },
  /** People who asked to be contacted and were not yet; the only place their details are read. */
  'contacts:open': {
    input: z.strictObject({}),
    value: z.strictObject({
      contacts: z.array(
        z.strictObject({
          contactId: z.string(),
          contact: z.string(),
          askedAt: Instant,
          score: z.int().nullable(),
          reasonIds: z.array(z.string()),
        }),
      ),
    }),
    roles: ['manager'],
  },
  'report:read': {
    input: z.strictObject({ fromDay: z.iso.date(), toDay: z.iso.date() }),
    value: z.custom<Report>(),
    roles: ['manager'],
  },
} as const satisfies Record<string, CommandShape>;

export type QueryName = keyof typeof queries;
export type QueryInput<Q extends QueryName> = z.output<(typeof queries)[Q]['input']>;
export type QueryValue<Q extends QueryName> = z.output<(typeof queries)[Q]['value']>;

export const Failure = z.strictObject({
  code: z.enum(FAILURE_CODES),
  reason: z.enum(REFUSALS).optional(),
  /** For `invalid-input`: which field, and what was expected. */
  issues: z.array(z.string()).optional(),
  /** For `too-many`: how long to wait. */
  retryAfterSeconds: z.int().optional(),
});
export type Failure = z.output<typeof Failure>;

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };
