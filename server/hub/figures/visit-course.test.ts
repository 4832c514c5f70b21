import { describe, expect, test } from 'vitest';
import type { Fact } from '../facts.ts';
import { courseOf } from './visit-course.ts';

const TEN = Date.UTC(2026, 10, 21, 10);
const MINUTE = 60_000;

/** A step of one visit, a number of minutes after ten. */
function step(kind: Fact['kind'], minute: number, change: Partial<Fact> = {}): Fact {
  return {
    day: '2026-11-21',
    at: TEN + minute * MINUTE,
    kind,
    subjectId: 'visit',
    entryId: 'doctor',
    detail: null,
    score: null,
    ...change,
  };
}

const undo = (minute: number, name: string): Fact => step('undone', minute, { detail: name });

describe('what became of a visit', () => {
  test('whoever is called, seen and done has waited from check-in to the first call', () => {
    const course = courseOf([
      step('checked-in', 0),
      step('called', 12),
      step('called', 14),
      step('started', 15),
      step('finished', 25),
    ]);

    expect(course).toMatchObject({
      checkedInAt: TEN,
      calledAt: TEN + 12 * MINUTE,
      wasSeen: true,
      status: 'done',
    });
  });

  test('a call that was taken back never was', () => {
    const waiting = courseOf([step('checked-in', 0), step('called', 12), undo(13, 'call')]);
    const later = courseOf([
      step('checked-in', 0),
      step('called', 12),
      undo(13, 'call'),
      step('called', 20),
    ]);

    expect(waiting).toMatchObject({ calledAt: null, status: 'waiting' });
    expect(later).toMatchObject({ calledAt: TEN + 20 * MINUTE, status: 'called' });
  });

  test('taking back a step that is not known here takes back nothing else', () => {
    const facts = [step('checked-in', 0), step('called', 12), undo(13, 'set-priority')];

    expect(courseOf(facts)).toMatchObject({ status: 'called', calledAt: TEN + 12 * MINUTE });
  });

  test('whoever was seen and goes on to another queue waits anew there', () => {
    const course = courseOf([
      step('checked-in', 0),
      step('called', 5),
      step('started', 6),
      step('transferred', 20, { entryId: 'blood', detail: 'doctor' }),
    ]);

    expect(course).toMatchObject({
      status: 'waiting',
      queuedAt: TEN + 20 * MINUTE,
      wasSeen: true,
      calledAt: TEN + 5 * MINUTE,
    });
  });

  test('whoever is sent to another queue before being seen has waited since the beginning', () => {
    const course = courseOf([
      step('checked-in', 0),
      step('transferred', 20, { entryId: 'blood', detail: 'doctor' }),
    ]);

    expect(course).toMatchObject({ status: 'waiting', queuedAt: TEN });
  });

  test('a transfer that was taken back leaves the patient where they were', () => {
    const course = courseOf([
      step('checked-in', 0),
      step('called', 5),
      step('started', 6),
      step('transferred', 20, { entryId: 'blood', detail: 'doctor' }),
      undo(21, 'transfer'),
    ]);

    expect(course).toMatchObject({ status: 'in-service' });
  });

  test('what is known still counts when the check-in is not', () => {
    expect(courseOf([step('called', 5), step('left', 9)])).toMatchObject({
      day: '2026-11-21',
      checkedInAt: null,
      calledAt: TEN + 5 * MINUTE,
      status: 'left',
    });
  });

  test('a touch at the exit is no visit', () => {
    expect(courseOf([step('given', 0, { entryId: null, score: 4 })])).toBeNull();
  });
});
