import { once } from 'node:events';
import http from 'node:http';

/** What a line does to one request and its answer. */
export const LINE_FAULTS = [
  /** The connection ends before the request got through. */
  'request-lost',
  /** The request gets through, and the connection ends before its answer. */
  'answer-lost',
  /** The same, with a reset. */
  'reset',
  /** The request gets through twice at the same time. */
  'duplicated',
  /** Half of the answer comes. */
  'truncated',
  /** 503 of something in between. */
  'busy',
  /** A portal answers instead, with 200 and a page. */
  'portal',
  /** The request never gets through, and no answer ever comes. */
  'hang',
  /** The request gets through; its answer comes after the sender has given up. */
  'late-answer',
  /** The sender gives up, and then the request gets through. */
  'late-request',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export type ReceiverAnswer = { readonly status: number; readonly body: string };

export type FaultProxy = {
  readonly url: string;
  /** How often each fault was done so far. */
  readonly counts: ReadonlyMap<LineFault, number>;
  readonly triedCount: () => number;
  /** From now on everything gets through. */
  readonly heal: () => void;
  /** Breaks off what is still open, and waits until what got through late has its answer. */
  readonly close: () => Promise<void>;
};

type ProxyChoice = {
  /** The receiver's address. */
  readonly target: string;
  /** What is done to the next request; null: nothing. */
  readonly nextFault: () => LineFault | null;
  /** A request comes in. */
  readonly onRequest?: () => void;
  /** The receiver answered, whether or not the answer gets through. */
  readonly onAnswer?: (answer: ReceiverAnswer) => void;
};

/** An HTTP proxy that breaks the line between a sender and a receiver in the ways it is told to. */
export async function startFaultProxy(choice: ProxyChoice): Promise<FaultProxy> {
  const counts = new Map<LineFault, number>();
  const underWay = new Set<Promise<void>>();
  let isHealed = false;
  const server = http.createServer((request, response) => {
    const carried = carry({ request, response }).catch(() => void response.destroy());
    underWay.add(carried);
    void carried.then(() => underWay.delete(carried));
  });
  const carry = async (exchange: Exchange): Promise<void> => {
    const body = await readAll(exchange.request);
    choice.onRequest?.();
    const fault = isHealed ? null : choice.nextFault();
    if (fault !== null) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    const forward = async (): Promise<ReceiverAnswer> => {
      const answer = await ask(choice.target, exchange.request, body);
      choice.onAnswer?.(answer);
      return answer;
    };
    await perform(fault, exchange, forward);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    counts,
    triedCount: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    heal: () => {
      isHealed = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.all(underWay);
    },
  };
}

/** Draws a fault for this share of requests, each kind as often as the others. */
export function drawFault(
  random: () => number,
  share: number,
  kinds: readonly LineFault[] = LINE_FAULTS,
): LineFault | null {
  if (random() >= share) return null;
  return kinds[Math.floor(random() * kinds.length)] ?? null;
}

type Exchange = {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
};
type Forward = () => Promise<ReceiverAnswer>;

async function perform(
  fault: LineFault | null,
  { request, response }: Exchange,
  forward: Forward,
): Promise<void> {
  switch (fault) {
    case null:
      return pass(response, await forward());
    case 'request-lost':
      return void request.socket.destroy();
    case 'answer-lost':
      await forward();
      return void request.socket.destroy();
    case 'reset':
      await forward();
      return void request.socket.resetAndDestroy();
    case 'duplicated': {
      const [answer] = await Promise.all([forward(), forward()]);
      return pass(response, answer);
    }
    case 'truncated':
      return truncate(response, await forward());
    case 'busy':
      return pass(response, { status: 503, body: '' });
    case 'portal':
      return pass(response, { status: 200, body: '<html>Please log in</html>' });
    case 'hang':
      await hasGivenUp(response);
      return;
    case 'late-answer':
      await forward();
      await hasGivenUp(response);
      return;
    case 'late-request':
      await hasGivenUp(response);
      await forward();
  }
}

function pass(response: http.ServerResponse, { status, body }: ReceiverAnswer): void {
  response.writeHead(status).end(body);
}

async function truncate(response: http.ServerResponse, { status, body }: ReceiverAnswer) {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  const half = body.slice(0, body.length >> 1);
  await new Promise<void>((resolve) => response.write(half, () => resolve()));
  response.destroy();
}

async function hasGivenUp(response: http.ServerResponse): Promise<void> {
  if (!response.closed) await once(response, 'close');
}

async function ask(
  target: string,
  request: http.IncomingMessage,
  body: Buffer,
): Promise<ReceiverAnswer> {
  const { method, headers } = request;
  const passed = http.request(new URL(request.url ?? '/', target), {
    headers: { ...headers, connection: 'close' },
    agent: false,
    ...(method === undefined ? {} : { method }),
  });
  passed.end(body);
  // True because the event's one argument is documented to be the answer.
  const [answer] = (await once(passed, 'response')) as [http.IncomingMessage];
  return { status: answer.statusCode ?? 0, body: (await readAll(answer)).toString() };
}

async function readAll(stream: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
