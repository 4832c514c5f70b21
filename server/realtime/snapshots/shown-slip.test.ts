import { expect, test } from 'vitest';
import { NOON, noonPlus } from '../../../tests/support/queue-builders.ts';
import { CLINIC } from '../../../tests/support/recorded-days.ts';
import { shownSlip } from './snapshot-source.ts';

test('a slip names the station by the label people know, and no id', () => {
  const room = { id: 'room-3', label: { en: 'Room 3', es: 'Sala 3' }, areaId: 'blue' };
  const clinic = {
    ...CLINIC,
    stations: [{ ...room, directions: { en: 'On the right' }, serviceIds: ['doctor'] }],
  };
  const reason = { code: 'station-paused', stationId: 'room-3', untilAt: noonPlus(30) } as const;

  expect(shownSlip({ reason, saidAt: NOON, isLater: true }, clinic)).toEqual({
    code: 'station-paused',
    stationLabel: { en: 'Room 3', es: 'Sala 3' },
    untilAt: noonPlus(30),
    saidAt: NOON,
    isLater: true,
  });
});

test('a reason that is nowhere in particular has no station, and no slip is none', () => {
  const reason = { code: 'urgent-first', stationId: null, untilAt: null } as const;

  expect(shownSlip({ reason, saidAt: NOON, isLater: false }, CLINIC)?.stationLabel).toBeNull();
  expect(shownSlip(null, CLINIC)).toBeNull();
});
