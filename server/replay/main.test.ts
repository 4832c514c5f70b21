import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const REPLAY = path.join(import.meta.dirname, 'main.ts');
const EXAMPLE = path.join(import.meta.dirname, '../../docs/reference/example-days.ndjson');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-replay-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function replay(words: readonly string[], input = '') {
  return spawnSync(process.execPath, [REPLAY, ...words], { cwd: folder, encoding: 'utf8', input });
}

test('the example of the guide is replayed the same from a file and from the standard input', () => {
  const fromFile = replay(['--fast', EXAMPLE]);
  const fromInput = replay(['--by-means', '-'], readFileSync(EXAMPLE, 'utf8'));

  expect([fromFile.status, fromFile.stderr]).toEqual([0, '']);
  expect(fromInput.stdout).toBe(fromFile.stdout);
  expect(fromFile.stdout.split('\n').at(-2)).toMatch(
    /^\{"summary":\{"days":3,"events":136,"oddities":0,"visits":24,/,
  );
});

test('the simulation says the same twice, and only what it is asked for', () => {
  writeFileSync(path.join(folder, 'at.txt'), '2026-06-17T09:30:00+01:00\n');
  const words = ['--paths', '16', '--at', 'at.txt', EXAMPLE];

  const [first, second] = [replay(words), replay(words)];

  expect(second.stdout).toBe(first.stdout);
  const visits = first.stdout.split('\n').map((line) => /"visit":"(\w+)"/.exec(line)?.[1]);
  expect(visits).toEqual(['v303', 'v312', undefined, undefined]);
});

test('a bad line ends it with its place, and says nothing else', () => {
  writeFileSync(
    path.join(folder, 'bad.ndjson'),
    '{"at": "2026-06-17T09:30:00Z", "type": "left"}\n',
  );

  const { status, stdout, stderr } = replay(['--fast', 'bad.ndjson']);

  expect([status, stdout, stderr]).toEqual([1, '', 'bad.ndjson:1: visit: is missing\n']);
});
