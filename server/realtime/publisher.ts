import type { Server } from 'socket.io';
import type { ServerToClientEvents } from '../../shared/contract/events.ts';
import type { AnyContent, Audience } from './audience.ts';
import type { SnapshotSource } from './snapshots/snapshot-source.ts';

type Shown = {
  readonly audience: Audience;
  readonly content: AnyContent;
  readonly drawnFrom: readonly unknown[] | null;
  /** The content as it was encoded last: what has not changed is not sent again. */
  readonly encoded: string;
  readonly revision: number;
};

export type PublisherParts = {
  readonly io: Server<Record<string, never>, ServerToClientEvents>;
  readonly source: () => SnapshotSource;
  readonly onSent: (room: string) => void;
  readonly onCrash: (error: unknown, room: string) => void;
};

/**
 * Draws a snapshot for each audience that is there and sends it to their room, but not when nothing
 * they see has changed.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  readonly #shown = new Map<string, Shown>();
  /** The revision each whole room was sent last; one who joins may be shown a newer one first. */
  readonly #sent = new Map<string, number>();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** The present snapshot of an audience, which it joins with this. */
  show(audience: Audience): (AnyContent & { revision: number; sentAt: number }) | null {
    const source = this.#parts.source();
    const isFirst = !this.#shown.has(audience.room);
    const shown = this.#redraw(audience, source);
    if (shown !== null && isFirst) this.#sent.set(audience.room, shown.revision);
    return shown === null ? null : this.#numbered(shown, source.now);
  }

  /** Tells every room that the server is alive and which revision it should have. */
  beat(): void {
    const sentAt = this.#parts.source().now;
    for (const [room, { revision }] of this.#shown) {
      if (this.#isEmpty(room)) this.#forget(room);
      else this.#parts.io.to(room).emit('beat', { revision, sentAt });
    }
  }

  /** Something may have changed: everybody is shown the present, once for all that was committed together. */
  publish(): void {
    const source = this.#parts.source();
    for (const [room, { audience }] of this.#shown) {
      if (this.#isEmpty(room)) {
        this.#forget(room);
        continue;
      }
      try {
        const shown = this.#redraw(audience, source);
        if (shown === null || this.#sent.get(room) === shown.revision) continue;
        this.#sent.set(room, shown.revision);
        // The cast is true because a room's content and its listeners' role are made together.
        this.#parts.io.to(room).emit('snapshot', this.#numbered(shown, source.now) as never);
        this.#parts.onSent(room);
      } catch (error) {
        // One audience that cannot be drawn must not leave the others in the dark.
        this.#parts.onCrash(error, room);
      }
    }
  }

  #redraw(audience: Audience, source: SnapshotSource): Shown | null {
    const before = this.#shown.get(audience.room);
    const drawnFrom = audience.drawnFrom?.(source) ?? null;
    if (before && isUnchanged(before.drawnFrom, drawnFrom)) return before;
    const content = audience.draw(source);
    if (content === null) {
      this.#forget(audience.room);
      return null;
    }
    const encoded = JSON.stringify(content);
    const isSame = before?.encoded === encoded;
    const revision = (before?.revision ?? 0) + (isSame ? 0 : 1);
    const shown = { audience, content, drawnFrom, encoded, revision };
    this.#shown.set(audience.room, shown);
    return shown;
  }

  #forget(room: string): void {
    this.#shown.delete(room);
    this.#sent.delete(room);
  }

  #numbered({ content, revision }: Shown, sentAt: number) {
    return { ...content, revision, sentAt };
  }

  #isEmpty(room: string): boolean {
    return (this.#parts.io.sockets.adapter.rooms.get(room)?.size ?? 0) === 0;
  }
}

function isUnchanged(before: readonly unknown[] | null, now: readonly unknown[] | null): boolean {
  return before !== null && now !== null && before.every((value, index) => value === now[index]);
}
