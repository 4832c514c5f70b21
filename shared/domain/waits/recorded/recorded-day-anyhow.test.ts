import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clock, on, opened, recordedDay, step } from '../../../../tests/support/recorded-log.ts';
import { MINUTE_MS } from '../../time.ts';
import type { RecordedEvent, RecordedFact } from './recorded-event.ts';

/** Whatever a messy log may say, with few enough people and rooms to collide. */
const visit = fc.constantFrom('a', 'b', 'c', 'd');
const station = fc.constantFrom('room-1', 'room-2');
const service = fc.constantFrom('doctor', 'blood');

const ofVisit: fc.Arbitrary<RecordedFact> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('checked-in'), visit, service }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('called'), visit, station }) },
  fc.record({
    type: fc.constantFrom('started', 'finished', 'held', 'resumed', 'no-show', 'left'),
    visit,
  }),
  fc.record({
    type: fc.constant('booked'),
    visit,
    service,
    startAt: fc.constantFrom(clock('09:00'), clock('09:00', 1)),
  }),
  fc.record({ type: fc.constant('cancelled'), visit }),
);
const any: fc.Arbitrary<RecordedFact> = fc.oneof(
  { weight: 8, arbitrary: ofVisit },
  fc.record({ type: fc.constant('undone'), visit }),
  fc.record({
    type: fc.constantFrom('station-paused', 'station-resumed', 'station-closed'),
    station,
  }),
  fc.record({ type: fc.constant('notice'), station, minutes: fc.nat({ max: 30 }) }),
);

const OPEN = ['room-1', 'room-2'].map((room) =>
  opened('08:00', room, { services: ['doctor', 'blood'] }),
);

function log(facts: readonly RecordedFact[]): readonly RecordedEvent[] {
  const said = facts.map((fact, index) => ({
    ...on('08:01', fact),
    at: clock('08:01') + index * MINUTE_MS,
  }));
  return [...OPEN, ...said];
}

test('no log is too messy: every leg is told once, and nobody is at two places', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40 }), (facts) => {
      const { legs } = recordedDay(...log(facts)).record();

      expect(new Set(legs.map(({ entryId }) => entryId)).size).toBe(legs.length);
      const here = legs.filter(({ status }) =>
        ['waiting', 'called', 'in-service', 'held'].includes(status),
      );
      expect(new Set(here.map(({ visitId }) => visitId)).size).toBe(here.length);
      for (const leg of legs) {
        expect(leg.overtakenCount).toBeGreaterThanOrEqual(0);
        expect((leg.endedAt ?? Infinity) >= (leg.calledAt ?? leg.queuedAt)).toBe(true);
        const isThere = leg.status === 'called' || leg.status === 'in-service';
        expect(isThere).toBe(leg.calledAt !== null && leg.endedAt === null);
      }
    }),
  );
});

test('what is undone at once is as if it had not been', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 25 }), ofVisit, (facts, last) => {
      const before = log(facts);
      const [event] = log([...facts, last]).slice(-1);
      if (!event || !('visit' in event)) return;

      const undone = recordedDay(...before, event, step('20:00', 'undone', event.visit));

      const byCall = event.type === 'called' ? event.station : null;
      const openings = (day: ReturnType<typeof recordedDay>) => ({
        ...day.record(),
        // A call from a closed or paused station shows that it is open, also when it was a mistake.
        stations: day.record().stations.filter(({ stationId }) => stationId !== byCall),
      });
      expect(openings(undone)).toEqual(openings(recordedDay(...before)));
    }),
  );
});
