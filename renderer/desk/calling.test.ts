import { describe, expect, test } from 'vitest';
import { calledTo, callKind, insideOf, stationsFor } from './calling.ts';
import { exampleEntry, exampleStation } from '../../tests/support/desk-entry.ts';

describe('calling someone to a station', () => {
  test('is in turn when the station’s next is this person', () => {
    const station = exampleStation({ nextEntryId: 'e1' });

    expect(callKind(exampleEntry(), station)).toBe('in-turn');
  });

  test('is out of turn when somebody else is next', () => {
    expect(callKind(exampleEntry(), exampleStation({ nextEntryId: 'e2' }))).toBe('out-of-turn');
  });

  test('is not possible where the station is paused, or sees other people', () => {
    expect(callKind(exampleEntry(), exampleStation({ status: 'paused' }))).toBe('not-here');
    expect(callKind(exampleEntry({ serviceId: 'blood' }), exampleStation())).toBe('not-here');
  });

  test('offers only the open stations of the patient’s own provider', () => {
    const own = exampleStation({ stationId: 'own' });
    const other = exampleStation({ stationId: 'other', providerId: 'okafor' });
    const closed = exampleStation({ stationId: 'closed', status: 'closed' });

    expect(stationsFor(exampleEntry({ providerId: 'adeyemi' }), [own, other, closed])).toEqual([
      own,
    ]);
  });
});

test('a station calls one patient while others can still be inside', () => {
  const at = { stationId: 'room-3' };
  const called = exampleEntry({ entryId: 'called', status: 'called', ...at });
  const inside = exampleEntry({ entryId: 'inside', status: 'in-service', ...at });
  const elsewhere = exampleEntry({ entryId: 'else', status: 'called', stationId: 'room-5' });
  const entries = [elsewhere, inside, called];

  expect(calledTo(exampleStation(), entries)).toEqual(called);
  expect(insideOf(exampleStation(), entries)).toEqual([inside]);
});
