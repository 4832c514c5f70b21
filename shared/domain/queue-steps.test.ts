import { describe, expect, test } from 'vitest';
import {
  called,
  inService,
  noonPlus,
  POLICY,
  station,
  waiting,
} from '../../tests/support/queue-builders.ts';
import type { EntryStatus, QueueEntry } from './queue-entry.ts';
import {
  callNext,
  callThisOne,
  finish,
  hold,
  markLeft,
  markNoShow,
  recall,
  requeue,
  resume,
  setPriority,
  start,
  transfer,
} from './queue-steps.ts';
import { accept, type Decision, refuse } from './refusal.ts';

const LATER = noonPlus(30);

function queueOf(...entries: QueueEntry[]): Parameters<typeof callNext>[1] {
  return { entries, policy: POLICY, now: LATER };
}

const ENTRIES: Readonly<Record<EntryStatus, QueueEntry>> = {
  waiting: waiting(),
  called: called({ callCount: 2 }),
  'in-service': inService(),
  held: waiting({ status: 'held' }),
  done: inService({ status: 'done', endedAt: noonPlus(9) }),
  'no-show': called({ status: 'no-show', endedAt: noonPlus(9) }),
  left: waiting({ status: 'left', endedAt: noonPlus(9) }),
};

const STEPS: Readonly<Record<string, (entry: QueueEntry) => Decision<QueueEntry>>> = {
  'call this one': (entry) => {
    const step = callThisOne(entry, station(), { ...queueOf(waiting()), reason: null });
    return step.ok ? accept(step.value.entry) : step;
  },
  recall: (entry) => recall(entry, LATER),
  'did not come': (entry) => markNoShow(entry, POLICY, LATER),
  'put back': (entry) => requeue(entry, POLICY, LATER),
  start: (entry) => start(entry, LATER),
  finish: (entry) => finish(entry, LATER),
  hold,
  resume,
  'went home': (entry) => markLeft(entry, LATER),
  transfer: (entry) => {
    const target = { newEntryId: 'q9', serviceId: 'nurse', providerId: null };
    const step = transfer(entry, target, LATER);
    return step.ok ? accept(step.value.from) : step;
  },
  'set priority': (entry) => setPriority(entry, 2),
};

describe('every step from every status', () => {
  // What the entry becomes, or why not.
  test.each`
    step               | waiting                   | called                    | in-service             | held                      | done                      | no-show                   | left
    ${'call this one'} | ${'called'}               | ${'entry-not-waiting'}    | ${'entry-not-waiting'} | ${'entry-not-waiting'}    | ${'entry-not-waiting'}    | ${'entry-not-waiting'}    | ${'entry-not-waiting'}
    ${'recall'}        | ${'entry-not-called'}     | ${'called'}               | ${'entry-not-called'}  | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}
    ${'did not come'}  | ${'entry-not-called'}     | ${'no-show'}              | ${'entry-not-called'}  | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}
    ${'put back'}      | ${'entry-not-called'}     | ${'waiting'}              | ${'entry-not-called'}  | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'waiting'}              | ${'entry-not-called'}
    ${'start'}         | ${'entry-not-called'}     | ${'in-service'}           | ${'entry-not-called'}  | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}     | ${'entry-not-called'}
    ${'finish'}        | ${'entry-not-in-service'} | ${'entry-not-in-service'} | ${'done'}              | ${'entry-not-in-service'} | ${'entry-not-in-service'} | ${'entry-not-in-service'} | ${'entry-not-in-service'}
    ${'hold'}          | ${'held'}                 | ${'held'}                 | ${'entry-not-waiting'} | ${'entry-not-waiting'}    | ${'entry-not-waiting'}    | ${'entry-not-waiting'}    | ${'entry-not-waiting'}
    ${'resume'}        | ${'entry-not-held'}       | ${'entry-not-held'}       | ${'entry-not-held'}    | ${'waiting'}              | ${'entry-not-held'}       | ${'entry-not-held'}       | ${'entry-not-held'}
    ${'went home'}     | ${'left'}                 | ${'left'}                 | ${'entry-over'}        | ${'left'}                 | ${'entry-over'}           | ${'entry-over'}           | ${'entry-over'}
    ${'transfer'}      | ${'done'}                 | ${'done'}                 | ${'done'}              | ${'done'}                 | ${'entry-over'}           | ${'entry-over'}           | ${'entry-over'}
    ${'set priority'}  | ${'waiting'}              | ${'entry-not-waiting'}    | ${'entry-not-waiting'} | ${'held'}                 | ${'entry-not-waiting'}    | ${'entry-not-waiting'}    | ${'entry-not-waiting'}
  `('$step', ({ step, ...expected }: Record<string, string>) => {
    const outcomes = Object.entries(ENTRIES).map(([status, entry]) => {
      const decision = STEPS[step ?? '']?.(entry);
      return [status, decision?.ok ? decision.value.status : decision?.reason];
    });
    expect(Object.fromEntries(outcomes)).toEqual(expected);
  });
});

