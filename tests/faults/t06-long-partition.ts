import type { Memory } from '../support/memory-receiver.ts';
import { DeliveryWorld } from './delivery-world.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS = 7;
const EVENTS = 5_000;
/** Some requests of an outage do arrive, and only their answers are lost. */
const ANSWERS_LOST = 0.01;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/**
 * A week without a line in which the clinic goes on, in a time of its own; then the line comes back. On
 * a smaller scale it is fewer days, with as much happening on each.
 */
export const longPartition: Fault = {
  id: 'T6',
  title: 'seven days without a line, 5,000 events, then everything at once',
  run: (tools) => partition('for-good', tools),
  control: {
    title: 'a receiver that remembers for two minutes what it was sent',
    run: (tools) => partition('two-minutes', tools),
  },
};

async function partition(memory: Memory, { random, scale }: FaultTools): Promise<FaultCount> {
  const world = new DeliveryWorld({ memory, answersFirst: false, random });
  const part = Math.min(1, scale);
  const events = Math.ceil(EVENTS * part);
  let tried = 0;
  let lastAt = world.timing.now();
  let longestMs = 0;
  world.otherwise = () => {
    tried += 1;
    longestMs = Math.max(longestMs, world.timing.now() - lastAt);
    lastAt = world.timing.now();
    return random() < ANSWERS_LOST ? 'answer-lost' : 'request-lost';
  };
  for (let number = 0; number < events; number += 1) {
    world.happens(1);
    await world.pass((DAYS * DAY_MS * part) / events);
  }
  const healed = await world.heal();
  if (longestMs <= LONGEST_PAUSE_MS) return { tried, ...healed };
  const minutes = Math.round(longestMs / MINUTE_MS);
  return { tried, ...healed, broken: [...healed.broken, `${minutes} minutes without an attempt`] };
}
