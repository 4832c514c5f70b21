import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { exampleEntry, exampleStation } from '../../tests/support/desk-entry.ts';
import { filterEntries, searchEntries } from './entry-filter.ts';

const NOW = 100 * MINUTE_MS;
const services = [
  { serviceId: 'doctor', label: { en: 'Doctor' }, areaId: 'blue' },
  { serviceId: 'blood', label: { en: 'Blood test' }, areaId: 'green' },
];
const context = { services, station: exampleStation(), now: NOW };
const doctor = exampleEntry({ entryId: 'doctor', queuedAt: NOW });
const other = exampleEntry({ entryId: 'other', queuedAt: NOW, providerId: 'okafor' });
const blood = exampleEntry({ entryId: 'blood', queuedAt: 0, serviceId: 'blood' });
const all = [doctor, other, blood];

describe('the filter', () => {
  test('shows everybody in calling order', () => {
    expect(filterEntries(all, { kind: 'all' }, context)).toEqual(all);
  });

  test('of a station leaves out other services and other providers’ patients', () => {
    expect(filterEntries(all, { kind: 'station' }, context)).toEqual([doctor]);
  });

  test('of a station shows nobody on a desk without one', () => {
    expect(filterEntries(all, { kind: 'station' }, { ...context, station: null })).toEqual([]);
  });

  test('of an area shows those who wait for its services', () => {
    expect(filterEntries(all, { kind: 'area', areaId: 'green' }, context)).toEqual([blood]);
  });

  test('of long waits shows those over 30 minutes', () => {
    expect(filterEntries(all, { kind: 'long' }, context)).toEqual([blood]);
  });
});

describe('the search', () => {
  const clock = (at: number): string => (at === 1 ? '10:40' : '11:05');
  const maria = exampleEntry({ entryId: 'maria', ticket: 'M57', appointmentAt: 1 });
  const walkIn = exampleEntry({ entryId: 'walk-in', ticket: 'W36', name: null });
  const found = (text: string): readonly string[] =>
    searchEntries([maria, walkIn], text, clock).map((entry) => entry.entryId);

  test('finds a name by any part of it, without accents or capitals', () => {
    expect(found(' mUnOz ')).toEqual(['maria']);
  });

  test('finds a number', () => {
    expect(found('w3')).toEqual(['walk-in']);
  });

  test('finds a booked time', () => {
    expect(found('10:4')).toEqual(['maria']);
  });

  test('shows everybody while nothing is typed', () => {
    expect(found('  ')).toEqual(['maria', 'walk-in']);
  });
});
