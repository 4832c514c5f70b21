import { newId } from '../../../renderer/realtime/connection.ts';
import { CONTRACT_VERSION } from '../../../shared/contract/events.ts';
import { kioskToken, TOKENS } from '../tokens.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** How a subject's screens and kiosks speak: raw ws, or Socket.IO on the wire. */
export type Protocol = 'ws' | 'socket.io';

export type Target = { readonly port: number; readonly protocol: Protocol };

const SOCKET_IO_PATH = '/socket.io/?EIO=4&transport=websocket';
const OPEN = 0x30;
const PING = 0x32;
const MESSAGE = 0x34;
const CONNECTED = 0x30;
const EVENT = 0x32;
const ACK = 0x33;
const SNAPSHOT = Buffer.from('42["snapshot"');
const ACCEPTED = '"ok":true';

/** Opens a screen. `onSnapshot` is called with each snapshot's bytes, the first included. */
export async function openScreen(
  { port, protocol }: Target,
  onSnapshot: (bytes: Buffer) => void,
): Promise<void> {
  if (protocol === 'ws') {
    await openRawSocket(port, '/screen', onSnapshot);
    return;
  }
  const first = Promise.withResolvers<void>();
  const credentials = { role: 'display', token: TOKENS.display };
  await openSocketIo(port, credentials, (bytes) => {
    if (bytes[1] !== EVENT || !bytes.subarray(0, SNAPSHOT.length).equals(SNAPSHOT)) return;
    first.resolve();
    onSnapshot(bytes);
  });
  await first.promise;
}

/** Sends a check-in; resolves when it is accepted and rejects when it is not. */
export type Kiosk = { readonly checkIn: () => Promise<void> };

/** Opens the kiosk of this number. It can have several check-ins on the way; answers come in order. */
export async function openKiosk({ port, protocol }: Target, index: number): Promise<Kiosk> {
  const pending: PromiseWithResolvers<void>[] = [];
  const onAnswer = (bytes: Buffer): void => {
    const asked = pending.shift();
    if (bytes.includes(ACCEPTED)) asked?.resolve();
    else asked?.reject(new Error(`not accepted: ${bytes.toString()}`));
  };
  const credentials = { role: 'check-in', token: kioskToken(index) };
  const socket =
    protocol === 'ws'
      ? await openRawSocket(port, '/kiosk', onAnswer)
      : await openSocketIo(port, credentials, (bytes) => {
          if (bytes[1] === ACK) onAnswer(bytes);
        });
  let sent = 0;
  return {
    checkIn: () => {
      const asked = Promise.withResolvers<void>();
      pending.push(asked);
      sent += 1;
      socket.send(requestOf(protocol, sent));
      return asked.promise;
    },
  };
}

function requestOf(protocol: Protocol, number: number): string {
  const body = { commandId: newId(), serviceId: 'nurse', needs: [], language: 'en' };
  if (protocol === 'ws') return JSON.stringify(body);
  return `42${number}${JSON.stringify(['check-in:take-number', body])}`;
}

async function openSocketIo(
  port: number,
  credentials: { readonly role: string; readonly token: string },
  onMessage: (bytes: Buffer) => void,
): Promise<RawSocket> {
  const joined = Promise.withResolvers<void>();
  const auth = JSON.stringify({ ...credentials, contractVersion: CONTRACT_VERSION });
  const socket = await openRawSocket(port, SOCKET_IO_PATH, (bytes, from) => {
    if (bytes[0] === OPEN) from.send(`40${auth}`);
    else if (bytes[0] === PING && bytes.length === 1) from.send('3');
    else if (bytes[0] === MESSAGE && bytes[1] === CONNECTED) joined.resolve();
    else if (bytes[0] === MESSAGE) onMessage(bytes);
  });
  await joined.promise;
  return socket;
}
