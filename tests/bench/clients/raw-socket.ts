import { randomBytes } from 'node:crypto';
import net from 'node:net';

const TEXT = 0x81;
const MASKED = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const HEAD_END = '\r\n\r\n';

export type RawSocket = { readonly send: (text: string) => void };

/**
 * A WebSocket client with nothing in it but the framing, so that what is measured is the server.
 * Calls `onText` for every text frame.
 */
export function openRawSocket(
  port: number,
  path: string,
  onText: (text: Buffer, socket: RawSocket) => void,
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const tcp = net.connect(port, '127.0.0.1');
    tcp.setNoDelay(true);
    const socket: RawSocket = {
      send: (text) => {
        tcp.write(maskedFrame(text));
      },
    };
    let rest: Buffer = Buffer.alloc(0);
    let isOpen = false;
    tcp.once('error', reject);
    tcp.once('connect', () => tcp.write(upgradeRequest(port, path)));
    tcp.on('data', (data) => {
      rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
      if (!isOpen) {
        const end = rest.indexOf(HEAD_END);
        if (end < 0) return;
        isOpen = true;
        rest = rest.subarray(end + HEAD_END.length);
        resolve(socket);
      }
      rest = readFrames(rest, (text) => onText(text, socket));
    });
  });
}

function upgradeRequest(port: number, path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}${HEAD_END}`,
  ].join('\r\n');
}

/** Hands over every whole frame and returns what is left: the beginning of the next. */
function readFrames(buffer: Buffer, onText: (text: Buffer) => void): Buffer {
  let at = 0;
  for (;;) {
    const frame = frameAt(buffer, at);
    if (frame === null) return buffer.subarray(at);
    if (buffer[at] === TEXT) onText(buffer.subarray(frame.start, frame.end));
    at = frame.end;
  }
}

/** Where the text of the frame at `at` starts and ends, or null when it has not all come yet. */
function frameAt(buffer: Buffer, at: number): { start: number; end: number } | null {
  const left = buffer.length - at;
  if (left < 2) return null;
  let length = (buffer[at + 1] ?? 0) & 0x7f;
  let start = at + 2;
  if (length === LENGTH_16) {
    if (left < 4) return null;
    length = buffer.readUInt16BE(start);
    start += 2;
  } else if (length === LENGTH_64) {
    if (left < 10) return null;
    length = Number(buffer.readBigUInt64BE(start));
    start += 8;
  }
  return start + length > buffer.length ? null : { start, end: start + length };
}

/** A client's frame has to be masked; a mask of zeros is a mask, and the text goes out as it is. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head =
    length < LENGTH_16
      ? [TEXT, MASKED | length]
      : [TEXT, MASKED | LENGTH_16, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}
