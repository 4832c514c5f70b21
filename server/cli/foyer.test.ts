import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRightPin } from '../../electron/shell/pin-hash.ts';
import { readClinicFile } from '../clinic-settings.ts';

const FOYER = path.join(import.meta.dirname, 'foyer.ts');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-cli-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function foyer(...words: readonly string[]) {
  return spawnSync(process.execPath, [FOYER, ...words], { cwd: folder, encoding: 'utf8' });
}

test('init writes a clinic that is right, with a device for every place and a token for each', () => {
  const file = path.join(folder, 'clinic.json');

  expect(foyer('init', 'clinic.json').status).toBe(0);

  const { areas, devices } = readClinicFile(file);
  expect(devices.map(({ role, areaId }) => [role, areaId])).toEqual([
    ['check-in', undefined],
    ['feedback', undefined],
    ...areas.map(({ id }) => ['display', id]),
    ['desk', undefined],
    ['manager', undefined],
  ]);
  expect(new Set(devices.map((device) => device.token)).size).toBe(devices.length);
  expect(foyer('check', 'clinic.json').stdout).toMatch(/^ok: Riverside Health Centre, 2 areas, /);
});

test('only its owner can read the tokens of a new clinic', () => {
  foyer('init', 'clinic.json');

  expect(statSync(path.join(folder, 'clinic.json')).mode & 0o077).toBe(0);
});

test('init leaves a file alone that is there already', () => {
  writeFileSync(path.join(folder, 'clinic.json'), 'mine');

  const { status, stderr } = foyer('init', 'clinic.json');

  expect(status).toBe(1);
  expect(stderr).toBe('clinic.json is there already and was left as it is.\n');
  expect(readFileSync(path.join(folder, 'clinic.json'), 'utf8')).toBe('mine');
});

test('check names the place of what is wrong', () => {
  foyer('init', 'clinic.json');
  const file = path.join(folder, 'clinic.json');
  const clinic = readFileSync(file, 'utf8').replace('"areaId": "blue"', '"areaId": "purple"');
  writeFileSync(file, clinic);

  const { status, stderr } = foyer('check', 'clinic.json');

  expect(status).toBe(1);
  expect(stderr).toContain('services[0].areaId: there is no area "purple"');
});

test('a token is fit for a device and never the same twice', () => {
  const tokens = [foyer('token').stdout.trim(), foyer('token').stdout.trim()];

  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22,128}$/);
  expect(tokens[0]).not.toBe(tokens[1]);
});

test('a PIN is read, not seen in the list of processes, and what is printed opens for it alone', async () => {
  const { stdout, status } = spawnSync(process.execPath, [FOYER, 'hash-pin'], {
    cwd: folder,
    encoding: 'utf8',
    input: '482915\n',
  });

  expect(status).toBe(0);
  expect(await isRightPin('482915', stdout.trim())).toBe(true);
  expect(await isRightPin('482916', stdout.trim())).toBe(false);
});

test('a PIN that is too easy is refused in a sentence, and nothing is printed', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [FOYER, 'hash-pin'], {
    cwd: folder,
    encoding: 'utf8',
    input: '123456\n',
  });

  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/must not be one digit repeated, or a row/);
});
