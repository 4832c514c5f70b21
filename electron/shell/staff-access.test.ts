import { beforeAll, expect, test } from 'vitest';
import type { ActResult, KioskAction } from '../../shared/contract/kiosk-bridge.ts';
import { hashPin } from './pin-hash.ts';
import { StaffAccess } from './staff-access.ts';

const PIN = '482915';
let pinHash = '';
beforeAll(async () => {
  pinHash = await hashPin(PIN);
});

function door(hash: string | null = pinHash) {
  const done: KioskAction[] = [];
  const log: string[] = [];
  const perform = (action: KioskAction) => (): ActResult => {
    done.push(action);
    return { ok: true };
  };
  const staff = new StaffAccess<{ showsStaff: boolean }>({
    pinHash: hash,
    perform: {
      'open-staff': perform('open-staff'),
      'close-staff': perform('close-staff'),
      'reload-pages': perform('reload-pages'),
      'restart-server': perform('restart-server'),
      'restart-program': perform('restart-program'),
      'quit-program': perform('quit-program'),
    },
    log: (line) => log.push(line),
  });
  return { staff, done, log };
}

test('opening and leaving the staff page is free, everything else needs the PIN', async () => {
  const { staff, done } = door();
  const window = { showsStaff: true };

  expect(staff.act(window, 'open-staff')).toEqual({ ok: true });
  expect(staff.act(window, 'quit-program')).toEqual({ ok: false, reason: 'locked' });
  expect(await staff.unlock(window, PIN)).toEqual({ kind: 'unlocked' });
  expect(staff.act(window, 'quit-program')).toEqual({ ok: true });
  expect(done).toEqual(['open-staff', 'quit-program']);
});

test('the PIN opens the door of the window it was given at, and only while that shows the staff page', async () => {
  const { staff } = door();
  const here = { showsStaff: true };
  const elsewhere = { showsStaff: true };
  await staff.unlock(here, PIN);

  expect(staff.isUnlocked(here)).toBe(true);
  expect(staff.isUnlocked(elsewhere)).toBe(false);
  here.showsStaff = false;
  expect(staff.isUnlocked(here)).toBe(false);
});

test('leaving shuts the door, also for whoever comes back', async () => {
  const { staff } = door();
  const window = { showsStaff: true };
  await staff.unlock(window, PIN);
  staff.act(window, 'close-staff');

  expect(staff.isUnlocked(window)).toBe(false);
});

test('a page of patients cannot try PINs', async () => {
  const { staff } = door();

  expect(await staff.unlock({ showsStaff: false }, PIN)).toMatchObject({ kind: 'wrong' });
});

test('tries made all at once are counted one after another', async () => {
  const { staff, log } = door();
  const window = { showsStaff: true };
  const tries = ['111222', '333444', '555666', PIN].map((pin) => staff.unlock(window, pin));

  const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
  expect(kinds.slice(0, 2)).toEqual(['wrong', 'wrong']);
  expect(kinds.slice(2)).not.toContain('unlocked');
  expect(log.join('\n')).not.toMatch(/\d{6}/);
});

test('a kiosk without a PIN has no door', async () => {
  const { staff } = door(null);

  expect(await staff.unlock({ showsStaff: true }, PIN)).toEqual({ kind: 'no-pin' });
});
