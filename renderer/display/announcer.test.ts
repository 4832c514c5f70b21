import { describe, expect, test } from 'vitest';
import type { ShownCall } from '../../shared/contract/snapshots.ts';
import {
  type Announcer,
  advance,
  earlierCalls,
  newAnnouncer,
  nextStepAt,
  see,
} from './announcer.ts';

const TEN = 1_792_000_000_000;
const SECOND = 1_000;

function call(change: Partial<ShownCall> = {}): ShownCall {
  return {
    callNumber: 1,
    ticket: 'K42',
    stationLabel: { en: 'Room 3' },
    calledAt: TEN,
    isRecall: false,
    isOpen: true,
    ...change,
  };
}

const K42 = call();
const R24 = call({ callNumber: 2, ticket: 'R24' });
const W36 = call({ callNumber: 3, ticket: 'W36' });

/** A screen in time: it sees snapshots, and lets the announcer take every step that falls due. */
function screenWith(known: readonly string[] = []) {
  let announcer: Announcer = newAnnouncer(known);
  let now = 0;
  const announced: { readonly ticket: string; readonly at: number }[] = [];
  const step = (): void => {
    const result = advance(announcer, now);
    announcer = result.announcer;
    if (result.announced !== null) announced.push({ ticket: result.announced.ticket, at: now });
  };
  return {
    sees: (calls: readonly ShownCall[], sentAt = TEN + now): void => {
      announcer = see(announcer, { calls, sentAt }, now);
      step();
    },
    until: (end: number): void => {
      for (let at = nextStepAt(announcer, now); at !== null && at <= end;) {
        now = at;
        step();
        at = nextStepAt(announcer, now);
      }
      now = end;
      step();
    },
    announced,
    panel: (): readonly string[] => announcer.panel.map((patient) => patient.call.ticket),
    earlier: (calls: readonly ShownCall[]): readonly string[] =>
      earlierCalls(announcer, calls).map((earlier) => earlier.ticket),
    known: (): readonly string[] => announcer.known,
  };
}

describe('what is announced', () => {
  test('a call is announced the moment it is seen', () => {
    const screen = screenWith();

    screen.sees([K42]);

    expect(screen.announced).toEqual([{ ticket: 'K42', at: 0 }]);
    expect(screen.panel()).toEqual(['K42']);
  });

  test('the same snapshot seen again announces nothing', () => {
    const screen = screenWith();

    screen.sees([K42]);
    screen.sees([K42]);
    screen.until(60 * SECOND);

    expect(screen.announced).toHaveLength(1);
  });

  test('a reload does not repeat a call, but shows it while it is open', () => {
    const before = screenWith();
    before.sees([K42]);

    const after = screenWith(before.known());
    after.sees([K42], TEN + 20 * SECOND);

    expect(after.announced).toEqual([]);
    expect(after.panel()).toEqual(['K42']);
  });

  test('calls made while the screen was away are announced in order, if not older than 2 minutes', () => {
    const screen = screenWith();
    const tooOld = call({ callNumber: 1, ticket: 'C55', calledAt: TEN - 121 * SECOND });
    const oldest = call({ callNumber: 2, ticket: 'F33', calledAt: TEN - 120 * SECOND });
    const newer = call({ callNumber: 3, ticket: 'L74', calledAt: TEN - 5 * SECOND });

    screen.sees([tooOld, oldest, newer]);
    screen.until(5 * SECOND);

    expect(screen.announced.map(({ ticket }) => ticket)).toEqual(['F33', 'L74']);
    expect(screen.earlier([tooOld, oldest, newer])).toEqual(['C55']);
  });

  test('a call that was answered before its announcement is announced all the same', () => {
    const screen = screenWith();

    screen.sees([call({ isOpen: false })]);

    expect(screen.announced).toHaveLength(1);
  });

  test('a server that counts from 1 again is followed', () => {
    const screen = screenWith(['57@1791999000000']);

    screen.sees([K42]);

    expect(screen.announced).toEqual([{ ticket: 'K42', at: 0 }]);
  });

  test('two calls of one moment are announced one after the other', () => {
    const screen = screenWith();

    screen.sees([K42, R24]);
    screen.until(5 * SECOND);

    expect(screen.announced).toEqual([
      { ticket: 'K42', at: 0 },
      { ticket: 'R24', at: 1_500 },
    ]);
  });
});

describe('the panel', () => {
  test('two calls share it', () => {
    const screen = screenWith();

    screen.sees([K42, R24]);
    screen.until(2 * SECOND);

    expect(screen.panel()).toEqual(['K42', 'R24']);
  });

  test('a third waits until the first has had its 12 seconds', () => {
    const screen = screenWith();

    screen.sees([K42, R24, W36]);
    screen.until(12 * SECOND - 1);
    expect(screen.panel()).toEqual(['K42', 'R24']);
    screen.until(12 * SECOND);

    expect(screen.panel()).toEqual(['W36', 'R24']);
    expect(screen.announced.at(-1)).toEqual({ ticket: 'W36', at: 12 * SECOND });
  });

  test('three who are still waited for take turns, without being announced again', () => {
    const screen = screenWith();

    screen.sees([K42, R24, W36]);
    screen.until(14 * SECOND);
    expect(screen.panel()).toEqual(['W36', 'K42']);
    screen.until(25 * SECOND);

    expect(screen.panel()).toEqual(['R24', 'K42']);
    expect(screen.announced).toHaveLength(3);
  });

  test('a call that is answered at once still stays for its 12 seconds', () => {
    const screen = screenWith();
    screen.sees([K42]);
    screen.until(3 * SECOND);

    screen.sees([call({ isOpen: false })]);
    screen.until(12 * SECOND - 1);
    expect(screen.panel()).toEqual(['K42']);
    screen.until(12 * SECOND);

    expect(screen.panel()).toEqual([]);
  });

  test('a call nobody answers moves to the list after 90 seconds', () => {
    const screen = screenWith();
    screen.sees([K42]);

    screen.until(90 * SECOND - 1);
    expect(screen.panel()).toEqual(['K42']);
    screen.until(90 * SECOND);

    expect(screen.panel()).toEqual([]);
    expect(screen.earlier([K42])).toEqual(['K42']);
  });

  test('a second call of the same ticket takes the place of the first', () => {
    const screen = screenWith();
    const again = call({ callNumber: 4, isRecall: true, calledAt: TEN + 5 * SECOND });
    screen.sees([K42, R24]);
    screen.until(5 * SECOND);

    screen.sees([K42, R24, again]);

    expect(screen.panel()).toEqual(['K42', 'R24']);
    expect(screen.announced.at(-1)).toEqual({ ticket: 'K42', at: 5 * SECOND });
  });
});
