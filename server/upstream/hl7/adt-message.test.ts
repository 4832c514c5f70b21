import { expect, test } from 'vitest';
import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import { clinicFile } from '../../../tests/support/clinic.ts';
import { appointment, TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';
import type { StoredEvent } from '../../db/events.ts';
import type { SourcedAppointment } from '../../db/visit-records.ts';
import { adtMessage } from './adt-message.ts';
import { controlIdOf } from './control-id.ts';

const EVENT: StoredEvent = {
  seq: 7,
  id: '0199a2f0-7c11-7000-8000-5d2a6c3b1e90',
  type: 'visit.checked-in',
  schema: 1,
  aggregate: 'visit:v-1',
  occurredAt: TEN_O_CLOCK,
  body: '{}',
  sha256: '',
};

function adt(
  change: Partial<SourcedAppointment> = {},
  version: Hl7Settings['version'] = '2.5.1',
): readonly string[] {
  const booked = appointment({
    ref: 'F-77',
    lastName: "O'Neill & Co",
    firstName: 'Zoë',
    ...change,
  });
  const message = adtMessage(
    EVENT,
    {
      visitId: 'v-1',
      ticket: 'K42',
      source: 'kiosk',
      checkedInAt: TEN_O_CLOCK,
      entries: [],
      appointment: { source: 'his', version: null, data: {}, ...booked, ...change },
    },
    {
      settings: {
        sendingApplication: 'FOYER',
        sendingFacility: 'CLINIC',
        receivingApplication: 'EHR',
        receivingFacility: 'HOSPITAL',
        version,
      },
      clinic: clinicFile(),
    },
  );
  return message.toString().split('\r');
}

const FROM_SIU = {
  patientIds: [[['MRN-9'], [''], [''], ['HOSPITAL', '1.2.3', 'ISO'], ['MR']], [['S|1']]],
  appointmentNumber: [[['F-77'], ['FILLER']]],
  provider: [[['4711']]],
};

test('a check-in registers the visit under our number, with the ids that the hospital gave', () => {
  const id = controlIdOf(EVENT.id);
  const visit = `${controlIdOf('v-1')}^^^FOYER^VN`;

  expect(adt({ data: FROM_SIU })).toEqual([
    `MSH|^~\\&|FOYER|CLINIC|EHR|HOSPITAL|20261121100000+0000||ADT^A04^ADT_A01|${id}|P|2.5.1||||||UNICODE UTF-8`,
    'EVN|A04|20261121100000+0000||||20261121100000+0000',
    "PID|1||MRN-9^^^HOSPITAL&1.2.3&ISO^MR~S\\F\\1||O'Neill \\T\\ Co^Zoë||19840315",
    `PV1|1|O|blue^^^CLINIC||||4711||||||||||||${visit}|||||||||||||||||||||||||20261121100000+0000||||||F-77^FILLER`,
  ]);
});

test('when the hospital has opened a visit, the check-in is an arrival in that', () => {
  const [header, evn, , pv1] = adt({
    data: { ...FROM_SIU, visitNumber: [[['V-5'], [''], [''], ['HIS']]] },
  });

  expect(header).toContain('|ADT^A10^ADT_A09|');
  expect(evn).toMatch(/^EVN\|A10\|/);
  expect(pv1?.split('|')[19]).toBe('V-5^^^HIS');
});

test('without ids of the hospital the patient goes by the id of the appointment', () => {
  expect(adt()[2]).toBe("PID|1||F-77^^^FOYER^PI||O'Neill \\T\\ Co^Zoë||19840315");
});

test('in version 2.3 the type has two parts, and the visit number is no longer than it may be', () => {
  const [header, , , pv1] = adt({}, '2.3');

  expect(header).toContain('|ADT^A04|');
  expect(pv1?.split('|')[19]).toHaveLength(20);
});

test('what another sender keeps under the same names is left alone', () => {
  expect(adt({ data: { patientIds: 'Patient/1', visitNumber: 5 } })[2]).toContain(
    'F-77^^^FOYER^PI',
  );
});

test('the same event gives the same bytes', () => {
  expect(adt({ data: FROM_SIU })).toEqual(adt({ data: FROM_SIU }));
});
