import { once } from 'node:events';
import net, { type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guardFrames } from './frame-guard.ts';

const LIMITS = { mostBytes: 1_000, longestMs: 10_000, mostUnreadBytes: 1_000 };

let server: net.Server;
let theirs: Socket;
let ours: Socket;

beforeEach(async () => {
  server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const connected = once(server, 'connection');
  theirs = net.connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  theirs.on('error', () => {});
  // True because a server's connection is a socket.
  [ours] = (await connected) as [Socket];
});

afterEach(() => {
  theirs.destroy();
  ours.destroy();
  server.close();
});

test('somebody who sends and does not read what is answered is cut off', async () => {
  const { promise: cut, resolve } = Promise.withResolvers<string>();
  guardFrames(ours, LIMITS, resolve);
  theirs.pause();
  // More than the machine keeps on the way between the two.
  ours.write(Buffer.alloc(32 * 1024 * 1024));
  theirs.write('A');

  expect(await cut).toBe('not-read');
  expect(ours.destroyed).toBe(true);
});
