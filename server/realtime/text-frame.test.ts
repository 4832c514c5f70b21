import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { frameAhead, textFrame } from './text-frame.ts';

/** What a WebSocket client reads when the server writes these bytes. */
async function readBack(frame: Buffer): Promise<string> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  server.on('connection', (_, request) => request.socket.write(frame));
  await once(http.listen(0, '127.0.0.1'), 'listening');
  // True because it listens on a port and not on a pipe.
  const { port } = http.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  try {
    // True because a client gets its messages as Buffers unless asked otherwise.
    const [data] = (await once(client, 'message')) as [Buffer];
    return data.toString();
  } finally {
    client.terminate();
    server.close();
    http.close();
  }
}

test.each([0, 1, 125, 126, 65_535, 65_536])(
  'a text of %d bytes is read as it was written',
  async (length) => {
    const text = 'x'.repeat(length);

    expect(await readBack(textFrame(text))).toBe(text);
  },
);

test('letters that take several bytes are read as they were written', async () => {
  const text = 'Sala de espera — غرفة الانتظار';

  expect(await readBack(textFrame(text))).toBe(text);
});

test('a message to one socket gets its frame; what a broadcast framed keeps the one they share', () => {
  const shared = { wsPreEncodedFrame: [textFrame('4shared')] };
  const single = { type: 'message', data: '31[{}]', options: {} };
  const broadcast = { type: 'message', data: 'shared', options: shared };
  const ping = { type: 'ping', options: {} };

  for (const packet of [single, broadcast, ping]) frameAhead(packet);

  expect(single.options).toEqual({ wsPreEncodedFrame: [textFrame('431[{}]')] });
  expect(broadcast.options).toBe(shared);
  expect(ping.options).toEqual({});
});
