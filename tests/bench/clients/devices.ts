import { randomUUID } from 'node:crypto';
import { CONTRACT_VERSION } from '../../shared/contract/events.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** How a subject's screens and kiosks speak: raw ws, or Socket.IO on the wire. */
export type Protocol = 'ws' | 'socket.io';

const SOCKET_IO_PATH = '/socket.io/?EIO=4&transport=websocket';
const PING = 0x32;
const MESSAGE = 0x34;
const CONNECT = 0x30;
const EVENT = 0x32;
const ACK = 0x33;

/** Opens a screen. `onSnapshot` is called with each snapshot's bytes, the first included. */
export async function openScreen(
  port: number,
  protocol: Protocol,
  onSnapshot: (bytes: Buffer) => void,
): Promise<RawSocket> {
  if (protocol === 'ws') return openRawSocket(port, '/screen', onSnapshot);
  const first = Promise.withResolvers<void>();
  const socket = await openSocketIo(port, 'display', (bytes) => {
    if (bytes[1] !== EVENT || !isSnapshot(bytes)) return;
    first.resolve();
    onSnapshot(bytes);
  });
  await first.promise;
  return socket;
}

export type Kiosk = { readonly checkIn: () => Promise<void>; readonly close: () => void };

/** Opens a kiosk whose `checkIn` resolves with the acknowledgement. */
export async function openKiosk(port: number, protocol: Protocol): Promise<Kiosk> {
  let answered: (() => void) | null = null;
  const onAck = (): void => {
    const resolve = answered;
    answered = null;
    resolve?.();
  };
  let sent = 0;
  const request = (): string => {
    const body = { commandId: randomUUID(), serviceId: 'blood', needs: [], language: 'en' };
    sent += 1;
    if (protocol === 'ws') return JSON.stringify(body);
    return `42${sent}${JSON.stringify(['check-in:take-number', body])}`;
  };
  const socket =
    protocol === 'ws'
      ? await openRawSocket(port, '/kiosk', onAck)
      : await openSocketIo(port, 'check-in', (bytes) => {
          if (bytes[1] === ACK) onAck();
        });
  return {
    checkIn: () =>
      new Promise((resolve) => {
        answered = resolve;
        socket.send(request());
      }),
    close: socket.close,
  };
}

async function openSocketIo(
  port: number,
  role: string,
  onMessage: (bytes: Buffer) => void,
): Promise<RawSocket> {
  const joined = Promise.withResolvers<void>();
  const auth = JSON.stringify({ role, token: null, contractVersion: CONTRACT_VERSION });
  const socket = await openRawSocket(port, SOCKET_IO_PATH, (bytes, from) => {
    if (bytes[0] === CONNECT) from.send(`40${auth}`);
    else if (bytes[0] === PING && bytes.length === 1) from.send('3');
    else if (bytes[0] === MESSAGE && bytes[1] === CONNECT) joined.resolve();
    else if (bytes[0] === MESSAGE) onMessage(bytes);
  });
  await joined.promise;
  return socket;
}

const SNAPSHOT_HEAD = Buffer.from('42["snapshot"');

function isSnapshot(bytes: Buffer): boolean {
  return bytes.subarray(0, SNAPSHOT_HEAD.length).equals(SNAPSHOT_HEAD);
}
