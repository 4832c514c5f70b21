const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const LARGEST_7 = 125;
const LARGEST_16 = 0xffff;

/** A text as the one WebSocket frame that a server sends for it: header and bytes in one buffer. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length <= LARGEST_7 ? 2 : length <= LARGEST_16 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}

/** How a connection is told that a message of this text is framed already. */
type Framed = {
  readonly compress?: boolean;
  readonly wsPreEncodedFrame?: readonly Buffer[];
};

export function framed(text: string): Framed {
  // "4" is Engine.IO's word for a message.
  return { wsPreEncodedFrame: [textFrame(`4${text}`)] };
}

/** A packet as the connection is about to send it. */
type Packet = { readonly type: string; readonly data?: unknown; options: Framed };

/**
 * Frames a packet for one socket before the connection does: it would hand the system header and text
 * apart, which costs more than the rest of an answer. What is framed already stays as it is.
 */
export function frameAhead(packet: Packet): void {
  const { type, data, options } = packet;
  if (type !== 'message' || typeof data !== 'string' || options.wsPreEncodedFrame) return;
  packet.options = { ...options, ...framed(data) };
}
