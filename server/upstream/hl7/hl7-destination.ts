import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import { createVisitRecords, type VisitRecords } from '../../db/visit-records.ts';
import type { Attempt, Destination, ItemOutcome } from '../delivery/destination.ts';
import { adtMessage, type ArrivedVisit } from './adt-message.ts';
import { type Exchange, type LineLimits, MessageLine } from './message-line.ts';
import { outcomeOf } from './read-answer.ts';

export type Hl7DestinationParts = {
  readonly db: Db;
  readonly stores: Pick<Stores, 'appointments' | 'entries'>;
  readonly clinic: Pick<Clinic, 'timeZone' | 'services'>;
  /** For tests of the deadlines. */
  readonly limits?: LineLimits;
};

const MOST_EVENTS = 10;
const MOST_BYTES = 64 * 1024;
const DEADLINE_MS = MINUTE_MS;

/**
 * A hospital's interface that is told of booked patients who have checked in (ADT^A04 or ADT^A10), one
 * message at a time, each answered before the next. Somebody without an appointment is nobody whom it
 * could know, and is passed over. Null when the settings have no `send`.
 */
export function createHl7Destination(
  settings: Hl7Settings,
  { db, stores, clinic, limits }: Hl7DestinationParts,
): Destination | null {
  const { id, kind, label, send } = settings;
  if (!send) return null;
  const records = createVisitRecords(db, stores);
  const line = new MessageLine(send, limits);
  const deliverOne = async (
    event: StoredEvent,
    signal: AbortSignal,
  ): Promise<ItemOutcome | Failed> => {
    const { seq } = event;
    const found = arrivedVisit(event, records);
    if (found.kind === 'settled') return { seq, ...found.outcome };
    const message = adtMessage(event, found.visit, { settings, clinic });
    const exchange = await line.exchange(message, signal);
    if (exchange.kind !== 'answer') return failed(exchange);
    const outcome = outcomeOf(exchange.answer);
    if (outcome) return { seq, ...outcome };
    return failed({ kind: 'not-understood', detail: 'MSA-1 is no code of HL7' });
  };
  return {
    id,
    kind,
    label,
    wants: (eventType) => eventType === 'visit.checked-in',
    mostEvents: MOST_EVENTS,
    mostBytes: MOST_BYTES,
    deadlineMs: DEADLINE_MS,
    deliver: async (events, { signal }) => {
      const items: ItemOutcome[] = [];
      for (const event of events) {
        const outcome = await deliverOne(event, signal);
        // What was answered before the line broke counts; the rest is delivered again.
        if ('failure' in outcome) return items.length === 0 ? outcome : answered(items);
        items.push(outcome);
      }
      return answered(items);
    },
    close: () => line.close(),
  };
}

type Failed = Extract<Attempt, { readonly kind: 'failed' }>;

function answered(items: readonly ItemOutcome[]): Attempt {
  return { kind: 'answered', items };
}

function failed({ kind, detail }: Exclude<Exchange, { readonly kind: 'answer' }>): Failed {
  return { kind: 'failed', failure: kind, retryAfterMs: null, detail };
}

type Found =
  | { readonly kind: 'visit'; readonly visit: ArrivedVisit }
  | { readonly kind: 'settled'; readonly outcome: Omit<ItemOutcome, 'seq'> };

const PASSED_OVER: Found = { kind: 'settled', outcome: { kind: 'done', code: '', detail: '' } };

function arrivedVisit({ aggregate }: StoredEvent, records: VisitRecords): Found {
  const visit = records.visit(aggregate.replace(/^visit:/, ''));
  if (!visit) return quarantined('visit-unknown', 'its visit is not in the database');
  const { appointment } = visit;
  if (!appointment) return PASSED_OVER;
  if (appointment.lastName === '' || appointment.dateOfBirth === '') {
    return quarantined(
      'patient-data-gone',
      'the name and birth date were removed as they were old',
    );
  }
  return { kind: 'visit', visit: { ...visit, appointment } };
}

function quarantined(code: string, detail: string): Found {
  return { kind: 'settled', outcome: { kind: 'quarantined', code, detail } };
}
