import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAuthorizationServer } from '../../../tests/support/authorization-server.ts';
import { createSmartAuthorization, type SmartSettings } from './smart-authorization.ts';

const CLIENT = 'kiosk-1';
const HOUR = 3_600_000;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foyer-smart-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

function settings(change: Partial<SmartSettings>): SmartSettings {
  const scopes = 'system/Appointment.rs system/Encounter.cu';
  return { kind: 'smart', clientId: CLIENT, keyFile: '', scopes, ...change };
}

test.for(['ES384', 'RS384'] as const)('a token is had with a key of %s', async (alg) => {
  await using server = await startAuthorizationServer({ folder, clientId: CLIENT, alg });
  const authorization = createSmartAuthorization(settings({ keyFile: server.keyFile }), {
    base: new URL(server.url),
    now: Date.now,
    monotonicMs: () => 0,
  });

  const header = await authorization.header(signal());

  expect(header.kind === 'header' && server.isAllowed(header.value ?? '')).toBe(true);
  const [assertion = ''] = server.assertions;
  const { exp = 0, iat = 0, ...claims } = decodeJwt(assertion);
  expect(decodeProtectedHeader(assertion)).toEqual({ alg, kid: 'kiosk-key', typ: 'JWT' });
  expect(claims).toEqual({
    iss: CLIENT,
    sub: CLIENT,
    aud: `${server.url}/token`,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(exp - iat).toBe(240);
});

test('a token is kept until shortly before it ends, and each request for one is new', async () => {
  await using server = await startAuthorizationServer({ folder, clientId: CLIENT, alg: 'ES384' });
  let passedMs = 0;
  const authorization = createSmartAuthorization(settings({ keyFile: server.keyFile }), {
    base: new URL(server.url),
    now: Date.now,
    monotonicMs: () => passedMs,
  });

  const first = await authorization.header(signal());
  passedMs = 269_000;
  const kept = await authorization.header(signal());
  passedMs = 271_000;
  const renewed = await authorization.header(signal());

  expect(kept).toEqual(first);
  expect(renewed).not.toEqual(first);
  expect(server.given()).toBe(2);
  expect(server.refusals).toEqual([]);
});

test.for([-HOUR, HOUR, -30 * 365 * 24 * HOUR])(
  'a clock that is %s ms wrong is put right by the server’s own date',
  async (offsetMs) => {
    await using server = await startAuthorizationServer({ folder, clientId: CLIENT, alg: 'ES384' });
    let passedMs = 0;
    const authorization = createSmartAuthorization(settings({ keyFile: server.keyFile }), {
      base: new URL(server.url),
      now: () => Date.now() + offsetMs,
      monotonicMs: () => passedMs,
    });

    const first = await authorization.header(signal());
    passedMs = HOUR;
    const second = await authorization.header(signal());

    expect([first.kind, second.kind]).toEqual(['header', 'header']);
    // A clock that runs ahead is not even noticed by a server that only looks at the end.
    expect(server.refusals.length).toBeLessThanOrEqual(1);
  },
);

test('a server that does not know us is asked no third time', async () => {
  await using server = await startAuthorizationServer({ folder, clientId: 'other', alg: 'ES384' });
  const authorization = createSmartAuthorization(settings({ keyFile: server.keyFile }), {
    base: new URL(server.url),
    now: Date.now,
    monotonicMs: () => 0,
  });

  const answer = await authorization.header(signal());

  expect(answer).toEqual({ kind: 'not-allowed', detail: 'token: invalid_client' });
  expect(server.assertions).toHaveLength(1);
});

test('a key file that cannot be used is a matter of the settings, told without what is in it', async () => {
  const parts = { base: new URL('http://127.0.0.1:9'), now: Date.now, monotonicMs: () => 0 };
  const keyFile = path.join(folder, 'broken.json');
  const tokenUrl = 'http://127.0.0.1:9/token';
  const ask = () =>
    createSmartAuthorization(settings({ keyFile, tokenUrl }), parts).header(signal());

  const missing = await ask();
  writeFileSync(keyFile, JSON.stringify({ kty: 'EC', kid: 'k', alg: 'HS256', d: 'secret' }));
  const otherAlg = await ask();
  writeFileSync(keyFile, JSON.stringify({ kty: 'EC', kid: 'k', alg: 'ES384', d: 'secret' }));
  const noKey = await ask();

  const words = 'the key file is not a private JWK with kid and alg ES384 or RS384';
  expect([missing, otherAlg]).toEqual([
    { kind: 'misconfigured', detail: words },
    { kind: 'misconfigured', detail: words },
  ]);
  expect(noKey).toEqual({ kind: 'misconfigured', detail: 'the key file does not fit its alg' });
});

test('a token’s server that is down is waited for', async () => {
  const authorization = createSmartAuthorization(settings({ keyFile: 'none' }), {
    base: new URL('http://127.0.0.1:9'),
    now: Date.now,
    monotonicMs: () => 0,
  });

  expect(await authorization.header(signal())).toMatchObject({ kind: 'failed' });
});
