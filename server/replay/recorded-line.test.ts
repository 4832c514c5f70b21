import { expect, test } from 'vitest';
import { readLine, writeLine } from './recorded-line.ts';

const AT = '"at": "2026-11-21T10:05:00+01:00"';
const AT_MS = Date.UTC(2026, 10, 21, 9, 5);

function eventOf(text: string) {
  const read = readLine(text);
  return read.ok ? read.event : read.problem;
}

function problemOf(text: string) {
  const read = readLine(text);
  return read.ok ? null : read.problem;
}

test('a line becomes an event, and what it does not say stays unsaid', () => {
  expect(
    eventOf(
      `{${AT}, "type": "checked-in", "visit": "v1", "service": "doctor", "bookedAt": "2026-11-21T09:30:00Z"}`,
    ),
  ).toEqual({
    at: AT_MS,
    utcOffsetMinutes: 60,
    type: 'checked-in',
    visit: 'v1',
    service: 'doctor',
    bookedAt: Date.UTC(2026, 10, 21, 9, 30),
  });
  expect(
    eventOf(`{${AT}, "type": "called", "visit": "v1", "station": "room-3", "provider": null}`),
  ).toEqual({ at: AT_MS, utcOffsetMinutes: 60, type: 'called', visit: 'v1', station: 'room-3' });
});

test('a clinic that says little has the usual settings', () => {
  expect(
    eventOf(`{${AT}, "type": "clinic", "services": [{"id": "doctor", "minutes": 15}]}`),
  ).toEqual({
    at: AT_MS,
    utcOffsetMinutes: 60,
    type: 'clinic',
    services: [{ id: 'doctor', minutes: 15 }],
    policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20 },
    breaks: [],
  });
});

test.each([
  ['{oops', 'is not JSON'],
  ['[1]', 'must be one object'],
  [`{${AT}}`, 'type: is missing'],
  [`{${AT}, "type": "left"}`, 'visit: is missing'],
  [`{${AT}, "type": "left", "visit": 7}`, 'visit: must be text'],
  [`{${AT}, "type": "left", "visit": ""}`, 'visit: must not be empty'],
  ['{"type": "left", "visit": "v1"}', 'at: is missing'],
  [
    '{"at": "2026-11-21 10:05", "type": "left", "visit": "v1"}',
    'at: must be an ISO 8601 time with an offset, such as "2026-11-21T10:05:00+01:00"',
  ],
  [
    `{${AT}, "type": "checked-in", "visit": "v1", "service": "x", "priority": -1}`,
    'priority: must not be below 0',
  ],
  [
    `{${AT}, "type": "clinic", "services": [{"id": "x", "minutes": "15"}]}`,
    'services[0].minutes: must be a number of minutes',
  ],
  [
    `{${AT}, "type": "clinic", "breaks": [{"provider": "a", "from": "noon", "minutes": 30}]}`,
    'breaks[0].from: must be a time such as "08:30"',
  ],
])('%s: %s', (text, problem) => {
  expect(problemOf(text)).toBe(problem);
});

test('a type that is none is told with those there are', () => {
  expect(problemOf(`{${AT}, "type": "check-in", "visit": "v1"}`)).toMatch(
    /^type: "check-in" is not one of clinic, station-opened, .*checked-in, called, /,
  );
});

test('a field that is not known is left out and named', () => {
  const read = readLine(`{${AT}, "type": "left", "visit": "v1", "vist": "v2"}`);

  expect(read).toEqual({
    ok: true,
    event: { at: AT_MS, utcOffsetMinutes: 60, type: 'left', visit: 'v1' },
    unknownFields: ['vist'],
  });
});

test.each([
  '{"at":"2026-11-21T10:05:00+01:00","type":"station-paused","station":"room-3","untilAt":"2026-11-21T10:30:00+01:00"}',
  '{"at":"2026-11-21T10:05:00+01:00","type":"booked","visit":"v1","service":"doctor","startAt":"2026-11-21T11:00:00+01:00","minutes":20}',
  '{"at":"2026-11-21T10:05:00+01:00","type":"undone","visit":"v1"}',
  '{"at":"2026-11-21T10:05:00+01:00","type":"notice","station":"room-3","minutes":20}',
])('what is read is written alike: %s', (text) => {
  const read = readLine(text);

  expect(read.ok && JSON.parse(writeLine(read.event))).toEqual(JSON.parse(text));
});