describe('calling', () => {
  const booked = waiting({
    id: 'booked',
    appointmentAt: noonPlus(5),
    queuedAt: noonPlus(3),
    dueAt: noonPlus(5),
  });
  const walkIn = waiting({ id: 'walk-in', dueAt: noonPlus(20), notBeforeAt: noonPlus(1) });

  test('the next in turn is called to the station, by whoever works there', () => {
    expect(callNext(station({ providerId: 'ada' }), queueOf(walkIn, booked))).toEqual(
      accept({
        entry: {
          ...booked,
          status: 'called',
          stationId: 'room-1',
          seenByProviderId: 'ada',
          callCount: 1,
          calledAt: LATER,
          lastCallAt: LATER,
        },
        overtookIds: ['walk-in'],
      }),
    );
  });

  test('a pause that is over is forgotten with the call', () => {
    const step = callNext(station(), queueOf(walkIn));
    expect(step).toMatchObject({ value: { entry: { id: 'walk-in', notBeforeAt: null } } });
  });

  test('nobody can be called when nobody is waiting for this station', () => {
    const elsewhere = waiting({ serviceId: 'nurse' });
    expect(callNext(station(), queueOf(elsewhere))).toEqual(refuse('nobody-waiting'));
  });

  test.each(['paused', 'closed'] as const)('a %s station calls nobody', (status) => {
    const room = station({ status });
    const context = { ...queueOf(waiting()), reason: null };
    expect(callNext(room, context)).toEqual(refuse('station-not-open'));
    expect(callThisOne(waiting(), room, context)).toEqual(refuse('station-not-open'));
  });

  test('a station calls one patient at a time', () => {
    const context = { ...queueOf(called({ id: 'q2' }), waiting()), reason: null };
    expect(callNext(station(), context)).toEqual(refuse('station-busy'));
    expect(callThisOne(waiting(), station(), context)).toEqual(refuse('station-busy'));
  });

  test('a station may call the next while the last is inside, and whatever other stations call', () => {
    const inside = inService({ id: 'inside' });
    const elsewhere = called({ id: 'elsewhere', stationId: 'room-2' });
    expect(callNext(station(), queueOf(inside, elsewhere, waiting())).ok).toBe(true);
  });

  test('a patient can be called out of turn only with a reason', () => {
    const context = queueOf(booked, walkIn);
    expect(callThisOne(walkIn, station(), { ...context, reason: null })).toEqual(
      refuse('reason-needed'),
    );
    const step = callThisOne(walkIn, station(), { ...context, reason: 'in pain' });
    expect(step).toMatchObject({ value: { entry: { id: 'walk-in', status: 'called' } } });
  });

  test('someone put back a moment ago can be called before the pause is over, with a reason', () => {
    const putBack = waiting({ notBeforeAt: noonPlus(31) });
    const context = queueOf(putBack);
    expect(callNext(station(), context)).toEqual(refuse('nobody-waiting'));
    expect(callThisOne(putBack, station(), { ...context, reason: null })).toEqual(
      refuse('reason-needed'),
    );
    expect(callThisOne(putBack, station(), { ...context, reason: 'is here' }).ok).toBe(true);
  });

  test('not even a reason brings a patient to a station that does not serve them', () => {
    const ofAda = waiting({ providerId: 'ada' });
    const context = { ...queueOf(ofAda), reason: 'ben is free' };
    expect(callThisOne(ofAda, station({ providerId: 'ben' }), context)).toEqual(
      refuse('not-served-here'),
    );
  });

  test('a recall counts up and keeps the time of the first call', () => {
    expect(recall(called(), noonPlus(2))).toEqual(
      accept(called({ callCount: 2, lastCallAt: noonPlus(2) })),
    );
  });
});

