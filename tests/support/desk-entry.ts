import type { DeskEntry, DeskStation } from '../../shared/contract/snapshots.ts';

/** An entry for tests: a routine patient with an appointment, waiting for the doctor. */
export function exampleEntry(changes: Partial<DeskEntry> = {}): DeskEntry {
  return {
    entryId: 'e1',
    ticket: 'K42',
    name: 'Maria Muñoz',
    status: 'waiting',
    serviceId: 'doctor',
    providerId: null,
    stationId: null,
    appointmentAt: null,
    queuedAt: 0,
    calledAt: null,
    callCount: 0,
    lastCallAt: null,
    startedAt: null,
    endedAt: null,
    notBeforeAt: null,
    priority: 0,
    isLate: false,
    needs: [],
    language: 'en',
    wait: null,
    position: null,
    slip: null,
    phoneAnswer: null,
    undoes: null,
    ...changes,
  };
}

/** A station for tests: open, with one provider, seeing people for the doctor. */
export function exampleStation(changes: Partial<DeskStation> = {}): DeskStation {
  return {
    stationId: 'room-3',
    label: { en: 'Room 3' },
    areaId: 'blue',
    serviceIds: ['doctor'],
    status: 'open',
    providerId: 'adeyemi',
    untilAt: null,
    nextEntryId: null,
    ...changes,
  };
}
