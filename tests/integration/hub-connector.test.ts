import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import {
  checkedIn,
  deliverTwo,
  HUB_TOKEN,
  hubSettings,
  itemFor,
  pushReply,
  STREAM,
  TWO_EVENTS,
} from '../support/hub-attempts.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';
import { ScriptedReceiver } from '../support/scripted-receiver.ts';

let receiver: ScriptedReceiver;

beforeEach(async () => {
  receiver = new ScriptedReceiver();
  await receiver.open();
});

afterEach(() => receiver.close());

describe('a push', () => {
  test('carries the events as they are stored, under their stream and the clinic’s token', async () => {
    receiver.answer(200, pushReply());

    await deliverTwo(receiver.url);

    const [request] = receiver.requests;
    expect(request).toMatchObject({
      url: `/sync/v1/streams/${STREAM}/events`,
      headers: { authorization: `Bearer ${HUB_TOKEN}`, 'content-type': 'application/json' },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      version: 1,
      baseSeq: 1,
      sentAt: TEN_O_CLOCK,
      backlog: 7,
      events: TWO_EVENTS,
    });
  });

  test('is sent below a hub that lives under a path', async () => {
    receiver.answer(200, pushReply());
    const destination = createHubDestination(hubSettings(`${receiver.url}/foyer`), {
      now: () => TEN_O_CLOCK,
    });

    await destination.deliver(TWO_EVENTS, {
      stream: STREAM,
      baseSeq: 1,
      backlog: 0,
      signal: new AbortController().signal,
    });

    expect(receiver.requests[0]?.url).toBe(`/foyer/sync/v1/streams/${STREAM}/events`);
  });

  test('settles each event by itself, and passes on the advice', async () => {
    const [first, second] = TWO_EVENTS.map(itemFor);
    receiver.answer(
      200,
      pushReply({
        items: [
          { ...second, status: 'quarantined', code: 'unknown-schema' },
          { ...first, status: 'duplicate' },
        ],
      }),
    );

    expect(await deliverTwo(receiver.url)).toEqual({
      kind: 'answered',
      items: [
        { seq: 41, kind: 'done', code: '', detail: '' },
        {
          seq: 42,
          kind: 'quarantined',
          code: 'unknown-schema',
          detail: 'kept by the hub without effect',
        },
      ],
      mostEvents: 300,
      mostBytes: 65_536,
      pauseMs: 20,
    });
  });

  test('does not let free text of a receiver through to staff', async () => {
    const items = TWO_EVENTS.map((sent) => ({
      ...itemFor(sent),
      status: 'quarantined',
      code: 'James Whitfield',
    }));
    receiver.answer(200, pushReply({ items }));

    const attempt = await deliverTwo(receiver.url);

    expect(attempt).toMatchObject({ items: [{ code: 'quarantined' }, { code: 'quarantined' }] });
  });

  test.for([
    ['number', { seq: 43 }],
    ['id', { id: checkedIn(43).id }],
    ['hash', { sha256: checkedIn(43).sha256 }],
  ] as const)('leaves open what comes back with another %s', async ([, change]) => {
    const [first, second] = TWO_EVENTS.map(itemFor);
    receiver.answer(200, pushReply({ items: [first, { ...second, ...change }] }));

    expect(await deliverTwo(receiver.url)).toMatchObject({
      kind: 'answered',
      items: [{ seq: 41, kind: 'done' }],
    });
  });

  test.for([
    ['a portal’s page', '<html>Please log in</html>', 'the answer is not from a hub'],
    ['an empty answer', '', 'the answer is not from a hub'],
    ['half an answer', pushReply().slice(0, 90), 'the answer is not from a hub'],
    [
      'an answer about another stream',
      pushReply({ stream: 'b2f9d7a4-58b5-4d3c-8a55-3a3dd6ad5c10' }),
      'the answer is about another stream',
    ],
    [
      'an answer about no event of ours',
      pushReply({ items: [] }),
      'the answer names none of the events that were sent',
    ],
    ['an endless answer', ' '.repeat(2 * 1024 * 1024), 'answer too long'],
  ] as const)('%s settles nothing', async ([, body, detail]) => {
    receiver.answer(200, body);

    expect(await deliverTwo(receiver.url)).toEqual({
      kind: 'failed',
      failure: 'not-understood',
      retryAfterMs: null,
      detail,
    });
  });

  test('an answer that is cut off settles nothing', async () => {
    receiver.script = (_request, response) => {
      response.writeHead(200, { 'content-length': 5000 });
      response.write(pushReply().slice(0, 60), () => response.destroy());
    };

    expect(await deliverTwo(receiver.url)).toMatchObject({
      failure: 'not-understood',
      detail: 'answer cut off',
    });
  });
});

describe('a digest', () => {
  const DIGEST = { version: 1, stream: STREAM, count: 2, sha256: 'a'.repeat(64), lastSeq: 42 };
  const ask = () =>
    createHubDestination(hubSettings(receiver.url), { now: () => TEN_O_CLOCK }).digest?.(
      { stream: STREAM, from: 41, to: 42 },
      new AbortController().signal,
    );

  test('is asked for with its range', async () => {
    receiver.answer(200, JSON.stringify(DIGEST));

    expect(await ask()).toEqual(DIGEST);
    expect(receiver.requests[0]).toMatchObject({
      url: `/sync/v1/streams/${STREAM}/digest?from=41&to=42`,
      headers: { authorization: `Bearer ${HUB_TOKEN}` },
    });
  });

  test('of another stream is none', async () => {
    const stream = 'b2f9d7a4-58b5-4d3c-8a55-3a3dd6ad5c10';
    receiver.answer(200, JSON.stringify({ ...DIGEST, stream }));

    await expect(ask()).rejects.toThrow('The digest is about another stream');
  });

  test.for([
    [503, '', 'The hub answered with HTTP 503'],
    [200, '<html>', 'The answer is not from a hub'],
  ] as const)('cannot be had with %i', async ([status, body, message]) => {
    receiver.answer(status, body);

    await expect(ask()).rejects.toThrow(message);
  });
});
