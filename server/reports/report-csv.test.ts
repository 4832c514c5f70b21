import { expect, test } from 'vitest';
import { at, CLINIC, recordDays } from '../../tests/support/recorded-days.ts';
import { reportCsv, visitsCsv } from './report-csv.ts';

const DAY = '2026-11-18';
const SPAN = { fromDay: DAY, toDay: DAY };

test('each answer is a row with its hour and never its minute', () => {
  const days = recordDays();
  days.answer({
    day: DAY,
    time: '11:47',
    score: 1,
    reasonIds: ['waiting', 'informed'],
    words: 'Demasiado tiempo, señor',
  });
  days.answer({ day: DAY, time: '12:00', leftOut: 'play' });

  expect(reportCsv(days.db, CLINIC, SPAN)).toBe(
    [
      '\uFEFFday,hour,face,faces,language,left_out,reasons,words',
      '2026-11-18,11,very poor,4,en,,Waiting time; Being kept informed,"Demasiado tiempo, señor"',
      '2026-11-18,12,very good,4,en,play,,',
      '',
    ].join('\r\n'),
  );
});

test('words that look like a formula are made harmless', () => {
  const days = recordDays();
  days.answer({ day: DAY, words: '=HYPERLINK("http://example.org")' });

  expect(reportCsv(days.db, CLINIC, SPAN)).toContain(`,"'=HYPERLINK(""http://example.org"")"\r\n`);
});

test('each visit is a row of clock times of the clinic', () => {
  const days = recordDays();
  days.visit({
    day: DAY,
    time: '09:50',
    bookedAfter: 10,
    calledAfter: 25,
    windowEndsAfter: 20,
    entry: { status: 'done', startedAt: at(DAY, '10:16'), endedAt: at(DAY, '10:31') },
  });
  days.visit({ day: DAY, time: '10:00' });

  expect(visitsCsv(days.db, CLINIC, SPAN).split('\r\n')).toEqual([
    '\uFEFFday,service,booked,checked_in,called,started,finished,first_window_from,first_window_to,kept',
    '2026-11-18,Doctor,10:00,09:50,10:15,10:16,10:31,09:50,10:10,no',
    '2026-11-18,Doctor,,10:00,,,,,,',
    '',
  ]);
});

test('a window that nobody was told is in no row', () => {
  const days = recordDays();
  const { entryId } = days.visit({
    day: DAY,
    windowEndsAfter: 20,
    calledAfter: 25,
    promise: { isShown: false },
  });
  const told = { issuedAt: at(DAY, '10:05'), fromAt: at(DAY, '10:10'), toAt: at(DAY, '10:30') };
  days.stores.promises.insert({ entryId, ...told, change: 'issued' });

  expect(visitsCsv(days.db, CLINIC, SPAN)).toContain(',10:10,10:30,yes\r\n');
});

test('no name, birth date, ticket or contact is in any file', () => {
  const days = recordDays();
  days.visit({ day: DAY, bookedAfter: 10, calledAfter: 25, windowEndsAfter: 20 });
  const answerId = days.answer({ day: DAY, score: 1 });
  days.stores.answers.askContact({
    id: 'contact-1',
    answerId,
    contact: 'niamh@example.org',
    consentText: 'You may call me',
    askedAt: at(DAY, '11:00'),
  });

  const files = reportCsv(days.db, CLINIC, SPAN) + visitsCsv(days.db, CLINIC, SPAN);

  expect(files).not.toMatch(/Niamh|Byrne|1984|K42|example\.org|contact-1/i);
});

test('clock times follow the clinic through the day on which clocks go back', () => {
  const days = recordDays();
  days.visit({ day: '2026-10-24', time: '09:00' });
  days.visit({ day: '2026-10-25', time: '09:00' });

  expect(visitsCsv(days.db, CLINIC, { fromDay: '2026-10-24', toDay: '2026-10-25' })).toContain(
    '2026-10-24,Doctor,,09:00,,,,,,\r\n2026-10-25,Doctor,,09:00,',
  );
});
