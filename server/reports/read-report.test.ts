import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { aReport } from '../../tests/support/a-report.ts';
import { at, CLINIC, recordCall, recordDays } from '../../tests/support/recorded-days.ts';
import { readReport } from './read-report.ts';

const DAY = '2026-11-18'; // a Wednesday
const SPAN = { fromDay: DAY, toDay: DAY };

test('a clinic on its first morning has a report that says nothing it cannot know', () => {
  const { db } = recordDays();

  expect(readReport(db, CLINIC, SPAN)).toEqual(
    aReport({
      ...SPAN,
      waitByHourFromDay: '2026-10-22',
      reasonLabels: {
        kind: { en: 'Kind staff' },
        waiting: { en: 'Waiting time' },
        informed: { en: 'Being kept informed' },
      },
    }),
  );
});

test('nothing is said of 9 answers, counts of 10 and of 29, and a share of 30', () => {
  const days = recordDays();
  const goodAfter = (more: number) => {
    days.answers(more, { day: DAY });
    return readReport(days.db, CLINIC, SPAN);
  };

  const nine = goodAfter(9);
  expect(nine.good).toEqual({ kind: 'none', n: 9 });
  expect(nine.faces).toEqual([]);
  const ten = goodAfter(1);
  expect(ten.good).toEqual({ kind: 'counts', count: 10, n: 10 });
  expect(ten.faces[0]).toEqual({ score: 4, count: 10 });
  expect(goodAfter(19).good).toEqual({ kind: 'counts', count: 29, n: 29 });
  expect(goodAfter(1).good).toEqual({
    kind: 'share',
    count: 30,
    n: 30,
    percent: 100,
    lowPercent: 89,
    highPercent: 100,
  });
});

test('repeats, play and answers to another number of faces count in no figure, and are told', () => {
  const days = recordDays();
  days.answers(20, { day: DAY });
  days.answers(3, { day: DAY, score: 1, leftOut: 'repeat', reasonIds: ['waiting'] });
  days.answers(20, { day: DAY, score: 1, leftOut: 'play', reasonIds: ['waiting'] });
  days.answers(2, { day: DAY, score: 0, faces: 5, reasonIds: ['waiting'] });

  const report = readReport(days.db, CLINIC, SPAN);

  expect(report.good).toEqual({ kind: 'counts', count: 20, n: 20 });
  expect(report.answers).toBe(20);
  expect(report.unhappyAnswers).toBe(0);
  expect(report.betterReasons).toEqual([]);
  expect(report.days[0]?.good).toEqual({ kind: 'counts', count: 20, n: 20 });
  expect(report.leftOut).toEqual({ repeats: 3, play: 20, otherFaces: 2 });
});

test('a span is compared with the four weeks before it and with nothing older', () => {
  const days = recordDays();
  days.answers(40, { day: DAY });
  days.answers(40, { day: '2026-11-17', score: 1 });
  days.answers(40, { day: '2026-10-21', score: 1 });
  days.answers(40, { day: '2026-10-20' });

  const report = readReport(days.db, CLINIC, SPAN);

  expect(report.goodBefore).toMatchObject({ count: 0, n: 80 });
  expect(report.goodChange).toBe('better');
});

test('reasons are counted by what they followed, most frequent first', () => {
  const days = recordDays();
  days.answers(2, { day: DAY, score: 1, reasonIds: ['waiting'] });
  days.answers(3, { day: DAY, score: 2, reasonIds: ['informed', 'retired'] });
  days.answers(4, { day: DAY, score: 1 });
  days.answers(1, { day: DAY, score: 4, reasonIds: ['kind'] });

  const report = readReport(days.db, CLINIC, SPAN);

  expect(report.betterReasons).toEqual([
    { reasonId: 'informed', count: 3 },
    { reasonId: 'retired', count: 3 },
    { reasonId: 'waiting', count: 2 },
  ]);
  expect(report.thanks).toEqual([{ reasonId: 'kind', count: 1 }]);
  expect([report.unhappyAnswers, report.unhappyWithReason]).toEqual([9, 5]);
  expect(report.reasonLabels['retired']).toEqual({ en: 'retired' });
});

