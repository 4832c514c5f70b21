import type { FhirSettings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { type EpochMs, SECOND_MS } from '../../../shared/domain/time.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import { createVisitRecords } from '../../db/visit-records.ts';
import type { Attempt, BatchContext, Destination, ItemOutcome } from '../delivery/destination.ts';
import { failed, type FailedAttempt } from '../http/http-attempt.ts';
import { bringUp } from './bring-up.ts';
import { connect } from './connect.ts';
import { appointmentLink } from './encounter.ts';
import { createExitAnswers } from './exit-answer.ts';
import type { Stopped } from './fhir-client.ts';
import type { FhirResource } from './fhir-resource.ts';
import { createMadeResources } from './made-resources.ts';
import { namespaceOf } from './namespace.ts';
import { ownAnswer } from './own-answer.ts';
import { ownEncounter } from './own-encounter.ts';
import { RepeatedFailures } from './repeated-failures.ts';
import { createCapabilityReader, type ServerCapabilities } from './server-capabilities.ts';
import { settleAppointment } from './settle-appointment.ts';
import { quarantined, type StepOutcome } from './step-outcome.ts';
import { visitProgress } from './visit-progress.ts';

export type FhirParts = {
  readonly db: Db;
  readonly stores: Stores;
  readonly clinic: Clinic;
  readonly now: () => EpochMs;
  /** Goes on evenly when the wall clock is set; the machine's own without it. */
  readonly monotonicMs?: () => number;
  /** After an answer that never came, how long the request may still be at work there. */
  readonly settleMs?: number;
  /** How long one answer is waited for. */
  readonly requestMs?: number;
};

const VISIT_EVENTS = new Set([
  'visit.checked-in',
  'queue.called',
  'queue.started',
  'queue.finished',
  'queue.not-come',
  'queue.left',
  'queue.put-back',
  'queue.undone',
  'queue.transferred',
  'visit.linked',
]);
const FEEDBACK_EVENTS = new Set(['feedback.given', 'feedback.changed', 'feedback.followed-up']);

/** Longer than servers and the proxies before them commonly let a request run. */
const SETTLE_MS = 35 * SECOND_MS;
const DEADLINE_MS = 60 * SECOND_MS;
const MOST_EVENTS = 20;
const MOST_BYTES = 256 * 1024;

/**
 * A FHIR R4 server. An event only says which visit or answer changed; what is sent is its present state,
 * so an event may come again, late, or several at once.
 */
export function createFhirDestination(settings: FhirSettings, parts: FhirParts): Destination {
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const settleMs = parts.settleMs ?? SETTLE_MS;
  const startedMs = monotonicMs();
  const client = connect(settings, { ...parts, monotonicMs });
  const capabilities = createCapabilityReader(client, monotonicMs);
  const made = createMadeResources(parts.db, settings.id);
  const visits = createVisitRecords(parts.db, parts.stores);
  const exitAnswer = createExitAnswers(parts.db);
  const unanswered = new Map<string, FhirResource>();
  const failures = new RepeatedFailures(settleMs, monotonicMs);
  const isSetAside = setAsideLookup(parts.db, settings.id);
  const namespace = namespaceOf(settings.identifierSystem);
  const labels = new Map(parts.clinic.stations.map(({ id, label }) => [id, label.en]));
  const stationLabel = (id: string): string => labels.get(id) ?? id;

  const placeOf = ({ updateCreates }: ServerCapabilities, signal: AbortSignal) => ({
    client,
    made,
    updateCreates,
    unanswered,
    unsettledMs: () => Math.max(0, startedMs + settleMs - monotonicMs()),
    signal,
  });

  const bringUpVisit = async (
    visitId: string,
    server: ServerCapabilities,
    signal: AbortSignal,
  ): Promise<StepOutcome> => {
    const visit = visits.visit(visitId);
    if (!visit) return quarantined('not-found-here', 'there is no such visit');
    const link = appointmentLink(visit, settings.id);
    const encounter = ownEncounter(visit, link, { namespace, stationLabel });
    const first = await bringUp(encounter, placeOf(server, signal));
    const { appointment: wanted } = visitProgress(visit);
    if (first.kind === 'stopped' || link === null || wanted === null) return first;
    const { patchesAppointmentsOnly } = server;
    const second = await settleAppointment(link, wanted, {
      client,
      patchesAppointmentsOnly,
      signal,
    });
    return second.kind === 'stopped' || first.kind === 'done' ? second : first;
  };

  const bringUpSubject = (
    subject: string,
    server: ServerCapabilities,
    signal: AbortSignal,
  ): Promise<StepOutcome> | StepOutcome => {
    const [kind, id = ''] = subject.split(':');
    if (kind === 'visit') return bringUpVisit(id, server, signal);
    const answer = kind === 'answer' ? exitAnswer(id) : null;
    if (!answer) return quarantined('not-found-here', `there is no such ${kind}`);
    return bringUp(ownAnswer(answer, namespace), placeOf(server, signal));
  };

  /** One visit or answer, with what is remembered of its earlier failures. */
  const attemptSubject = async (
    subject: string,
    server: ServerCapabilities,
    signal: AbortSignal,
  ): Promise<StepOutcome> => {
    const restMs = failures.restMs(subject);
    if (restMs > 0) return resting(restMs);
    const writesBefore = client.writes();
    const outcome = await bringUpSubject(subject, server, signal);
    if (outcome.kind !== 'stopped') {
      failures.succeed(subject, client.writes() > writesBefore);
      return outcome;
    }
    if (!isAboutOne(outcome.attempt) && !outcome.isOpen) return outcome;
    const isGivenUp = failures.fail(subject, outcome.isOpen);
    return isGivenUp ? quarantined('server-error', detailOf(outcome.attempt)) : outcome;
  };

  return {
    id: settings.id,
    kind: 'fhir',
    label: settings.label,
    wants: (type) =>
      (settings.push.visits && VISIT_EVENTS.has(type)) ||
      (settings.push.feedback && FEEDBACK_EVENTS.has(type)),
    mostEvents: MOST_EVENTS,
    mostBytes: MOST_BYTES,
    deadlineMs: DEADLINE_MS,
    deliver: async (events: readonly StoredEvent[], { signal }: BatchContext) => {
      const server = await capabilities(signal);
      if ('kind' in server) return server.attempt;
      const outcomes = new Map<string, StepOutcome>();
      for (const subject of new Set(events.map(({ aggregate }) => aggregate))) {
        const outcome = await attemptSubject(subject, server, signal);
        outcomes.set(subject, outcome);
        if (outcome.kind === 'stopped' && !isAboutOne(outcome.attempt)) break;
      }
      return attemptOf(events, outcomes, isSetAside);
    },
    close: async () => {},
  };
}

/** Whether a code is before staff already for an earlier event of the same visit. */
type IsSetAside = (event: StoredEvent, code: string) => boolean;

function setAsideLookup(db: Db, destinationId: string): IsSetAside {
  const find = db.prepare<[string, string, string, number]>(
    `SELECT 1 FROM delivery_set_aside AS aside JOIN event ON event.seq = aside.seq
     WHERE aside.destination_id = ? AND aside.state = 'quarantined' AND aside.code = ?
       AND event.aggregate = ? AND aside.seq <> ? LIMIT 1`,
  );
  return (event, code) => find.get(destinationId, code, event.aggregate, event.seq) !== undefined;
}

/** The outcomes of the events up to the first that is not settled. */
function attemptOf(
  events: readonly StoredEvent[],
  outcomes: ReadonlyMap<string, StepOutcome>,
  isSetAside: IsSetAside,
): Attempt {
  const items: ItemOutcome[] = [];
  const lastSeqs = new Map(events.map(({ aggregate, seq }) => [aggregate, seq]));
  for (const event of events) {
    const outcome = outcomes.get(event.aggregate);
    if (outcome === undefined || outcome.kind === 'stopped') {
      return stoppedAt(items, outcome?.attempt ?? firstStop(outcomes));
    }
    // Only the newest event of a visit is shown: what was tried for it is the visit's present state.
    const isShown =
      outcome.kind === 'quarantined' &&
      lastSeqs.get(event.aggregate) === event.seq &&
      !isSetAside(event, outcome.code);
    items.push(isShown ? { seq: event.seq, ...outcome } : done(event.seq));
  }
  return { kind: 'answered', items };
}

function stoppedAt(items: readonly ItemOutcome[], attempt: FailedAttempt): Attempt {
  if (items.length === 0) return attempt;
  const pauseMs = attempt.kind === 'failed' ? attempt.retryAfterMs : null;
  return { kind: 'answered', items, ...(pauseMs === null ? {} : { pauseMs }) };
}

function firstStop(outcomes: ReadonlyMap<string, StepOutcome>): FailedAttempt {
  const stop = [...outcomes.values()].find((outcome) => outcome.kind === 'stopped');
  return stop?.attempt ?? failed('no-answer', 'the time for it was over');
}

function done(seq: number): ItemOutcome {
  return { seq, kind: 'done', code: '', detail: '' };
}

/** The server stumbled over this one; the next may be well. */
function isAboutOne(attempt: FailedAttempt): boolean {
  return attempt.kind === 'failed' && attempt.failure === 'server-error';
}

function resting(restMs: number): Stopped {
  const detail = 'an earlier request for it may still be running there';
  return { kind: 'stopped', attempt: failed('server-error', detail, restMs), isOpen: false };
}

function detailOf(attempt: FailedAttempt): string {
  return 'detail' in attempt ? attempt.detail : '';
}
