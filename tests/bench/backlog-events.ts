import { hash, randomUUID } from 'node:crypto';

/** An event like those of a clinic's day, for a backlog. */
export type BacklogEvent = {
  readonly id: string;
  readonly type: string;
  readonly aggregate: string;
  readonly occurredAt: number;
  readonly body: string;
  readonly sha256: string;
};

/**
 * What a visit leaves in the log, in turn: a check-in, a call, a start, an end, and a face. Each event
 * is new; the mix and the sizes of the bodies are those of a real log.
 */
export function backlogEvents(count: number, at: number): readonly BacklogEvent[] {
  const events: BacklogEvent[] = [];
  let visit = newVisit();
  for (let index = 0; index < count; index += 1) {
    const step = index % 5;
    if (step === 0) visit = newVisit();
    const { type, aggregate, body } = stepOf(step, visit, index);
    const text = JSON.stringify({ ...body, by: 'kiosk-1' });
    events.push({
      id: randomUUID(),
      type,
      aggregate,
      occurredAt: at + index,
      body: text,
      sha256: hash('sha256', text),
    });
  }
  return events;
}

type Visit = { readonly visitId: string; readonly entryId: string };

function newVisit(): Visit {
  return { visitId: randomUUID(), entryId: randomUUID() };
}

function stepOf(step: number, { visitId, entryId }: Visit, index: number) {
  const aggregate = `visit:${visitId}`;
  if (step === 0) {
    return {
      type: 'visit.checked-in',
      aggregate,
      body: {
        ticket: 'C42',
        appointmentId: null,
        entryId,
        serviceId: 'blood-test',
        providerId: null,
        isLate: false,
        needs: [],
        language: 'en',
        source: 'kiosk',
      },
    };
  }
  if (step === 1) {
    const body = { entryId, callNumber: index, stationId: 'room-1', reason: null, overtookIds: [] };
    return { type: 'queue.called', aggregate, body };
  }
  if (step === 2) {
    return { type: 'queue.started', aggregate, body: { entryId, from: 'called', priority: 0 } };
  }
  if (step === 3) {
    return {
      type: 'queue.finished',
      aggregate,
      body: { entryId, from: 'in-service', priority: 0 },
    };
  }
  const body = { score: 4, faces: 4, language: 'en', leftOut: null };
  return { type: 'feedback.given', aggregate: `answer:${randomUUID()}`, body };
}
