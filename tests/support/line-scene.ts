import { DeliveryLine } from '../../server/upstream/delivery/delivery-line.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import { type EventLog, eventLog } from './event-log.ts';
import { type Fate, memoryDestination, MemoryReceiver } from './memory-receiver.ts';
import { recordingLogger } from './recording-logger.ts';
import { simulatedTiming } from './simulated-timing.ts';

const running: DeliveryLine[] = [];

/** A clinic with so many events, a receiver, and a line on which each request meets the next fate. */
export function lineScene(count: number, change: Partial<Destination> = {}) {
  const log = eventLog(count);
  const timing = simulatedTiming();
  const receiver = new MemoryReceiver();
  const { told, logger } = recordingLogger();
  const fates: Fate[] = [];
  const sent: { readonly seqs: readonly number[]; readonly stream: string; backlog: number }[] = [];
  const plain = memoryDestination(receiver, { fate: () => fates.shift() ?? 'arrives' });
  const deliver: Destination['deliver'] = (events, context) => {
    const { stream, backlog } = context;
    sent.push({ seqs: events.map(({ seq }) => seq), stream, backlog });
    return plain.deliver(events, context);
  };
  const destination = { ...plain, deliver, ...change };
  const start = (): DeliveryLine => {
    const onTurn = (): void => {};
    const line = new DeliveryLine({ destination, stores: log.stores, timing, logger, onTurn });
    running.push(line);
    line.start();
    return line;
  };
  return { log, timing, receiver, told, fates, sent, start };
}

export function throughSeq({ stores }: EventLog): number | undefined {
  return stores.deliveries.progress('hub')?.throughSeq;
}

export function seqsOf(
  sent: readonly { readonly seqs: readonly number[] }[],
): readonly (readonly number[])[] {
  return sent.map(({ seqs }) => seqs);
}

export async function stopLines(): Promise<void> {
  await Promise.all(running.splice(0).map((line) => line.stop()));
}
