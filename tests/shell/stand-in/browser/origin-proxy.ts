import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { toOwn, toWeb } from '../addresses.ts';

/** How the browser's pages reach servers: with the origin they would have in Electron. */
export type OriginProxy = AsyncDisposable & {
  readonly url: string;
  /** Hosts that pages asked for and that are none of this machine's, newest last. */
  readonly refused: () => readonly string[];
};

/**
 * Starts a proxy on this machine. A page of ours says `https://kiosk.app-stand-in.test` where Electron's
 * says `app://kiosk`; servers are told the latter, and their answers are turned round the same way.
 * It leads to this machine only: a test that reaches further is told so.
 */
export async function startOriginProxy(): Promise<OriginProxy> {
  const refused: string[] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer((request, response) => {
    if (isHere(hostOf(request.url ?? ''))) forward(request, response);
    else {
      refused.push(hostOf(request.url ?? ''));
      response.writeHead(502).end();
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('connect', (request, client: net.Socket, head: Buffer) => {
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    // From here on nobody else listens: a browser that breaks off would end the whole process.
    client.on('error', () => client.destroy());
    if (isHere(hostname)) tunnel({ client, head, hostname, port: Number(port || 80) });
    else {
      refused.push(hostname);
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // True because it listens on a port and not on a path.
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(request: http.IncomingMessage, response: http.ServerResponse): void {
  const headers = { ...request.headers };
  if (headers.origin !== undefined) headers.origin = toOwn(headers.origin);
  const onward = http.request(
    request.url ?? '',
    { method: request.method ?? 'GET', headers },
    (answer) => {
      const allowed = answer.headers['access-control-allow-origin'];
      if (allowed !== undefined && allowed !== '*') {
        answer.headers['access-control-allow-origin'] = toWeb(allowed);
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

type Tunnel = {
  readonly client: net.Socket;
  readonly head: Buffer;
  readonly hostname: string;
  readonly port: number;
};

function tunnel({ client, head, hostname, port }: Tunnel): void {
  const server = net.connect(port, hostname);
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  server.once('connect', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    server.pipe(client);
    sendWithOwnOrigin(client, server, head);
  });
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
}

/** The first request of a tunnel has a head that says where the page is from; the rest is passed on. */
function sendWithOwnOrigin(client: net.Socket, server: net.Socket, start: Buffer): void {
  let request = start;
  const onData = (chunk: Buffer): void => {
    request = Buffer.concat([request, chunk]);
    const end = request.indexOf('\r\n\r\n');
    if (end < 0) return;
    client.off('data', onData);
    const text = request.subarray(0, end).toString('latin1');
    const changed = text.replace(
      /^(origin: )(.*)$/im,
      (_line, name: string, origin: string) => `${name}${toOwn(origin)}`,
    );
    server.write(Buffer.concat([Buffer.from(changed, 'latin1'), request.subarray(end)]));
    client.pipe(server);
  };
  client.on('data', onData);
  onData(Buffer.alloc(0));
}

function isHere(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : address;
}
