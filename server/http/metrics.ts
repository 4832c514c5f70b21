import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Reply } from '../../shared/contract/commands.ts';
import type { DestinationState } from '../../shared/contract/upstream-state.ts';
import { type EpochMs, SECOND_MS } from '../../shared/domain/time.ts';
import { createWaitMetrics } from './wait-metrics.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** The server's own counts, in a registry of its own, so that two servers in one test do not mix. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const batchSeconds = new Histogram({
    name: 'foyer_batch_seconds',
    help: 'Time from taking up a batch of commands to its commit.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
    registers,
  });
  const batchCommands = new Histogram({
    name: 'foyer_batch_commands',
    help: 'Commands that shared one transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const destinations = destinationGauges(registers);
  return {
    registry,
    destinations,
    waits: createWaitMetrics(registers),
    commands: new Counter({
      name: 'foyer_commands_total',
      help: 'Commands answered, by name and outcome.',
      labelNames: ['name', 'outcome'],
      registers,
    }),
    crashes: new Counter({
      name: 'foyer_crashes_total',
      help: 'Commands that failed by a fault of ours.',
      registers,
    }),
    snapshots: new Counter({
      name: 'foyer_snapshots_total',
      help: 'Snapshots sent to a room.',
      registers,
    }),
    connections: new Gauge({
      name: 'foyer_connections',
      help: 'Connected devices by role.',
      labelNames: ['role'],
      registers,
    }),
    waiting: new Gauge({ name: 'foyer_waiting', help: 'Patients waiting now.', registers }),
    events: new Gauge({
      name: 'foyer_event_seq',
      help: 'The number of the newest event.',
      registers,
    }),
    batch: (count: number, seconds: number): void => {
      if (count === 0) return;
      batchSeconds.observe(seconds);
      batchCommands.observe(count);
    },
  };
}

function destinationGauges(registers: Registry[]) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['destination'], registers });
  const waiting = gauge(
    'foyer_destination_waiting',
    'Events that a destination does not have yet.',
  );
  const oldest = gauge(
    'foyer_destination_oldest_seconds',
    'How long the oldest of them has waited; 0 when none does.',
  );
  const setAside = gauge(
    'foyer_destination_set_aside',
    'Events that can have no effect at a destination as they are.',
  );
  return {
    set: (states: readonly DestinationState[], now: EpochMs): void => {
      for (const state of states) {
        const labels = { destination: state.destinationId };
        const since = state.oldestWaitingAt ?? now;
        waiting.set(labels, state.waitingCount);
        oldest.set(labels, Math.max(0, now - since) / SECOND_MS);
        setAside.set(labels, state.setAsideCount);
      }
    },
  };
}

/** "ok", or the reason or code of a "no": a closed list, fit for a label and a log. */
export function outcomeOf(reply: Reply<unknown>): string {
  return reply.ok ? 'ok' : (reply.error.reason ?? reply.error.code);
}
