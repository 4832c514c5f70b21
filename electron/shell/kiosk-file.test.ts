import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  DEMONSTRATION_PIN,
  DEMONSTRATION_PIN_HASH,
  demonstrationSettings,
  KioskFile,
  readKioskFile,
} from './kiosk-file.ts';
import { isRightPin } from './pin-hash.ts';

const TOKEN = 'aVeryPrivateTokenOfADevice';
const folder = mkdtempSync(path.join(tmpdir(), 'kiosk-file-'));
const file = path.join(folder, 'kiosk.json');
afterAll(() => rmSync(folder, { recursive: true }));

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readKioskFile(file);
}

function refusalOf(content: unknown): string {
  try {
    read(content);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The file was accepted.');
}

const refused = (...problems: readonly string[]) =>
  [`The kiosk's file ${file} is not right:`, ...problems].join('\n  ');

test('an empty file is a kiosk of the demonstration, without a PIN', () => {
  expect(read({})).toEqual({
    server: {
      kind: 'own',
      clinic: null,
      data: null,
      port: 8080,
      host: '127.0.0.1',
      readyWithinMs: 60_000,
    },
    windows: [
      { page: 'check-in', display: null, token: null },
      { page: 'feedback', display: null, token: null },
    ],
    pinHash: null,
    upkeepAt: '03:30',
    silentAfterMs: 30_000,
  });
});

test('paths are taken from the folder of the file', () => {
  const server = { clinic: 'riverside.json', data: '../data' };

  expect(read({ server }).server).toMatchObject({
    clinic: path.join(folder, 'riverside.json'),
    data: path.resolve(folder, '../data'),
  });
  expect(read({ server: { clinic: '/srv/clinic.json' } }).server).toMatchObject({
    clinic: '/srv/clinic.json',
  });
});

test('a full file is read as it is written', () => {
  const settings = read({
    $schema: './kiosk.schema.json',
    server: { port: 9000, host: '0.0.0.0', readyWithinSeconds: 5 },
    windows: [{ page: 'display', display: 'HDMI-1', token: TOKEN }],
    pinHash: DEMONSTRATION_PIN_HASH,
    upkeepAt: '23:05',
    silentAfterSeconds: 1.5,
  });

  expect(settings).toMatchObject({
    server: { kind: 'own', port: 9000, host: '0.0.0.0', readyWithinMs: 5_000 },
    windows: [{ page: 'display', display: 'HDMI-1', token: TOKEN }],
    pinHash: DEMONSTRATION_PIN_HASH,
    upkeepAt: '23:05',
    silentAfterMs: 1_500,
  });
});

test('a server on another machine is an address, of which only the origin counts', () => {
  expect(read({ server: { url: 'http://10.0.0.5:8080/check-in?x' } }).server).toEqual({
    kind: 'remote',
    url: 'http://10.0.0.5:8080',
  });
});

test('a mistake in the server is named by its field, in the kind of server that is meant', () => {
  expect(refusalOf({ server: { port: 0 } })).toContain('server.port: Too small');
  expect(refusalOf({ server: { url: 'ftp://10.0.0.5' } })).toBe(
    refused('server.url: must be an address such as "http://10.0.0.5:8080"'),
  );
  expect(refusalOf({ server: { url: 8080 } })).toBe(
    refused('server.url: must be an address such as "http://10.0.0.5:8080"'),
  );
  expect(refusalOf({ server: { url: 'http://10.0.0.5', port: 8080 } })).toBe(
    refused('server: Unrecognized key: "port"'),
  );
  expect(refusalOf({ server: 'http://10.0.0.5' })).toContain('server: Invalid input');
  expect(refusalOf({ server: null })).toContain('server: Invalid input');
});

test('every mistake has its place and what is expected there', () => {
  const message = refusalOf({
    windows: [{ page: 'check-in' }, { page: 'lobby', tokn: 1 }],
    pinHash: 'scrypt$1',
    upkeepAt: '24:00',
    silentAfterSeconds: 0,
    colour: 'blue',
  });

  expect(message.split('\n')).toEqual([
    `The kiosk's file ${file} is not right:`,
    '  windows[1].page: Invalid option: expected one of "check-in"|"feedback"|"display"',
    '  windows[1]: Unrecognized key: "tokn"',
    '  pinHash: must be what `npm run foyer -- hash-pin` prints',
    '  upkeepAt: must be a time such as "08:30"',
    expect.stringContaining('  silentAfterSeconds: Too small') as string,
    '  the file: Unrecognized key: "colour"',
  ]);
});

test('a page has one window only, and a kiosk has one at least', () => {
  expect(refusalOf({ windows: [{ page: 'display' }, { page: 'display' }] })).toBe(
    refused(
      'windows[1].page: "display" already has windows[0], and a page can have one window only',
    ),
  );
  expect(refusalOf({ windows: [] })).toContain('windows: Too small');
});

test('what is not JSON is said to be so, with its place where that is known', () => {
  expect(refusalOf('{"upkeepAt": "03:30" "port": 1}')).toBe(
    `The kiosk's file ${file} is not JSON (line 1 column 22).`,
  );
  expect(refusalOf('')).toBe(`The kiosk's file ${file} is not JSON.`);
  expect(refusalOf('[]')).toContain('the file: Invalid input');
});

test('a file that is not there is named', () => {
  const missing = path.join(folder, 'missing.json');

  expect(() => readKioskFile(missing)).toThrow(
    `The kiosk's file ${missing} cannot be read: ENOENT`,
  );
});

test.each([
  `{"windows": [{"page": "check-in", "token": ${TOKEN}}]}`,
  `{"windows": [{"page": "check-in", "token": "${TOKEN}" "x"}]}`,
  `{"windows": [{"page": "check-in", "token": "${TOKEN}}]`,
  `{"windows": [{"page": "lobby", "token": "${TOKEN}"}]}`,
  `{"windows": [{"page": "check-in", "token": "${TOKEN}!"}]}`,
  `{"windows": [{"page": "check-in", "tokn": "${TOKEN}"}]}`,
  `{"windows": {"token": "${TOKEN}"}}`,
  `{"windows": ["${TOKEN}"]}`,
  `{"windows": [{"page": "${TOKEN}"}]}`,
  `{"pinHash": "${TOKEN}"}`,
])('no mistake makes a token appear in what is said about it: %s', (content) => {
  const seen: string[] = [];
  try {
    read(content);
  } catch (error) {
    for (let one: unknown = error; one instanceof Error; one = one.cause) seen.push(one.message);
  }

  expect(seen).not.toEqual([]);
  expect(seen.join('\n')).not.toContain(TOKEN.slice(0, 5));
});

test('the demonstration has the default of everything and a PIN that the guide can name', async () => {
  const { pinHash, ...settings } = demonstrationSettings();

  expect({ ...settings, pinHash: null }).toEqual(read({}));
  expect(pinHash).toBe(DEMONSTRATION_PIN_HASH);
  expect(await isRightPin(DEMONSTRATION_PIN, DEMONSTRATION_PIN_HASH)).toBe(true);
});

test('the schema in the reference is the one of the program', async () => {
  const schema = `${JSON.stringify(z.toJSONSchema(KioskFile, { io: 'input' }), null, 2)}\n`;
  const copy = path.join(import.meta.dirname, '../../docs/reference/kiosk.schema.json');

  await expect(
    schema,
    'The reference is out of date: npx vitest run -u electron/shell/kiosk-file',
  ).toMatchFileSnapshot(copy);
});