describe('a patient who does not come', () => {
  const calledTwice = called({
    callCount: 2,
    lastCallAt: noonPlus(3),
    seenByProviderId: 'ada',
  });

  test('is not marked absent before the set number of calls', () => {
    expect(markNoShow(called(), POLICY, noonPlus(60))).toEqual(refuse('recall-before-no-show'));
  });

  test('is not marked absent before the pause after the last call is over', () => {
    expect(markNoShow(calledTwice, POLICY, noonPlus(5) - 1)).toEqual(
      refuse('pause-before-no-show'),
    );
  });

  test('is marked absent from the end of the pause', () => {
    expect(markNoShow(calledTwice, POLICY, noonPlus(5))).toEqual(
      accept({ ...calledTwice, status: 'no-show', endedAt: noonPlus(5) }),
    );
  });

  test('is put back in the same place, from a call or from absence, and offered after a pause', () => {
    const inPlace = waiting({ notBeforeAt: noonPlus(35) });
    const absent = { ...calledTwice, status: 'no-show', endedAt: noonPlus(5) } as const;
    expect(requeue(calledTwice, POLICY, LATER)).toEqual(accept(inPlace));
    expect(requeue(absent, POLICY, LATER)).toEqual(accept(inPlace));
  });
});

describe('being seen, holding and leaving', () => {
  test('start and finish keep the times and who saw them', () => {
    const before = called({ seenByProviderId: 'ada' });
    const inside = { ...before, status: 'in-service', startedAt: noonPlus(2) } as const;
    expect(start(before, noonPlus(2))).toEqual(accept(inside));
    expect(finish(inside, noonPlus(9))).toEqual(
      accept({ ...inside, status: 'done', endedAt: noonPlus(9) }),
    );
  });

  test('holding a called patient takes the call back; going on returns them to their old place', () => {
    const held = waiting({ status: 'held', overtakenCount: 2 });
    expect(hold(called({ overtakenCount: 2 }))).toEqual(accept(held));
    expect(resume(held)).toEqual(accept(waiting({ overtakenCount: 2 })));
  });

  test('leaving keeps when it was', () => {
    expect(markLeft(waiting(), LATER)).toEqual(accept(waiting({ status: 'left', endedAt: LATER })));
  });

  test('a new priority changes nothing else', () => {
    expect(setPriority(waiting({ overtakenCount: 1 }), 2)).toEqual(
      accept(waiting({ overtakenCount: 1, priority: 2 })),
    );
  });
});

describe('transfer', () => {
  const toNurse = { newEntryId: 'q9', serviceId: 'nurse', providerId: 'ben' };
  const next = { id: 'q9', serviceId: 'nurse', providerId: 'ben', leg: 2 };

  test('someone still waiting keeps their place and what they were overtaken', () => {
    const before = {
      appointmentAt: noonPlus(5),
      queuedAt: noonPlus(-5),
      dueAt: noonPlus(5),
      overtakenCount: 2,
      priority: 1,
    };
    expect(transfer(waiting(before), toNurse, LATER)).toEqual(
      accept({
        from: waiting({ ...before, status: 'done', endedAt: LATER }),
        to: waiting({ ...before, ...next }),
      }),
    );
  });

  test('someone called keeps their place, and the call stays behind', () => {
    const step = transfer(called({ dueAt: noonPlus(7) }), toNurse, LATER);
    expect(step).toMatchObject({ value: { to: waiting({ ...next, dueAt: noonPlus(7) }) } });
  });

  test('someone on hold waits again', () => {
    const step = transfer(waiting({ status: 'held' }), toNurse, LATER);
    expect(step).toMatchObject({ value: { to: { status: 'waiting' } } });
  });

  test('someone who was seen joins as due now, without the booked time or the handicap', () => {
    const before = inService({
      appointmentAt: noonPlus(-5),
      dueAt: noonPlus(-5),
      overtakenCount: 3,
    });
    expect(transfer(before, toNurse, LATER)).toEqual(
      accept({
        from: { ...before, status: 'done', endedAt: LATER },
        to: waiting({ ...next, queuedAt: LATER, dueAt: LATER }),
      }),
    );
  });

  test('the same service of another provider is a transfer, the same of the same is not', () => {
    const toBen = { newEntryId: 'q9', serviceId: 'doctor', providerId: 'ben' };
    expect(transfer(waiting(), toBen, LATER).ok).toBe(true);
    expect(transfer(waiting({ providerId: 'ben' }), toBen, LATER)).toEqual(refuse('same-service'));
  });
});
