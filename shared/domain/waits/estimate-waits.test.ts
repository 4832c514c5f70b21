import { describe, expect, test } from 'vitest';
import {
  called,
  inService,
  NOON,
  noonPlus,
  station,
  waiting,
} from '../../../tests/support/queue-builders.ts';
import {
  average,
  estimates,
  median,
  people,
  quantilesOf,
  type Scene,
  VARYING,
} from '../../../tests/support/wait-scenes.ts';
import type { WaitEstimate } from './wait-estimate.ts';

/** Median minutes and position, or why it is unknown, by entry. */
function told(scene: Scene): Record<string, string> {
  return Object.fromEntries(
    [...estimates(scene)].map(([id, estimate]) => [
      id,
      estimate.kind === 'known'
        ? `${Math.round(median(estimate) * 10) / 10} min, ${estimate.position} before`
        : estimate.reason,
    ]),
  );
}

describe('one station', () => {
  test('the first in line of an idle station waits no time at all', () => {
    expect(estimates({ entries: [waiting()], model: VARYING }).get('q1')).toEqual({
      kind: 'known',
      quantiles: Array.from({ length: 19 }, () => 0),
      position: 0,
    });
  });

  test('each waits for the visits of those before them', () => {
    expect(told({ entries: people(3) })).toEqual({
      q1: '0 min, 0 before',
      q2: '10 min, 1 before',
      q3: '20 min, 2 before',
    });
  });

  test('the one order decides who is before whom', () => {
    const entries = [
      waiting({ id: 'routine', dueAt: noonPlus(-30) }),
      waiting({ id: 'passed-over', dueAt: noonPlus(5), overtakenCount: 3 }),
      waiting({ id: 'urgent', dueAt: noonPlus(9), priority: 1 }),
    ];
    expect(told({ entries })).toEqual({
      urgent: '0 min, 0 before',
      'passed-over': '10 min, 1 before',
      routine: '20 min, 2 before',
    });
  });

  test('a patient inside is waited for as long as they should still take', () => {
    const inside = inService({ id: 'inside', calledAt: noonPlus(-7), startedAt: noonPlus(-6) });
    expect(told({ entries: [inside, waiting()] })).toEqual({ q1: '3 min, 0 before' });
  });

  test('a patient called, but not there yet, is about to start', () => {
    expect(told({ entries: [called({ id: 'called' }), waiting()] })).toEqual({
      q1: '10 min, 0 before',
    });
    const long = called({ id: 'called', calledAt: noonPlus(-30) });
    expect(told({ entries: [long, waiting()] })).toEqual({ q1: '7 min, 0 before' });
  });

  test('one called while another is inside comes after them', () => {
    const inside = inService({ id: 'inside', calledAt: noonPlus(-6), startedAt: noonPlus(-6) });
    const next = called({ id: 'called', serviceId: 'nurse', calledAt: noonPlus(-2) });
    expect(told({ entries: [inside, next, waiting()] })).toEqual({ q1: '8 min, 0 before' });
  });

  test('waiting for two visits is as unsure as two visits are', () => {
    const inside = inService({ id: 'inside' });
    const behindTwo = [inside, called({ id: 'called' }), waiting()];
    const next = estimates({ entries: behindTwo, model: VARYING }).get('q1');
    const second = estimates({ entries: people(3), model: VARYING }).get('q3');
    expect(next).toEqual({ ...second, position: 0 });
  });

  test('of two inside, the finish of the earlier was forgotten', () => {
    const forgotten = inService({ id: 'a', calledAt: noonPlus(-50), startedAt: noonPlus(-50) });
    const inside = inService({ id: 'b', calledAt: noonPlus(-2), startedAt: noonPlus(-2) });
    expect(told({ entries: [inside, forgotten, waiting()] })).toEqual({ q1: '8 min, 0 before' });
  });

  test('a visit that should be over may end any moment, however long it lasts', () => {
    expect(average(nextBehind(30))).toBeGreaterThan(4);
    expect(average(nextBehind(30))).toBeLessThan(10);
    expect(nextBehind(600)).toEqual(nextBehind(40));
  });

  test('the spread adds up along the line', () => {
    const scene = estimates({ entries: people(3), model: VARYING });
    const [one = 0, two = 0] = ['q2', 'q3'].map((id) => {
      const minutes = quantilesOf(scene.get(id));
      return (minutes[15] ?? 0) - (minutes[3] ?? 0);
    });
    // From q20 to q80; two visits vary by the root of 2 more than one.
    expect(two / one).toBeGreaterThan(1.35);
    expect(two / one).toBeLessThan(1.6);
  });
});

describe('several stations', () => {
  const room1 = station();
  const room2 = station({ stationId: 'room-2', serviceIds: ['doctor', 'nurse'] });

  test('a line is shared, and everybody called from it counts as before those after', () => {
    expect(
      told({ entries: people(4), stations: [room1, { ...room1, stationId: 'room-2' }] }),
    ).toEqual({
      q1: '0 min, 0 before',
      q2: '0 min, 1 before',
      q3: '10 min, 2 before',
      q4: '10 min, 3 before',
    });
  });

  test('the station that is free first calls first', () => {
    const entries = [
      inService({ id: 'a', calledAt: noonPlus(-2), startedAt: noonPlus(-2) }),
      inService({ id: 'b', stationId: 'room-2', calledAt: noonPlus(-7), startedAt: noonPlus(-7) }),
      ...people(3),
    ];
    expect(told({ entries, stations: [room1, room2] })).toEqual({
      q1: '3 min, 0 before',
      q2: '8 min, 1 before',
      q3: '13 min, 2 before',
    });
  });

  test('a patient of one provider waits for that provider, and others go ahead elsewhere', () => {
    const ofAda = waiting({ id: 'of-ada', providerId: 'ada', dueAt: noonPlus(-9) });
    const busy = inService({ id: 'busy', calledAt: noonPlus(-4), startedAt: noonPlus(-4) });
    const stations = [
      station({ providerId: 'ada' }),
      station({ stationId: 'room-2', providerId: 'ben' }),
    ];
    expect(told({ entries: [busy, ofAda, ...people(1)], stations })).toEqual({
      'of-ada': '6 min, 0 before',
      q1: '0 min, 0 before',
    });
  });

  test('only those called where you could be called count as before you', () => {
    const nurse = waiting({ id: 'for-nurse', serviceId: 'nurse', dueAt: noonPlus(60) });
    const nurseRoom = station({ stationId: 'room-3', serviceIds: ['nurse'] });
    const scene = { entries: [...people(2), nurse], stations: [room1, nurseRoom] };
    expect(told(scene)['for-nurse']).toBe('0 min, 0 before');
  });
});

