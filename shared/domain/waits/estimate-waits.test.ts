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
  type Asked,
  average,
  estimates,
  law,
  logMinutes,
  meanEstimates,
  people,
  quantilesOf,
  spreadEvenly,
  told,
  VARYING,
} from '../../../tests/support/wait-scenes.ts';
import type { WaitEstimate, WaitEstimates } from './wait-estimate.ts';

const NOTHING = Array.from({ length: 19 }, () => 0);
const BOTH = [
  ['simulated', estimates],
  ['by the means', meanEstimates],
] as const;

describe.each(BOTH)('one station, %s', (_, ask) => {
  test('the first in line of an idle station waits no time at all', () => {
    const answers = ask({ entries: [waiting()], law: VARYING });
    expect(answers.get('q1')).toEqual({ kind: 'known', quantiles: NOTHING, position: 0 });
  });

  test('each waits for the visits of those before them', () => {
    expect(told(ask({ entries: people(3) }))).toEqual({
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
    expect(told(ask({ entries }))).toEqual({
      urgent: '0 min, 0 before',
      'passed-over': '10 min, 1 before',
      routine: '20 min, 2 before',
    });
  });

  test('a patient inside is waited for as long as they should still take', () => {
    const inside = inService({ id: 'inside', calledAt: noonPlus(-7), startedAt: noonPlus(-6) });
    expect(told(ask({ entries: [inside, waiting()] }))).toEqual({ q1: '3 min, 0 before' });
  });

  test('a patient called, but not there yet, is about to start', () => {
    expect(told(ask({ entries: [called({ id: 'called' }), waiting()] }))).toEqual({
      q1: '10 min, 0 before',
    });
    const long = called({ id: 'called', calledAt: noonPlus(-30) });
    expect(told(ask({ entries: [long, waiting()] }))).toEqual({ q1: '7 min, 0 before' });
  });

  test('one called while another is inside comes after them', () => {
    const inside = inService({ id: 'inside', calledAt: noonPlus(-6), startedAt: noonPlus(-6) });
    const next = called({ id: 'called', serviceId: 'nurse', calledAt: noonPlus(-2) });
    expect(told(ask({ entries: [inside, next, waiting()] }))).toEqual({ q1: '8 min, 0 before' });
  });

  test('of two inside, the finish of the earlier was forgotten', () => {
    const forgotten = inService({ id: 'a', calledAt: noonPlus(-50), startedAt: noonPlus(-50) });
    const inside = inService({ id: 'b', calledAt: noonPlus(-2), startedAt: noonPlus(-2) });
    expect(told(ask({ entries: [inside, forgotten, waiting()] }))).toEqual({
      q1: '8 min, 0 before',
    });
  });

  test('a visit that should be over may end any moment, however long it lasts', () => {
    expect(average(nextBehind(30, ask))).toBeGreaterThan(4);
    expect(average(nextBehind(30, ask))).toBeLessThan(10);
    expect(nextBehind(600, ask)).toEqual(nextBehind(70, ask));
  });

  test('the spread adds up along the line', () => {
    const answers = ask({ entries: people(3), law: VARYING, paths: 512 });
    const [one = 0, two = 0] = ['q2', 'q3'].map((id) => {
      const minutes = quantilesOf(answers.get(id));
      return (minutes[15] ?? 0) - (minutes[3] ?? 0);
    });
    // From q20 to q80; two visits vary by the root of 2 more than one.
    expect(two / one).toBeGreaterThan(1.3);
    expect(two / one).toBeLessThan(1.65);
  });

  test('between two visits the station needs its turnover', () => {
    const turnover = law({ turnoverMinutes: [3] });
    const inside = inService({ id: 'inside', calledAt: noonPlus(-7), startedAt: noonPlus(-7) });
    expect(told(ask({ entries: [inside, ...people(2)], law: turnover }))).toEqual({
      q1: '6 min, 0 before',
      q2: '19 min, 1 before',
    });
  });

  test('a slower provider takes longer, also with the patient inside', () => {
    const slow = { effects: [Math.log(1.5)], shares: [1] };
    const answers = ask({
      entries: [
        inService({ id: 'inside', startedAt: noonPlus(-5), calledAt: noonPlus(-5) }),
        ...people(2),
      ],
      stations: [station({ providerId: 'ada' })],
      law: law({ pace: new Map([['ada', slow]]) }),
    });
    expect(told(answers)).toEqual({ q1: '10 min, 0 before', q2: '25 min, 1 before' });
  });

  test('the kind of visit counts, and of one nobody knows, its service', () => {
    const entries = [
      waiting({ id: 'long', dueAt: noonPlus(-3) }),
      waiting({ id: 'unheard-of', dueAt: noonPlus(-2) }),
      waiting({ id: 'last', dueAt: noonPlus(-1) }),
    ].map((entry) => ({ ...entry, visitType: entry.id }));
    const kinds = new Map([
      ['doctor', logMinutes(10, 0)],
      ['doctor/long', logMinutes(25, 0)],
    ]);
    expect(told(ask({ entries, law: law({ kinds }) }))).toEqual({
      long: '0 min, 0 before',
      'unheard-of': '25 min, 1 before',
      last: '35 min, 2 before',
    });
  });
});

describe.each(BOTH)('a station that is free, %s', (_, ask) => {
  const since = (minutes: number) => [{ ...station(), freeSinceAt: noonPlus(-minutes) }];
  const turnover = law({ turnoverMinutes: spreadEvenly(5, 4) });

  test('is still in its turnover while somebody has waited since', () => {
    const [waited] = people(1);
    const answers = ask({ entries: waited ? [waited] : [], stations: since(3), law: turnover });
    expect(average(answers.get('q1'))).toBeCloseTo(3, 0);
  });

  test('is most likely ready when nobody has been waiting', () => {
    const answers = ask({ entries: [waiting()], stations: since(8), law: turnover });
    expect(average(answers.get('q1'))).toBeLessThan(0.2);
    const long = ask({ entries: [waiting()], stations: since(60), law: turnover });
    expect(long.get('q1')).toEqual({ kind: 'known', quantiles: NOTHING, position: 0 });
  });

  test('and calls nobody for longer than it ever took is expected within a few minutes', () => {
    const [waited] = people(1);
    const answers = ask({ entries: waited ? [waited] : [], stations: since(60), law: turnover });
    expect(average(answers.get('q1'))).toBeGreaterThan(2);
    expect(average(answers.get('q1'))).toBeLessThan(8);
  });
});

describe.each(BOTH)('a finish that nobody tapped, %s', (_, ask) => {
  const forgetful = law({
    kinds: new Map([['doctor', logMinutes(10, 0.6)]]),
    missedFinishShare: 0.2,
    turnoverMinutes: [5],
  });
  const inside = inService({ id: 'inside', calledAt: noonPlus(-40), startedAt: noonPlus(-40) });

  test('is likely when a visit takes very long and nobody has been waiting', () => {
    const answers = ask({ entries: [inside, waiting()], law: forgetful });
    expect(average(answers.get('q1'))).toBeLessThan(1);
  });

  test('is ruled out by somebody who has waited all the while', () => {
    const answers = ask({ entries: [inside, ...people(1)], law: forgetful });
    expect(average(answers.get('q1'))).toBeGreaterThan(4);
  });
});

describe.each(BOTH)('several stations, %s', (_, ask) => {
  const room1 = station();
  const room2 = station({ stationId: 'room-2', serviceIds: ['doctor', 'nurse'] });

  test('a line is shared, and everybody called from it counts as before those after', () => {
    const stations = [room1, { ...room1, stationId: 'room-2' }];
    expect(told(ask({ entries: people(4), stations }))).toEqual({
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
    expect(told(ask({ entries, stations: [room1, room2] }))).toEqual({
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
    expect(told(ask({ entries: [busy, ofAda, ...people(1)], stations }))).toEqual({
      'of-ada': '6 min, 0 before',
      q1: '0 min, 1 before',
    });
  });

  test('only those called where you could be called count as before you', () => {
    const nurse = waiting({ id: 'for-nurse', serviceId: 'nurse', dueAt: noonPlus(60) });
    const nurseRoom = station({ stationId: 'room-3', serviceIds: ['nurse'] });
    const scene = { entries: [...people(2), nurse], stations: [room1, nurseRoom] };
    expect(told(ask(scene))['for-nurse']).toBe('0 min, 0 before');
  });
});

describe.each(BOTH)('pauses, %s', (_, ask) => {
  const paused = [station({ status: 'paused', untilAt: noonPlus(25) })];
  const back = law({ back: new Map([['room-1', spreadEvenly(25, 10)]]) });

  test('a station that is due back is waited for', () => {
    const answers = ask({ entries: people(2), stations: paused, law: back });
    expect(average(answers.get('q1'))).toBeCloseTo(25, 0);
    expect(average(answers.get('q2'))).toBeCloseTo(35, 0);
  });

  test('when exactly a station is back, nobody knows', () => {
    const answers = ask({ entries: people(1), stations: paused, law: back });
    const quantiles = quantilesOf(answers.get('q1'));
    expect(quantiles[0]).toBeGreaterThan(14.9);
    expect(quantiles[0]).toBeLessThan(18);
    expect(quantiles[18]).toBeGreaterThan(33);
    expect(quantiles[18]).toBeLessThan(37);
  });

  test('a pause does not make the patient inside any faster', () => {
    const soon = law({ back: new Map([['room-1', [2]]]) });
    const entries = [inService({ id: 'inside' }), ...people(1)];
    expect(told(ask({ entries, stations: paused, law: soon }))).toEqual({
      q1: '10 min, 0 before',
    });
  });

  test('a patient inside does not make a pause any shorter', () => {
    const later = law({ back: new Map([['room-1', [25]]]) });
    const entries = [inService({ id: 'inside' }), ...people(1)];
    expect(told(ask({ entries, stations: paused, law: later }))).toEqual({
      q1: '25 min, 0 before',
    });
  });

  test('a station that is to open is waited for', () => {
    const coming = {
      stationId: 'room-2',
      serviceIds: ['doctor'],
      providerId: null,
      inMinutes: [12],
      share: 1,
    };
    expect(told(ask({ entries: people(2), stations: [], law: law({ coming: [coming] }) }))).toEqual(
      {
        q1: '12 min, 0 before',
        q2: '22 min, 1 before',
      },
    );
    const unlikely = law({ coming: [{ ...coming, share: 0.3 }] });
    expect(told(ask({ entries: people(1), stations: [], law: unlikely }))).toEqual({
      q1: 'nobody-serving',
    });
  });

  test('a planned break is taken when the patient inside is done', () => {
    const lunch = { stationId: 'room-1', inMinutes: 15, minutes: [30], share: 1 };
    expect(told(ask({ entries: people(4), law: law({ breaks: [lunch] }) }))).toEqual({
      q1: '0 min, 0 before',
      q2: '10 min, 1 before',
      q3: '50 min, 2 before',
      q4: '60 min, 3 before',
    });
  });

  test('a break that is due already begins at once where nobody is inside', () => {
    const lunch = { stationId: 'room-1', inMinutes: -5, minutes: [30], share: 1 };
    expect(told(ask({ entries: people(1), law: law({ breaks: [lunch] }) }))).toEqual({
      q1: '30 min, 0 before',
    });
  });

  test.each([
    ['none', []],
    ['one closed', [station({ status: 'closed', untilAt: noonPlus(5) })]],
    ['one paused for nobody knows how long', [station({ status: 'paused' })]],
    ['one for another service', [station({ serviceIds: ['nurse'] })]],
  ] as const)('with no station to serve them (%s) a wait is unknown', (__, stations) => {
    expect(told(ask({ entries: people(2), stations }))).toEqual({
      q1: 'nobody-serving',
      q2: 'nobody-serving',
    });
  });
});

describe.each(BOTH)('those put back or on hold, %s', (_, ask) => {
  test('someone put back is called no earlier, and back in their place from then on', () => {
    const putBack = waiting({ id: 'put-back', dueAt: noonPlus(-60), notBeforeAt: noonPlus(5) });
    expect(told(ask({ entries: [putBack, ...people(2)] }))).toEqual({
      q1: '0 min, 1 before',
      'put-back': '10 min, 0 before',
      q2: '20 min, 2 before',
    });
  });

  test('someone put back does not go ahead of those before them in the order', () => {
    const putBack = waiting({ id: 'put-back', dueAt: noonPlus(1.5), notBeforeAt: noonPlus(5) });
    expect(told(ask({ entries: [...people(3), putBack] }))).toEqual({
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
    expect(told(ask({ entries }))).toEqual({ a: '13 min, 0 before', b: '3 min, 1 before' });
  });

  test('no quantile is before the end of the pause', () => {
    const putBack = waiting({ id: 'put-back', notBeforeAt: noonPlus(12) });
    const answers = ask({ entries: [inService({ id: 'inside' }), putBack], law: VARYING });
    expect(Math.min(...quantilesOf(answers.get('put-back')))).toBe(12);
  });

  test('someone on hold has no known wait and keeps nobody waiting', () => {
    const held = waiting({ id: 'held', status: 'held', dueAt: noonPlus(-60) });
    expect(told(ask({ entries: [held, ...people(1)] }))).toEqual({
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
    expect(ask({ entries }).size).toBe(0);
  });
});

/** The wait of the next in line behind a patient who has been inside for so long. */
function nextBehind(
  minutesInside: number,
  ask: (asked: Asked) => WaitEstimates,
): WaitEstimate | undefined {
  const startedAt = noonPlus(-minutesInside);
  const entries = [inService({ id: 'inside', calledAt: startedAt, startedAt }), waiting()];
  return ask({ entries, law: VARYING }).get('q1');
}
