import { once } from 'node:events';
import net from 'node:net';

/** How a line is below all protocols. */
export type LineMode =
  | 'open'
  /** Connections come about, and whatever is sent on them is never heard of again. */
  | 'silent'
  /** What is sent arrives; nothing comes back. */
  | 'no-way-back'
  | 'refuses';

export type TcpProxy = {
  readonly url: string;
  readonly setMode: (mode: LineMode) => void;
  /** How many connections lost something and will stay silent. */
  readonly silentCount: () => number;
  readonly close: () => Promise<void>;
};

/**
 * A line between a sender and `target`. A connection that once lost a byte stays silent for good, as
 * after a router forgot it: that the line is good again helps only those who connect anew.
 */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<net.Socket>();
  let mode: LineMode = 'open';
  let silent = 0;
  const server = net.createServer((near) => {
    if (mode === 'refuses') {
      near.resetAndDestroy();
      return;
    }
    const far = net.connect(Number(port), hostname);
    const onSilent = (): void => {
      silent += 1;
    };
    join({ near, far, mode: () => mode, onSilent });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    setMode: (next) => {
      mode = next;
      if (mode === 'refuses') for (const socket of sockets) socket.resetAndDestroy();
    },
    silentCount: () => silent,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Ends = {
  readonly near: net.Socket;
  readonly far: net.Socket;
  readonly mode: () => LineMode;
  readonly onSilent: () => void;
};

function join({ near, far, mode, onSilent }: Ends): void {
  let isSilent = false;
  const carry = (to: net.Socket, isLost: () => boolean) => (bytes: Buffer) => {
    if (!isSilent && isLost()) {
      isSilent = true;
      onSilent();
    }
    if (!isSilent) to.write(bytes);
  };
  near.on(
    'data',
    carry(far, () => mode() === 'silent'),
  );
  far.on(
    'data',
    carry(near, () => mode() === 'silent' || mode() === 'no-way-back'),
  );
  // Nothing is heard of the other end's going either.
  for (const [socket, other] of [
    [near, far],
    [far, near],
  ] as const) {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (!isSilent) other.destroy();
    });
  }
}
