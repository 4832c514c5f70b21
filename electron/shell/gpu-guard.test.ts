import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isSoftwareWanted, nextGpuState, rememberSoftware } from './gpu-guard.ts';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gpu-guard-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the third death of the graphics process within ten minutes is one too many', () => {
  expect(nextGpuState([], NOW)).toEqual({ kind: 'carry-on', deaths: [NOW] });
  expect(nextGpuState([NOW - MINUTE], NOW)).toEqual({
    kind: 'carry-on',
    deaths: [NOW - MINUTE, NOW],
  });
  expect(nextGpuState([NOW - 9 * MINUTE, NOW - MINUTE], NOW)).toEqual({ kind: 'draw-in-software' });
});

test('deaths that lie far apart are bad luck', () => {
  expect(nextGpuState([NOW - 20 * MINUTE, NOW - 10 * MINUTE], NOW)).toEqual({
    kind: 'carry-on',
    deaths: [NOW],
  });
  expect(nextGpuState([NOW + DAY, NOW + DAY], NOW)).toEqual({ kind: 'carry-on', deaths: [NOW] });
});

test('drawing in software is remembered for a week, then the graphics card gets another try', () => {
  const folder = path.join(emptyFolder(), 'not/made/yet');

  expect(isSoftwareWanted(folder, NOW)).toBe(false);
  expect(rememberSoftware(folder, NOW)).toBe(true);
  expect(isSoftwareWanted(folder, NOW)).toBe(true);
  expect(isSoftwareWanted(folder, NOW + 7 * DAY - 1)).toBe(true);
  expect(isSoftwareWanted(folder, NOW + 7 * DAY)).toBe(false);
});

test('a clock that was set back a little does not lose it, a note from far ahead does not last', () => {
  const folder = emptyFolder();
  rememberSoftware(folder, NOW);

  expect(isSoftwareWanted(folder, NOW - MINUTE)).toBe(true);
  expect(isSoftwareWanted(folder, NOW - 30 * DAY)).toBe(false);
});

test.each(['', '{', 'null', '[]', '{"sinceAt":"yes"}', '{"sinceAt":null}'])(
  'an unreadable note counts as none: %j',
  (content) => {
    const folder = emptyFolder();
    writeFileSync(path.join(folder, 'draw-in-software.json'), content);

    expect(isSoftwareWanted(folder, NOW)).toBe(false);
  },
);

test('a note that cannot be written is said to be so, not thrown', () => {
  const folder = emptyFolder();
  mkdirSync(path.join(folder, 'draw-in-software.json'));

  expect(rememberSoftware(folder, NOW)).toBe(false);
  expect(isSoftwareWanted(folder, NOW)).toBe(false);
});
