import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Reply } from '../../shared/contract/commands.ts';

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
  return {
    registry,
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

/** "ok", or the reason or code of a "no": a closed list, fit for a label and a log. */
export function outcomeOf(reply: Reply<unknown>): string {
  return reply.ok ? 'ok' : (reply.error.reason ?? reply.error.code);
}
