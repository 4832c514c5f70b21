import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverTwo, pushReply } from '../support/hub-attempts.ts';
import { ScriptedReceiver } from '../support/scripted-receiver.ts';

let receiver: ScriptedReceiver;

beforeEach(async () => {
  receiver = new ScriptedReceiver();
  await receiver.open();
});

afterEach(() => receiver.close());

function refusal(error: string): string {
  return JSON.stringify({ error, message: 'in words' });
}

describe('a push', () => {
  test('does not follow a redirect, which would give the token away', async () => {
    receiver.script = (request, response) => {
      if (request.url === '/elsewhere') response.end(pushReply());
      else response.writeHead(307, { location: '/elsewhere' }).end();
    };

    const attempt = await deliverTwo(receiver.url);

    expect(attempt).toMatchObject({ kind: 'failed', failure: 'not-understood' });
    expect(receiver.requests).toHaveLength(1);
  });

  test.for([
    [301, { kind: 'misconfigured' }],
    [401, { kind: 'not-allowed' }],
    [403, { kind: 'not-allowed' }],
    [404, { kind: 'misconfigured' }],
    [405, { kind: 'misconfigured' }],
    [408, { kind: 'failed', failure: 'busy' }],
    [410, { kind: 'misconfigured' }],
    [413, { kind: 'too-large' }],
    [425, { kind: 'failed', failure: 'busy' }],
    [426, { kind: 'misconfigured' }],
    [429, { kind: 'failed', failure: 'busy' }],
    [500, { kind: 'failed', failure: 'server-error' }],
    [501, { kind: 'misconfigured' }],
    [502, { kind: 'failed', failure: 'server-error' }],
    [503, { kind: 'failed', failure: 'busy' }],
    [204, { kind: 'failed', failure: 'not-understood' }],
  ] as const)('answered with %i is kept, and says why', async ([status, expected]) => {
    receiver.answer(status, '');

    expect(await deliverTwo(receiver.url)).toMatchObject({ ...expected, detail: `HTTP ${status}` });
  });

  test.for([
    [400, 'invalid-request', { kind: 'refused-whole', code: 'invalid-request' }],
    [422, 'invalid-request', { kind: 'refused-whole', code: 'invalid-request' }],
    [409, 'stream-rollback', { kind: 'rolled-back' }],
    [413, 'too-large', { kind: 'too-large' }],
    [403, 'not-allowed', { kind: 'not-allowed' }],
  ] as const)('answered with %i in the hub’s words is %s', async ([status, error, expected]) => {
    receiver.answer(status, refusal(error));

    expect(await deliverTwo(receiver.url)).toEqual({
      ...expected,
      detail: `HTTP ${status} ${error}`,
    });
  });

  test.for([
    [400, { kind: 'misconfigured' }],
    [422, { kind: 'misconfigured' }],
    [409, { kind: 'failed', failure: 'not-understood' }],
  ] as const)('is not taken as refused because a proxy answers %i', async ([status, expected]) => {
    receiver.answer(status, '<html>Bad request</html>');

    expect(await deliverTwo(receiver.url)).toMatchObject(expected);
  });

  test.for([
    ['seconds', '120', 120_000],
    ['a date, by the receiver’s own clock', 'Sun, 01 Mar 1970 09:01:30 GMT', 90_000],
    ['a date that is over', 'Sun, 01 Mar 1970 08:00:00 GMT', 0],
    ['more than anybody should wait', '999999999', 3_600_000],
    ['nonsense', 'soon', null],
  ] as const)('is told to wait in %s', async ([, retryAfter, retryAfterMs]) => {
    const date = 'Sun, 01 Mar 1970 09:00:00 GMT';
    receiver.answer(503, '', { date, 'retry-after': retryAfter });

    expect(await deliverTwo(receiver.url)).toMatchObject({ failure: 'busy', retryAfterMs });
  });

  test('that is never answered ends with its signal, and its connection with it', async () => {
    const given = new AbortController();
    const closed = Promise.withResolvers<void>();
    receiver.script = (request) => {
      request.socket.once('close', () => closed.resolve());
      given.abort();
    };

    const attempt = await deliverTwo(receiver.url, { signal: given.signal });

    expect(attempt).toMatchObject({ kind: 'failed', failure: 'no-answer' });
    await closed.promise;
    expect(receiver.requests).toHaveLength(1);
  });

  test('ends with its signal in the middle of an answer', async () => {
    const given = new AbortController();
    const begun = Promise.withResolvers<void>();
    receiver.script = (request, response) => {
      if (request.url === '/later') {
        response.end();
        return;
      }
      response.writeHead(200, { 'content-length': 5000 });
      response.write('{', () => begun.resolve());
    };

    const delivered = deliverTwo(receiver.url, { signal: given.signal });
    await begun.promise;
    // An answer that was begun earlier has reached us when a later one has.
    await fetch(`${receiver.url}/later`);
    given.abort();

    expect(await delivered).toMatchObject({ failure: 'no-answer' });
  });

  test('tells a connection that broke from one that never was', async () => {
    receiver.script = (request) => request.socket.resetAndDestroy();
    const broken = await deliverTwo(receiver.url);
    await receiver.close();
    const refused = await deliverTwo(receiver.url);
    await receiver.open();

    expect(broken).toMatchObject({ failure: 'no-answer' });
    expect(refused).toEqual({
      kind: 'failed',
      failure: 'unreachable',
      retryAfterMs: null,
      detail: 'ECONNREFUSED',
    });
  });
});
