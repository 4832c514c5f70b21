import { PushReply } from '../../shared/contract/sync-wire.ts';
import type { ReceiverAnswer } from './fault-proxy.ts';

/**
 * What a receiver said that it took, in the order it said so, also where its answer never got back to the
 * sender. It says "accepted" only when an event has its effect.
 */
export class ReceiverLedger {
  readonly #effects = new Map<string, number>();
  readonly #highest = new Map<string, number>();
  reorderedCount = 0;

  note({ status, body }: ReceiverAnswer): void {
    if (status !== 200) return;
    const { stream, items } = PushReply.parse(JSON.parse(body));
    for (const { seq, id } of items.filter((item) => item.status === 'accepted')) {
      const before = this.#effects.get(id) ?? 0;
      this.#effects.set(id, before + 1);
      const highest = this.#highest.get(stream) ?? 0;
      if (before === 0 && seq < highest) this.reorderedCount += 1;
      this.#highest.set(stream, Math.max(seq, highest));
    }
  }

  has(id: string): boolean {
    return this.#effects.has(id);
  }

  /** How many events had their effect more than once. */
  get duplicatedCount(): number {
    return [...this.#effects.values()].filter((count) => count > 1).length;
  }
}
