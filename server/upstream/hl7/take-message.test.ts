import { Hl7Message } from '@medplum/core';
import { beforeEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { clinicFile } from '../../../tests/support/clinic.ts';
import { codeAndId, hl7Settings, siu, type SiuChange } from '../../../tests/support/hl7-peers.ts';
import { TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';
import { type Db, openMemoryDatabase } from '../../db/open-database.ts';
import { createStores, type Stores } from '../../db/stores.ts';
import { applyOne } from '../schedule/apply-schedule.ts';
import { createMessageTaker, type MessageTaker } from './take-message.ts';

const DAY = '2026-11-21';

let db: Db;
let stores: Stores;
let taker: MessageTaker;

beforeEach(() => {
  db = openMemoryDatabase();
  stores = createStores(db);
  taker = takerWith({ services: { CONSULT: 'doctor' }, providers: { '4711': 'osei' } });
});

function takerWith(listen: Readonly<Record<string, unknown>>): MessageTaker {
  const settings = hl7Settings({ listen: { port: 0, ...listen } });
  if (!settings.listen) throw new Error('These listen');
  const clinic = clinicFile();
  return createMessageTaker({
    id: 'his',
    listen: settings.listen,
    clinic,
    db,
    stores,
    apply: applyOne,
  });
}

function take(change: SiuChange = {}): readonly string[] {
  return takeBytes(siu(change));
}

/** The segments of all answers but for their headers. */
function takeBytes(message: string): readonly string[] {
  const { answers } = taker.take(Buffer.from(message, 'utf8').toString('latin1'), TEN_O_CLOCK);
  return answers.flatMap((answer) => answer.split('\r').slice(1));
}

/** "F-77 2026-11-21T10:40 doctor booked" of every appointment. */
function listed(): readonly string[] {
  return ['2026-11-21', '2026-11-22', '2026-11-23'].flatMap((day) =>
    stores.appointments
      .ofDay(day)
      .map(
        ({ ref, startAt, serviceId, status }) =>
          `${ref} ${new Date(startAt).toISOString().slice(0, 16)} ${serviceId} ${status}`,
      ),
  );
}

test('a new booking is listed with name, birth date, service and provider', () => {
  expect(take({ service: 'CONSULT', provider: '4711' })).toEqual(['MSA|AA|M1']);

  expect(stores.appointments.sourcedOfDay(DAY)).toEqual([
    {
      id: expect.any(String),
      day: DAY,
      ref: 'F-77',
      startAt: Date.UTC(2026, 10, 21, 10, 40),
      serviceId: 'doctor',
      providerId: 'osei',
      firstName: 'Amara',
      lastName: 'Okafor',
      dateOfBirth: '1980-02-03',
      firstInitial: 'A',
      lastInitial: 'O',
      status: 'booked',
      source: 'his',
      version: null,
      data: {
        patientIds: [
          [['MRN-9'], [''], [''], ['HOSPITAL', '1.2.3', 'ISO'], ['MR']],
          [['SSN-1'], [''], [''], ['US'], ['SS']],
        ],
        appointmentNumber: [[['F-77'], ['FILLER']]],
        provider: [[['4711']]],
        messageAt: Date.UTC(2026, 10, 20, 8),
      },
    },
  ]);
});

test('a reschedule moves it, also to another day, where the old one is cancelled', () => {
  take();
  take({ event: 'S13', controlId: 'M2', startsAt: '20261121120000' });
  expect(listed()).toEqual(['F-77 2026-11-21T12:00 doctor booked']);

  take({ event: 'S13', controlId: 'M3', startsAt: '20261123090000' });
  expect(listed()).toEqual([
    'F-77 2026-11-21T12:00 doctor cancelled',
    'F-77 2026-11-23T09:00 doctor booked',
  ]);
});

test('a modification changes what it tells and leaves the rest as it is', () => {
  take();

  const short = siu({ event: 'S14', controlId: 'M2', service: 'blood' })
    .split('\r')
    .filter((line) => !line.startsWith('PID') && !line.startsWith('AIP'))
    .join('\r')
    .replace('^^15^20261121104000', '');
  expect(takeBytes(short)).toEqual(['MSA|AA|M2']);

  expect(listed()).toEqual(['F-77 2026-11-21T10:40 blood booked']);
  expect(stores.appointments.ofDay(DAY)).toMatchObject([
    { lastName: 'Okafor', providerId: 'adeyemi' },
  ]);
});

test('a field that is explicitly empty is as one that is left out', () => {
  take();

  expect(take({ event: 'S14', controlId: 'M2', born: '""', service: 'blood' })).toEqual([
    'MSA|AA|M2',
  ]);
  expect(stores.appointments.ofDay(DAY)).toMatchObject([
    { dateOfBirth: '1980-02-03', serviceId: 'blood' },
  ]);
});

test.each([
  ['S15', 'is cancelled'],
  ['S26', 'did not come, and is no longer expected'],
])('%s with nothing but the reference: the appointment %s', (event) => {
  take();
  const [header = '', sch = ''] = siu({ event, controlId: 'M2' }).split('\r');

  expect(takeBytes([header, sch.split('|').slice(0, 3).join('|')].join('\r'))).toEqual([
    'MSA|AA|M2',
  ]);

  expect(listed()).toEqual(['F-77 2026-11-21T10:40 doctor cancelled']);
});

test('a modification that tells no time leaves it on the day it was moved to', () => {
  take();
  take({ event: 'S13', controlId: 'M2', startsAt: '20261123090000' });
  takeBytes(
    siu({ event: 'S14', controlId: 'M3', service: 'blood', startsAt: '' }).replace('^^15^', ''),
  );

  expect(listed()).toEqual([
    'F-77 2026-11-21T10:40 doctor cancelled',
    'F-77 2026-11-23T09:00 blood booked',
  ]);
});

test('a cancellation finds the appointment on the day it was moved to', () => {
  take();
  take({ event: 'S13', controlId: 'M2', startsAt: '20261123090000' });
  take({ event: 'S15', controlId: 'M3' });

  expect(listed()).toEqual([
    'F-77 2026-11-21T10:40 doctor cancelled',
    'F-77 2026-11-23T09:00 doctor cancelled',
  ]);
});

test.each(['Cancelled', 'Noshow'])(
  'after a modification whose SCH-25 is %s it is no longer expected',
  (filler) => {
    take();
    const sch = `${siu().split('\r')[1] ?? ''}||||||||||||||${filler}`;
    const [header = ''] = siu({ event: 'S14', controlId: 'M2' }).split('\r');
    takeBytes([header, sch].join('\r'));

    expect(listed()).toEqual(['F-77 2026-11-21T10:40 doctor cancelled']);
  },
);

test('to cancel what is not known is no mistake, and nothing to do', () => {
  expect(take({ event: 'S15' })).toEqual(['MSA|AA|M1|No effect: no such appointment is known']);
  expect(listed()).toEqual([]);
});

test('the same message again has no effect and gets the same answer, letter by letter', () => {
  const bytes = siu();
  const first = taker.take(bytes, TEN_O_CLOCK);
  take({ event: 'S13', controlId: 'M2', startsAt: '20261121120000' });

  const again = taker.take(bytes, TEN_O_CLOCK + MINUTE_MS);

  expect(again).toEqual({ answers: first.answers, kind: 'repeated', problems: [] });
  expect(listed()).toEqual(['F-77 2026-11-21T12:00 doctor booked']);
});

test('a refused message sent again is refused in the same words', () => {
  const bytes = siu({ event: 'S99' });
  const { answers } = taker.take(bytes, TEN_O_CLOCK);

  expect(taker.take(bytes, TEN_O_CLOCK + MINUTE_MS).answers).toEqual(answers);
});

test('another message under a used control id is refused, and the first stays', () => {
  take();

  expect(take({ startsAt: '20261121150000' })).toEqual([
    'MSA|AE|M1|MSH-10 control-id-used: another message had this id before',
    'ERR||MSH^1^10|205^^HL70357|E||||MSH-10 control-id-used: another message had this id before',
  ]);
  expect(listed()).toEqual(['F-77 2026-11-21T10:40 doctor booked']);
});

test('two facilities may use the same control id', () => {
  take();
  takeBytes(siu({ ref: 'F-78' }).replace('|HOSPITAL|', '|ANNEX|'));

  expect(listed()).toHaveLength(2);
});

test('a message that is older than one before it is taken without effect', () => {
  take({ event: 'S13', controlId: 'M2', sentAt: '20261120090000', startsAt: '20261121120000' });

  expect(take({ sentAt: '20261120080000' })).toEqual([
    'MSA|AA|M1|No effect: a newer message about this appointment came before',
  ]);
  expect(listed()).toEqual(['F-77 2026-11-21T12:00 doctor booked']);
});

test('a cancellation is not undone by an older booking that comes after it', () => {
  take();
  take({ event: 'S15', controlId: 'M2', sentAt: '20261120090000' });
  take({ event: 'S14', controlId: 'M3', sentAt: '20261120083000' });

  expect(listed()).toEqual(['F-77 2026-11-21T10:40 doctor cancelled']);
});

test('a message from a clock that is years ahead does not shut out those after it', () => {
  take({ sentAt: '20360101000000' });
  take({ event: 'S13', controlId: 'M2', sentAt: '20261120090000', startsAt: '20261121120000' });

  expect(listed()).toEqual(['F-77 2026-11-21T12:00 doctor booked']);
});

test('a reason that is wrong in many fields names each, by place and not by value', () => {
  const answer = take({ startsAt: '20261121', service: 'XRAY', name: '', born: '18000101' });

  expect(answer).toEqual([
    'MSA|AE|M1|SCH-11 must be a date and a time of day, such as 20261121104000 or 20261121104000+0100',
    expect.stringContaining('ERR||SCH^1^11|102^^HL70357|E'),
    expect.stringContaining('ERR||AIS^1^3|103^^HL70357|E'),
    expect.stringContaining('ERR||PID^1^7|102^^HL70357|E'),
  ]);
  expect(listed()).toEqual([]);
});

test('what is missing in a new booking is named', () => {
  const [header = '', sch = ''] = siu().split('\r');
  const answer = takeBytes([header, sch.split('|').slice(0, 3).join('|')].join('\r'));

  expect(answer.slice(1).map((line) => line.split('|').slice(2, 4).join(' '))).toEqual([
    'SCH^1^11 101^^HL70357',
    'AIS^1^3 101^^HL70357',
    'PID^1^5 101^^HL70357',
    'PID^1^7 101^^HL70357',
  ]);
});

test('before version 2.5 the place and the code are one field', () => {
  expect(take({ version: '2.3', born: '19800231' })[1]).toBe(
    'ERR|PID^1^7^102&PID-7 must be a real date of the last 130 years, such as 19800203',
  );
});

test.each([
  [{ event: 'S17' }, 'MSH-9 must be one of S12, S13, S14, S15, S26'],
  [{ version: '3.0' }, 'MSH-12 must be a version 2'],
])('what is never taken is rejected: %o', (change, text) => {
  expect(take(change)[0]).toBe(`MSA|AR|M1|${text}`);
});

test('another type of message is rejected', () => {
  expect(takeBytes(siu().replace('SIU^S12^SIU_S12', 'ADT^A08^ADT_A01'))[0]).toBe(
    'MSA|AR|M1|MSH-9 must be SIU; no other messages are taken here',
  );
});

test('a message without a control id is refused', () => {
  expect(take({ controlId: '' })[0]).toBe('MSA|AE||MSH-10 must be an id of the message');
});

test('a service that is not known is the default one, when there is one', () => {
  taker = takerWith({ defaultServiceId: 'blood' });
  take({ service: 'XRAY' });

  expect(listed()).toEqual(['F-77 2026-11-21T10:40 blood booked']);
});

test('letters are read by the character set that the message names', () => {
  const latin = siu({ name: 'Müller^Zoë', characterSet: '8859/1' });
  taker.take(latin, TEN_O_CLOCK);
  take({ controlId: 'M2', ref: 'F-78', name: 'Müller^Zoë', characterSet: 'UNICODE UTF-8' });

  expect(
    stores.appointments.ofDay(DAY).map(({ firstName, lastName }) => firstName + lastName),
  ).toEqual(['ZoëMüller', 'ZoëMüller']);
});

test('bytes that are not of the character set are refused', () => {
  const { answers } = taker.take(siu({ name: 'Müller' }), TEN_O_CLOCK);

  expect(answers[0]).toContain('MSA|AE|M1|MSH-18 must name the character set');
  expect(listed()).toEqual([]);
});

test('escaped delimiters in a name are letters of it', () => {
  take({ name: 'O\\T\\Neill^Ann\\S\\a' });

  expect(stores.appointments.ofDay(DAY)).toMatchObject([
    { firstName: 'Ann^a', lastName: 'O&Neill' },
  ]);
});

test("a sender's own delimiters are understood, and used in the answer", () => {
  const own = siu().replaceAll('|', '#').replaceAll('^', '*');

  expect(takeBytes(own)).toEqual(['MSA#AA#M1']);
  expect(listed()).toEqual(['F-77 2026-11-21T10:40 doctor booked']);
});

test('the answer goes back to the sender as an ACK of the same event and version', () => {
  const [answer = ''] = taker.take(siu(), TEN_O_CLOCK).answers;

  expect(Hl7Message.parse(answer).header.toString()).toMatch(
    /^MSH\|\^~\\&\|FOYER\|CLINIC\|SCHED\|HOSPITAL\|20261121100000\+0000\|\|ACK\^S12\^ACK\|[0-9A-Z]{20}\|P\|2\.5\.1$/,
  );
});

test.each([
  [['AL', 'NE'], ['CA M1']],
  [
    ['AL', 'AL'],
    ['CA M1', 'AA M1'],
  ],
  [['NE', 'AL'], ['AA M1']],
  [['ER', 'ER'], []],
  [['NE', 'NE'], []],
] as const)('in enhanced mode with %o the answers are %o', (acks, codes) => {
  expect(taker.take(siu({ acks }), TEN_O_CLOCK).answers.map(codeAndId)).toEqual(codes);
});

test.each([
  [['AL', 'NE'], ['CE M1']],
  [
    ['AL', 'ER'],
    ['CA M1', 'AE M1'],
  ],
  [['ER', 'NE'], ['CE M1']],
] as const)('in enhanced mode with %o what is wrong is told by %o', (acks, codes) => {
  const { answers } = taker.take(siu({ acks, born: '1' }), TEN_O_CLOCK);

  expect(answers.map(codeAndId)).toEqual(codes);
});

test('when the database cannot keep it, nothing has happened', () => {
  db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.hl7_message
           BEGIN SELECT RAISE(ABORT, 'disk full'); END`);

  expect(() => take()).toThrow('disk full');

  expect(listed()).toEqual([]);
  db.exec('DROP TRIGGER full');
  expect(take()).toEqual(['MSA|AA|M1']);
});
