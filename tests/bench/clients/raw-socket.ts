import { randomBytes } from 'node:crypto';
import net from 'node:net';

const TEXT = 0x81;
const MASKED = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export type RawSocket = {
  readonly send: (text: string) => void;
  readonly close: () => void;
};

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
    let buffer = Buffer.alloc(0);
    let isOpen = false;
    const socket: RawSocket = {
      send: (text) => {
        tcp.write(maskedFrame(text));
      },
      close: () => tcp.destroy(),
    };
    tcp.once('error', reject);
    tcp.once('connect', () => {
      tcp.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
      );
    });
    tcp.on('data', (data) => {
      buffer = buffer.length === 0 ? data : Buffer.concat([buffer, data]);
      if (!isOpen) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        isOpen = true;
        buffer = buffer.subarray(end + 4);
        resolve(socket);
      }
      buffer = readFrames(buffer, (text) => onText(text, socket));
    });
  });
}

/** Hands over every whole frame and returns what is left of the next. */
function readFrames(buffer: Buffer, onText: (text: Buffer) => void): Buffer {
  let at = 0;
  while (buffer.length - at >= 2) {
    let length = (buffer[at + 1] ?? 0) & 0x7f;
    let start = at + 2;
    if (length === LENGTH_16) {
      if (buffer.length - at < 4) break;
      length = buffer.readUInt16BE(at + 2);
      start = at + 4;
    } else if (length === LENGTH_64) {
      if (buffer.length - at < 10) break;
      length = Number(buffer.readBigUInt64BE(at + 2));
      start = at + 10;
    }
    if (buffer.length < start + length) break;
    if (buffer[at] === TEXT) onText(buffer.subarray(start, start + length));
    at = start + length;
  }
  return buffer.subarray(at);
}

function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header =
    payload.length < LENGTH_16
      ? Buffer.from([TEXT, MASKED | payload.length, 0, 0, 0, 0])
      : Buffer.from([
          TEXT,
          MASKED | LENGTH_16,
          payload.length >> 8,
          payload.length & 0xff,
          0,
          0,
          0,
          0,
        ]);
  // A mask of zeros is a mask: the payload goes out as it is.
  return Buffer.concat([header, payload]);
}
