import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createWaitMetrics } from './wait-metrics.ts';

/** The samples of a registry without those that are zero, comments left out. */
async function samplesOf(registry: Registry): Promise<readonly string[]> {
  const text = await registry.metrics();
  return text.split('\n').filter((line) => line !== '' && !/^#| 0$/.test(line));
}

test('a broken promise is counted with how late it was and how far both estimates were off', async () => {
  const registry = new Registry();
  const metrics = createWaitMetrics([registry]);

  metrics.scored({
    serviceId: 'doctor',
    first: { outcome: 'late', lateMinutes: 4, widthMinutes: 15 },
    errors: { foyerMinutes: 9, simpleMinutes: 31 },
  });

  const samples = await samplesOf(registry);
  expect(samples).toContain('foyer_promises_total{service="doctor",outcome="late"} 1');
  expect(samples).toContain('foyer_promise_late_minutes_sum 4');
  expect(samples).toContain('foyer_wait_estimate_error_minutes_sum{rule="foyer"} 9');
  expect(samples).toContain('foyer_wait_estimate_error_minutes_sum{rule="simple"} 31');
});

test('who was told nothing counts in no promise', async () => {
  const registry = new Registry();
  createWaitMetrics([registry]).scored({ serviceId: 'doctor', first: null, errors: null });

  expect(await samplesOf(registry)).toEqual([]);
});

test('trust is a number that a rule can watch', async () => {
  const registry = new Registry();
  const metrics = createWaitMetrics([registry]);

  metrics.trusted('doctor', 'good');
  metrics.trusted('nurse', 'wider');

  expect(await samplesOf(registry)).toEqual([
    'foyer_wait_trust{service="doctor"} 1',
    'foyer_wait_trust{service="nurse"} 0.5',
  ]);
});