test('words come newest first, at most 50, and none is lost to a quick touch', () => {
  const days = recordDays();
  days.answer({ day: '2026-11-17', time: '16:00', words: 'oldest' });
  days.answer({ day: DAY, time: '09:00', score: 1, words: 'in between', leftOut: 'repeat' });
  days.answer({ day: DAY, time: '10:00', words: 'newest' });
  const span = { fromDay: '2026-11-17', toDay: DAY };

  expect(readReport(days.db, CLINIC, span).words).toEqual([
    { day: DAY, kind: 'thanks', words: 'newest', flags: [] },
    { day: DAY, kind: 'better', words: 'in between', flags: [] },
    { day: '2026-11-17', kind: 'thanks', words: 'oldest', flags: [] },
  ]);
  days.answers(60, { day: DAY, time: '11:00', words: 'more' });
  expect(readReport(days.db, CLINIC, span).words.length).toBe(50);
});

test('the wait runs from the booked time of the early, from check-in of the late, to the first call', () => {
  const days = recordDays();
  days.visits(5, { day: DAY, bookedAfter: 20, calledAfter: 24.5 });
  days.visits(4, { day: DAY, bookedAfter: -10, calledAfter: 7 });
  days.visits(1, { day: DAY, bookedAfter: 20, calledAfter: 15 });
  days.visits(3, { day: DAY });

  const report = readReport(days.db, CLINIC, SPAN);

  expect(report.visits).toBe(13);
  expect(report.wait).toEqual({ visits: 10, medianMinutes: 5, ninetiethMinutes: null });
});

test('9 in 10 waits are told from 30 visits on', () => {
  const days = recordDays();
  days.visits(27, { day: DAY, calledAfter: 5 });
  days.visits(3, { day: DAY, calledAfter: 60 });

  expect(readReport(days.db, CLINIC, SPAN).wait).toEqual({
    visits: 30,
    medianMinutes: 5,
    ninetiethMinutes: 5,
  });
});

test('waits that really got shorter are said to be shorter', () => {
  const days = recordDays();
  for (let minute = 0; minute < 40; minute += 1) {
    days.visit({ day: '2026-11-11', calledAfter: 20 + (minute % 10) });
    days.visit({ day: DAY, calledAfter: 5 + (minute % 10) });
  }

  expect(readReport(days.db, CLINIC, SPAN).waitChange).toBe('shorter');
});

test('a call that was taken back is not a call, and the one after it is', () => {
  const days = recordDays();
  for (let made = 0; made < 10; made += 1) {
    const { entryId } = days.visit({ day: DAY, calledAfter: 1 });
    days.stores.events.append({
      type: 'queue.undone',
      aggregate: 'visit:1',
      occurredAt: at(DAY, '10:02'),
      body: { entryId, step: 'call', takenBackEntryId: null },
    });
    recordCall(days.stores, entryId, at(DAY, '10:30'));
  }

  expect(readReport(days.db, CLINIC, SPAN).wait.medianMinutes).toBe(30);
});

test('somebody sent to another queue before being called waits until that queue calls', () => {
  const days = recordDays();
  for (let made = 0; made < 10; made += 1) {
    const { entryId } = days.visit({ day: DAY, entry: { status: 'done' } });
    const first = days.stores.entries
      .ofDay(DAY, { day: DAY, activeSinceAt: 0 })
      .find((entry) => entry.id === entryId);
    if (!first) throw new Error('the entry was just stored');
    const second = { ...first, id: randomUUID(), leg: 2 };
    days.stores.entries.insert(second, DAY);
    recordCall(days.stores, second.id, at(DAY, '10:40'));
  }

  const report = readReport(days.db, CLINIC, SPAN);
  expect(report.visits).toBe(10);
  expect(report.wait.medianMinutes).toBe(40);
});

test('a promise is kept by a call at its very last instant and broken a moment later', () => {
  const days = recordDays();
  days.visits(6, { day: DAY, windowEndsAfter: 20, calledAfter: 20 });
  days.visits(4, { day: DAY, windowEndsAfter: 20, calledAfter: 20.001 });

  expect(readReport(days.db, CLINIC, SPAN).promisesKept).toEqual({
    kind: 'counts',
    count: 6,
    n: 10,
  });
});