describe('pauses', () => {
  test('a station that said when it is back is waited for', () => {
    const stations = [station({ status: 'paused', untilAt: noonPlus(25) })];
    const scene = estimates({ entries: people(2), stations });
    expect(average(scene.get('q1'))).toBeCloseTo(25, 0);
    expect(average(scene.get('q2'))).toBeCloseTo(35, 0);
  });

  test('when exactly a station is back, nobody knows', () => {
    const stations = [station({ status: 'paused', untilAt: noonPlus(25) })];
    const quantiles = quantilesOf(estimates({ entries: people(1), stations }).get('q1'));
    expect(quantiles[0]).toBeCloseTo(17.6, 0);
    expect(quantiles[18]).toBeCloseTo(34, 0);
  });

  test('a station that is back late is expected any minute', () => {
    const stations = [station({ status: 'paused', untilAt: noonPlus(-20) })];
    expect(average(estimates({ entries: people(1), stations }).get('q1'))).toBeCloseTo(2, 0);
  });

  test('a pause does not make the patient inside any faster', () => {
    const stations = [station({ status: 'paused', untilAt: noonPlus(2) })];
    expect(told({ entries: [inService({ id: 'inside' }), ...people(1)], stations })).toEqual({
      q1: '10 min, 0 before',
    });
  });

  test.each([
    ['none', []],
    ['one closed', [station({ status: 'closed', untilAt: noonPlus(5) })]],
    ['one paused for nobody knows how long', [station({ status: 'paused' })]],
    ['one for another service', [station({ serviceIds: ['nurse'] })]],
  ] as const)('with no station to serve them (%s) a wait is unknown', (_, stations) => {
    expect(told({ entries: people(2), stations })).toEqual({
      q1: 'nobody-serving',
      q2: 'nobody-serving',
    });
  });

  test('a patient of an absent provider waits for nobody knows how long, the others do not', () => {
    const ofAda = waiting({ id: 'of-ada', providerId: 'ada' });
    expect(told({ entries: [ofAda, ...people(1)] })).toEqual({
      'of-ada': 'nobody-serving',
      q1: '0 min, 0 before',
    });
  });
});

describe('those put back or on hold', () => {
  test('someone put back is called no earlier, and back in their place from then on', () => {
    const putBack = waiting({ id: 'put-back', dueAt: noonPlus(-60), notBeforeAt: noonPlus(5) });
    expect(told({ entries: [putBack, ...people(2)] })).toEqual({
      q1: '0 min, 0 before',
      'put-back': '10 min, 1 before',
      q2: '20 min, 2 before',
    });
  });

  test('someone put back does not go ahead of those before them in the order', () => {
    const putBack = waiting({ id: 'put-back', dueAt: noonPlus(1.5), notBeforeAt: noonPlus(5) });
    expect(told({ entries: [...people(3), putBack] })).toEqual({
      q1: '0 min, 0 before',
      q2: '10 min, 1 before',
      'put-back': '20 min, 2 before',
      q3: '30 min, 3 before',
    });
  });

  test('an idle station waits for the end of the pause when nobody else is there', () => {
    const entries = [
      waiting({ id: 'a', notBeforeAt: noonPlus(5) }),
      waiting({ id: 'b', notBeforeAt: noonPlus(3) }),
    ];
    expect(told({ entries })).toEqual({ b: '3 min, 0 before', a: '13 min, 1 before' });
  });

  test('no quantile is before the end of the pause', () => {
    const putBack = waiting({ id: 'put-back', notBeforeAt: noonPlus(12) });
    const scene = { entries: [inService({ id: 'inside' }), putBack], model: VARYING };
    expect(Math.min(...quantilesOf(estimates(scene).get('put-back')))).toBe(12);
  });

  test('someone on hold has no known wait and keeps nobody waiting', () => {
    const held = waiting({ id: 'held', status: 'held', dueAt: noonPlus(-60) });
    expect(told({ entries: [held, ...people(1)] })).toEqual({
      held: 'held',
      q1: '0 min, 0 before',
    });
  });

  test('those called, inside or gone get no estimate', () => {
    const entries = [
      called({ id: 'a' }),
      inService({ id: 'b' }),
      waiting({ id: 'c', status: 'left' }),
      inService({ id: 'd', status: 'done', endedAt: NOON }),
      called({ id: 'e', status: 'no-show', endedAt: NOON }),
    ];
    expect(estimates({ entries }).size).toBe(0);
  });
});

/** The wait of the next in line behind a patient who has been inside for so long. */
function nextBehind(minutesInside: number): WaitEstimate | undefined {
  const startedAt = noonPlus(-minutesInside);
  const entries = [inService({ id: 'inside', calledAt: startedAt, startedAt }), waiting()];
  return estimates({ entries, model: VARYING }).get('q1');
}
