import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { eventLog } from '../../../tests/support/event-log.ts';
import { memoryDestination, MemoryReceiver } from '../../../tests/support/memory-receiver.ts';
import { simulatedTiming } from '../../../tests/support/simulated-timing.ts';
import { startGreetings } from './greetings.ts';

test('a clinic in which nothing happens is heard every ten minutes, whether it is answered or not', async () => {
  const { stores } = eventLog(0);
  const timing = simulatedTiming();
  let heard = 0;
  const digest = () => {
    heard += 1;
    return Promise.reject(new Error('The hub did not answer'));
  };
  const destinations = [
    memoryDestination(new MemoryReceiver(), { digest }),
    memoryDestination(new MemoryReceiver(), {}),
  ];
  const greetings = startGreetings({ destinations, streams: stores.streams, timing });

  for (let passed = 0; passed < 35; passed += 5) {
    await timing.pass(5 * MINUTE_MS);
    await nextTurn();
  }

  expect(heard).toBe(3);
  await greetings.close();
});
