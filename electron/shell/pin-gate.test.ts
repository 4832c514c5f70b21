import { expect, test } from 'vitest';
import { lockedOut, NEW_PIN_GATE, type PinGate, tryPin } from './pin-gate.ts';

const NOW = 1_000_000_000;
const SECOND = 1_000;

function afterWrongTries(count: number, gate: PinGate, now: number): PinGate {
  return Array.from({ length: count }).reduce<PinGate>(
    (before) => tryPin(before, false, now).gate,
    gate,
  );
}

test('a right PIN opens, and clears the count of wrong ones', () => {
  const { gate, result } = tryPin(afterWrongTries(2, NEW_PIN_GATE, NOW), true, NOW);

  expect(result).toEqual({ kind: 'unlocked' });
  expect(tryPin(gate, false, NOW).result).toEqual({ kind: 'wrong', triesLeft: 2 });
});

test('a wrong PIN says how many tries are left, the third one locks for half a minute', () => {
  const first = tryPin(NEW_PIN_GATE, false, NOW);
  const second = tryPin(first.gate, false, NOW);
  const third = tryPin(second.gate, false, NOW);

  expect(first.result).toEqual({ kind: 'wrong', triesLeft: 2 });
  expect(second.result).toEqual({ kind: 'wrong', triesLeft: 1 });
  expect(third.result).toEqual({ kind: 'locked-out', untilAt: NOW + 30 * SECOND });
});

test('during a lock a right PIN is refused too, and the lock gets no longer', () => {
  const locked = afterWrongTries(3, NEW_PIN_GATE, NOW);

  expect(tryPin(locked, true, NOW + 29 * SECOND)).toEqual({
    gate: locked,
    result: { kind: 'locked-out', untilAt: NOW + 30 * SECOND },
  });
  expect(lockedOut(locked, NOW + 29 * SECOND)).toEqual({
    kind: 'locked-out',
    untilAt: NOW + 30 * SECOND,
  });
});

test('after a lock there are three tries again, and each further lock is twice as long', () => {
  const minutes: number[] = [];
  let gate = NEW_PIN_GATE;
  let now = NOW;
  for (let series = 0; series < 7; series += 1) {
    gate = afterWrongTries(3, gate, now);
    const untilAt = gate.lock?.untilAt ?? now;
    minutes.push((untilAt - now) / 60_000);
    expect(lockedOut(gate, untilAt)).toBeNull();
    expect(tryPin(gate, false, untilAt).result).toEqual({ kind: 'wrong', triesLeft: 2 });
    now = untilAt;
  }

  expect(minutes).toEqual([0.5, 1, 2, 4, 8, 15, 15]);
});

test('a right PIN makes the next lock a short one again', () => {
  const twice = afterWrongTries(3, afterWrongTries(3, NEW_PIN_GATE, NOW), NOW + 60 * SECOND);
  const later = NOW + 600 * SECOND;
  const open = tryPin(twice, true, later).gate;

  expect(tryPin(afterWrongTries(2, open, later), false, later).result).toEqual({
    kind: 'locked-out',
    untilAt: later + 30 * SECOND,
  });
});

test('a clock that is set back does not make a lock last longer', () => {
  const locked = afterWrongTries(3, NEW_PIN_GATE, NOW);

  expect(lockedOut(locked, NOW - 3_600 * SECOND)).toBeNull();
  expect(tryPin(locked, true, NOW - 3_600 * SECOND).result).toEqual({ kind: 'unlocked' });
});
