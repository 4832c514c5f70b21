import { describe, expect, test } from 'vitest';
import { inService, noonPlus, station, waiting } from '../../../tests/support/queue-builders.ts';
import { type AboutScene, law, people, scene } from '../../../tests/support/wait-scenes.ts';
import { explainWaits } from './by-means.ts';
import type { WaitLaw } from './wait-law.ts';

function explained(about: AboutScene, entryId: string, asked: WaitLaw = law()) {
  return explainWaits(scene(about), asked).get(entryId);
}

describe('what a wait is made of', () => {
  const inside = inService({ id: 'inside', calledAt: noonPlus(-4), startedAt: noonPlus(-4) });

  test('is whoever is there now and those whom that station calls before', () => {
    const turnover = law({ turnoverMinutes: [2] });
    const explanation = explained({ entries: [inside, ...people(3)] }, 'q3', turnover);
    expect(explanation?.stationId).toBe('room-1');
    expect(explanation?.stationIs).toBe('busy');
    expect(explanation?.freeInMinutes).toBeCloseTo(8);
    expect(explanation?.before.map(({ entryId }) => entryId)).toEqual(['q1', 'q2']);
    expect(explanation?.before[0]?.minutes).toBeCloseTo(12);
    expect(explanation?.breakMinutes).toBe(0);
  });

  test('is nothing for the first at a free station', () => {
    expect(explained({ entries: people(1) }, 'q1')).toEqual({
      stationId: 'room-1',
      stationIs: 'free',
      freeInMinutes: 0,
      before: [],
      breakMinutes: 0,
    });
  });

  test('leaves out those who are called elsewhere', () => {
    const stations = [station(), station({ stationId: 'room-2' })];
    const explanation = explained({ entries: people(3), stations }, 'q3');
    expect(explanation?.before.map(({ entryId }) => entryId)).toEqual(['q1']);
  });

  test('tells the breaks that come before', () => {
    const lunch = { stationId: 'room-1', inMinutes: 5, minutes: [40], share: 0.5 };
    const explanation = explained({ entries: people(2) }, 'q2', law({ breaks: [lunch] }));
    expect(explanation?.breakMinutes).toBeCloseTo(20);
  });

  test('is a pause, or an opening that is to come', () => {
    const paused = [station({ status: 'paused' })];
    const back = law({ back: new Map([['room-1', [15]]]) });
    expect(explained({ entries: people(1), stations: paused }, 'q1', back)).toMatchObject({
      stationIs: 'paused',
      freeInMinutes: 15,
    });
    const coming = {
      stationId: 'room-2',
      serviceIds: ['doctor'],
      providerId: null,
      inMinutes: [30],
      share: 0.9,
    };
    const opening = law({ coming: [coming] });
    expect(explained({ entries: people(1), stations: [] }, 'q1', opening)).toMatchObject({
      stationId: 'room-2',
      stationIs: 'not-open',
      freeInMinutes: 30,
    });
  });

  test('is not known where nobody serves them', () => {
    const entries = [waiting({ serviceId: 'nurse' })];
    expect(explained({ entries }, 'q1')).toEqual({
      stationId: null,
      stationIs: null,
      freeInMinutes: 0,
      before: [],
      breakMinutes: 0,
    });
  });
});
