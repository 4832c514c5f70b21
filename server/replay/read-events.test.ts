import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEvents, readInstants } from './read-events.ts';

const CAME = '{"at": "2026-11-21T10:05:00Z", "type": "checked-in", "visit": "a", "service": "x"}';
const LEFT = '{"at": "2026-11-21T10:07:00Z", "type": "left", "visit": "a"}';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-replay-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, ...lines: readonly string[]): string {
  writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
  return path.join(folder, name);
}

async function read(...files: readonly string[]) {
  const warnings: string[] = [];
  const types: string[] = [];
  const stdin = Readable.from([`${CAME}\n`]);
  const warn = (message: string): void => void warnings.push(message);
  for await (const event of readEvents({ files, stdin, warn })) types.push(event.type);
  return { types, warnings };
}

test('files are read one after the other, empty lines left out, and "-" is the standard input', async () => {
  const later = file('later.ndjson', LEFT, '');

  expect(await read('-', later)).toEqual({ types: ['checked-in', 'left'], warnings: [] });
});

test('a bad line is told with its file and its number', async () => {
  const bad = file('bad.ndjson', CAME, '', '{"at": "2026-11-21T10:06:00Z", "type": "left"}');

  await expect(read(bad)).rejects.toThrow(`${bad}:3: visit: is missing`);
});

test('a line that is before the one before it is told, also across files', async () => {
  const late = file('late.ndjson', LEFT);
  const early = file('early.ndjson', CAME);

  await expect(read(late, early)).rejects.toThrow(
    `${early}:1: at: is before the line before it, 2026-11-21T10:07:00+00:00`,
  );
});

test('a file that is not there is told', async () => {
  await expect(read(path.join(folder, 'none.ndjson'))).rejects.toThrow(
    /none\.ndjson: cannot be read: /,
  );
});

test('a field that is not known is warned of once', async () => {
  const odd = LEFT.replace('}', ', "why": "tired"}');
  const log = file('odd.ndjson', odd, odd);

  expect((await read(log)).warnings).toEqual([
    `${log}:1: "why" of "left" is not known and is ignored`,
  ]);
});

test('instants may come in any order and more than once', async () => {
  const list = file(
    'at.txt',
    '2026-11-21T11:00:00Z',
    '2026-11-21T10:00:00+00:00',
    '2026-11-21T11:00:00Z',
  );

  expect(await readInstants(list, Readable.from([]))).toEqual([
    Date.UTC(2026, 10, 21, 10),
    Date.UTC(2026, 10, 21, 11),
  ]);
  const bad = file('bad.txt', '11:00');
  await expect(readInstants(bad, Readable.from([]))).rejects.toThrow(
    `${bad}:1: must be an ISO 8601 time with an offset`,
  );
});
