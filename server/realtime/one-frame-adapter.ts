import type { Namespace } from 'socket.io';
import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import type { Packet } from 'socket.io-parser';
import { framed } from './text-frame.ts';
import { parser } from './written-json.ts';

/**
 * Socket.IO's own adapter, but a room is sent one buffer: header and text are joined once, and handed to
 * each connection without what only other broadcasts need. A thousand screens feel the difference.
 */
export class OneFrameAdapter extends Adapter {
  readonly #encoder = new parser.Encoder();

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const [room] = options.rooms;
    const isToOneRoom = options.rooms.size === 1 && (options.except?.size ?? 0) === 0;
    // True because that is what an adapter belongs to.
    const namespace = this.nsp as Namespace;
    const [text] = this.#encoder.encode({ ...packet, nsp: namespace.name });
    if (room === undefined || !isToOneRoom || typeof text !== 'string') {
      super.broadcast(packet, options);
      return;
    }
    const frame = framed(text);
    for (const id of this.rooms.get(room) ?? []) {
      namespace.sockets.get(id)?.conn.write(text, frame);
    }
  }
}