test('only the first promise counts, however often it slipped', () => {
  const days = recordDays();
  for (let made = 0; made < 10; made += 1) {
    const { entryId } = days.visit({ day: DAY, windowEndsAfter: 20, calledAfter: 30 });
    const window = { fromAt: at(DAY, '10:20'), toAt: at(DAY, '10:40') };
    const issuedAt = at(DAY, '10:15');
    days.stores.promises.insert({ entryId, issuedAt, ...window, change: 'slipped' });
    days.stores.promises.insert({ entryId, issuedAt, ...window, change: 'issued' });
  }

  expect(readReport(days.db, CLINIC, SPAN).promisesKept).toMatchObject({ count: 0, n: 10 });
});

test('a promise to somebody who was never called is broken once its end has passed', () => {
  const days = recordDays();
  const left = (endedAt: number) => ({ status: 'left' as const, endedAt });
  days.visits(10, { day: DAY, windowEndsAfter: 20, calledAfter: 10 });
  days.visit({ day: DAY, windowEndsAfter: 20, entry: left(at(DAY, '10:10')) });
  days.visit({ day: DAY, windowEndsAfter: 20, entry: left(at(DAY, '10:30')) });
  days.visit({ day: DAY, windowEndsAfter: 20 });
  expect(readReport(days.db, CLINIC, SPAN).promisesKept).toMatchObject({ count: 10, n: 11 });

  days.stores.events.append({
    type: 'station.paused',
    aggregate: 'station:room-3',
    occurredAt: at(DAY, '10:21'),
    body: {},
  });
  expect(readReport(days.db, CLINIC, SPAN).promisesKept).toMatchObject({ count: 10, n: 12 });
});

test('waits are shown for weekdays and hours in which 10 people began to wait', () => {
  const days = recordDays();
  days.visits(5, { day: DAY, time: '09:30', bookedAfter: 45, calledAfter: 65 });
  days.visits(5, { day: '2026-11-11', time: '10:15', calledAfter: 30 });
  days.visits(9, { day: DAY, time: '11:00', calledAfter: 5 });
  days.visits(10, { day: '2026-10-21', time: '12:00', calledAfter: 5 });

  expect(readReport(days.db, CLINIC, SPAN).waitByHour).toEqual([
    { weekday: 3, hour: 10, medianMinutes: 20, n: 10 },
  ]);
});

test('hours and days are those of the clinic on both sides of a change of the clocks', () => {
  const days = recordDays();
  const span = { fromDay: '2026-10-18', toDay: '2026-10-25' };
  for (const day of ['2026-10-18', '2026-10-25']) {
    days.visits(5, { day, time: '09:10', calledAfter: 12 });
    const askedAt = at(day, '23:59');
    days.stores.answers.askContact({
      id: day,
      answerId: days.answer({ day, time: '23:59', score: 1 }),
      contact: '0871234567',
      consentText: 'You may call me',
      askedAt,
    });
  }

  const report = readReport(days.db, CLINIC, span);

  expect(report.waitByHour).toEqual([{ weekday: 7, hour: 9, medianMinutes: 12, n: 10 }]);
  expect(report.contacts).toEqual({ asked: 2, open: 2 });
});

test('those who asked for a person are counted, and how many got one', () => {
  const days = recordDays();
  const request = { deviceId: 'exit-1', place: 'Exit', screen: null, language: 'en' };
  const of = { visitId: null, answerId: null };
  const askedAt = at(DAY, '12:00');
  days.stores.help.insert({ id: 'h1', kind: 'talk-now', ...request, ...of, askedAt });
  days.stores.help.insert({ id: 'h2', kind: 'talk-now', ...request, ...of, askedAt });
  days.stores.help.insert({ id: 'h3', kind: 'kiosk', ...request, ...of, askedAt });
  days.stores.help.answer('h1', 'desk-1', at(DAY, '12:01'));

  expect(readReport(days.db, CLINIC, SPAN).talks).toEqual({ asked: 2, answered: 1 });
});

test('the chart shows the days with answers of the last five weeks, and what is usual', () => {
  const days = recordDays();
  days.answers(50, { day: '2026-10-14' });
  for (const day of ['2026-10-15', '2026-11-12', '2026-11-17']) {
    days.answers(45, { day });
    days.answers(5, { day, score: 1 });
  }
  days.answers(30, { day: DAY, score: 1 });

  const report = readReport(days.db, CLINIC, SPAN);

  expect(report.days.map(({ day, isUnusual }) => [day, isUnusual])).toEqual([
    ['2026-10-15', false],
    ['2026-11-12', false],
    ['2026-11-17', false],
    [DAY, true],
  ]);
  expect(report.usualPercent).toBe(75);
});
