import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ShownCall } from '../../shared/contract/snapshots.ts';
import {
  ANNOUNCE_WITHIN_MS,
  type Announcer,
  advance,
  callKey,
  newAnnouncer,
  nextStepAt,
  see,
  TURN_MS,
} from './announcer.ts';

const START = 1_792_000_000_000;
const LISTED = 20;

type Act =
  | { readonly kind: 'call'; readonly ticket: string }
  | { readonly kind: 'answer'; readonly ticket: string }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'reload' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'pass'; readonly seconds: number };

// Few tickets and short times, so that calls meet each other on the panel.
const ticket = fc.constantFrom('K42', 'R24', 'W36', 'M57', 'L74');
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('call' as const), ticket }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), ticket }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('snapshot' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reload' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat({ max: 40 }) }),
  },
);

type PanelChange = { readonly at: number; readonly panel: Announcer['panel'] };

/** Plays a clinic's calls to one screen, whose clock starts at 0 when the clinic's is at START. */
function play(acts: readonly Act[]) {
  let calls: ShownCall[] = [];
  let callNumber = 50;
  let now = 0;
  let announcer = newAnnouncer([]);
  const made: { readonly key: string; readonly at: number }[] = [];
  const firstSeen = new Map<string, number>();
  const announced: string[] = [];
  const panels: PanelChange[] = [];

  const step = (): void => {
    const result = advance(announcer, now);
    announcer = result.announcer;
    if (result.announced !== null) announced.push(callKey(result.announced));
    panels.push({ at: now, panel: announcer.panel });
  };
  const passUntil = (end: number): void => {
    for (let at = nextStepAt(announcer, now); at !== null && at <= end;) {
      now = at;
      step();
      at = nextStepAt(announcer, now);
    }
    now = end;
    step();
  };
  const look = (): void => {
    for (const call of calls) {
      if (!firstSeen.has(callKey(call))) firstSeen.set(callKey(call), now);
    }
    announcer = see(announcer, { calls, sentAt: START + now }, now);
    step();
  };
  for (const one of acts) {
    switch (one.kind) {
      case 'call': {
        callNumber += 1;
        const call: ShownCall = {
          callNumber,
          ticket: one.ticket,
          stationLabel: { en: 'Room 3' },
          calledAt: START + now,
          isRecall: false,
          isOpen: true,
        };
        calls = [...calls, call].slice(-LISTED);
        made.push({ key: callKey(call), at: now });
        now += 1;
        break;
      }
      case 'answer':
        calls = calls.map((call) =>
          call.ticket === one.ticket ? { ...call, isOpen: false } : call,
        );
        break;
      case 'snapshot':
        look();
        break;
      case 'reload':
        announcer = newAnnouncer(announcer.known);
        panels.push({ at: now, panel: [] });
        look();
        break;
      case 'restore':
        // A server on an empty database: its calls are gone and its numbers start again.
        calls = [];
        callNumber = 0;
        break;
      case 'pass':
        passUntil(now + one.seconds * 1_000);
        break;
    }
  }
  look();
  passUntil(now + 1_000_000);
  return { made, firstSeen, announced, panels };
}

const acts = fc.array(act, { maxLength: 60 });

test('every call that was seen in time is announced exactly once, in the order they were made', () => {
  fc.assert(
    fc.property(acts, (history) => {
      const { made, firstSeen, announced } = play(history);
      const inTime = made.filter(({ key, at }) => {
        const seenAt = firstSeen.get(key);
        return seenAt !== undefined && seenAt - at <= ANNOUNCE_WITHIN_MS;
      });
      const hasReload = history.some((one) => one.kind === 'reload');

      // A reload while calls wait for their turn may let those pass that have grown too old.
      if (hasReload) {
        const order = made.map(({ key }) => key);
        expect(new Set(announced).size).toBe(announced.length);
        expect(announced).toEqual(
          announced.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
        );
        return;
      }
      expect(announced).toEqual(inTime.map(({ key }) => key));
    }),
    { numRuns: 300 },
  );
});

test('nobody is cut off: no call leaves the panel to another before its 12 seconds', () => {
  fc.assert(
    fc.property(acts, (history) => {
      const { panels } = play(history.filter((one) => one.kind !== 'reload'));
      for (const [index, { at, panel }] of panels.entries()) {
        expect(panel.length).toBeLessThanOrEqual(2);
        const before = panels[index - 1]?.panel ?? [];
        for (const patient of before) {
          const isThere = panel.some((other) => other.call.ticket === patient.call.ticket);
          if (!isThere) expect(at).toBeGreaterThanOrEqual(patient.turnAt + TURN_MS);
        }
      }
    }),
    { numRuns: 300 },
  );
});
