import { once } from 'node:events';
import http from 'node:http';
import { PushRequest, WireEvent } from '../../shared/contract/sync-wire.ts';

export type NaiveReceiver = { readonly url: string; readonly close: () => Promise<void> };

type NaiveChoice = {
  /** How many events it remembers having seen; 0: none. */
  readonly remembers: number;
  /** It refuses a whole request that holds one of this type. */
  readonly refusedType?: string;
};

/** A receiver as one writes it at first: it speaks as the hub does, and makes a known mistake. */
export async function startNaiveReceiver(choice: NaiveChoice): Promise<NaiveReceiver> {
  const { remembers, refusedType } = choice;
  let seen: readonly string[] = [];
  const statusOf = ({ id }: WireEvent): 'accepted' | 'duplicate' => {
    if (seen.includes(id)) return 'duplicate';
    seen = remembers === 0 ? [] : [...seen, id].slice(-remembers);
    return 'accepted';
  };
  const take = async (
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const pushed = PushRequest.parse(JSON.parse(Buffer.concat(chunks).toString()));
    const events = pushed.events.map((event) => WireEvent.parse(event));
    if (events.some(({ type }) => type === refusedType)) {
      const message = 'one of them is not right';
      response.writeHead(400).end(JSON.stringify({ error: 'invalid-request', message }));
      return;
    }
    const stream = request.url?.split('/')[4] ?? '';
    const items = events.map((event) => {
      const { seq, id, sha256 } = event;
      return { seq, id, sha256, status: statusOf(event), code: null };
    });
    const advice = { mostEvents: 1000, mostBytes: 1_000_000, pauseMs: 0 };
    response.end(JSON.stringify({ version: 1, stream, receivedAt: Date.now(), items, advice }));
  };
  const server = http.createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
