import type { Socket } from 'node:net';

const FRAME_BEGINS = 0x0b;
const FRAME_ENDS = 0x1c;

export type FrameLimits = {
  /** Most bytes since the last whole message. */
  readonly mostBytes: number;
  /** How long a message may be on its way once it has begun. */
  readonly longestMs: number;
  /** Most bytes of answers that the other side has not taken. */
  readonly mostUnreadBytes: number;
};

/**
 * Cuts a connection off on which something comes that never becomes a message: too long, too slow, or
 * from somebody who does not read. `onMessage` is to be called for each whole one.
 */
export function guardFrames(
  socket: Socket,
  { mostBytes, longestMs, mostUnreadBytes }: FrameLimits,
  onCut: (reason: 'too-long' | 'too-slow' | 'not-read') => void,
): { readonly onMessage: () => void } {
  let readBefore = 0;
  let timer: NodeJS.Timeout | null = null;
  const cut = (reason: 'too-long' | 'too-slow' | 'not-read'): void => {
    if (socket.destroyed) return;
    onCut(reason);
    socket.destroy();
  };
  const stopTimer = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  socket.on('data', (chunk: Buffer) => {
    const begins = chunk.lastIndexOf(FRAME_BEGINS);
    const ends = chunk.lastIndexOf(FRAME_ENDS);
    if (ends >= 0) stopTimer();
    if (begins > ends) timer ??= setTimeout(cut, longestMs, 'too-slow');
    if (socket.bytesRead - readBefore > mostBytes) cut('too-long');
    else if (socket.writableLength > mostUnreadBytes) cut('not-read');
  });
  socket.on('close', stopTimer);
  return {
    onMessage: () => {
      readBefore = socket.bytesRead;
    },
  };
}
