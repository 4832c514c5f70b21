import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Trust } from '../../shared/domain/waits/told/promise-trust.ts';
import type { PatientScore } from '../reports/promise-scores.ts';

/** So that a rule on the gauge can ask for "below 1". */
const TRUST_VALUES: Readonly<Record<Trust, number>> = { good: 1, wider: 0.5, none: 0 };

/** How well waits are foretold and promises kept, and what that costs. */
export function createWaitMetrics(registers: Registry[]) {
  const promises = promiseMetrics(registers);
  const trust = new Gauge({
    name: 'foyer_wait_trust',
    help: 'How far promises are trusted: 1 as usual, 0.5 windows are wider, 0 none is told.',
    labelNames: ['service'],
    registers,
  });
  const refreshSeconds = new Histogram({
    name: 'foyer_wait_refresh_seconds',
    help: 'Time to estimate the wait of everybody: by the rollout in its worker, or by the means alone.',
    labelNames: ['how'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers,
  });
  const failures = new Counter({
    name: 'foyer_wait_refresh_failures_total',
    help: 'Refreshes that the worker did not answer; the means alone had to do.',
    registers,
  });
  return {
    /** Counts somebody whose wait is over, once. */
    scored: promises.scored,
    trusted: (serviceId: string, level: Trust): void => {
      trust.set({ service: serviceId }, TRUST_VALUES[level]);
    },
    refreshed: (how: 'rollout' | 'means', seconds: number): void => {
      refreshSeconds.observe({ how }, seconds);
    },
    refreshFailed: (): void => {
      failures.inc();
    },
  };
}

function promiseMetrics(registers: Registry[]) {
  const promises = new Counter({
    name: 'foyer_promises_total',
    help: 'First windows that people were told, by service and how they were called: early, inside or late.',
    labelNames: ['service', 'outcome'],
    registers,
  });
  const lateMinutes = new Histogram({
    name: 'foyer_promise_late_minutes',
    help: 'By how much those were late who were called after the end of their first window.',
    buckets: [1, 2, 5, 10, 15, 20, 30, 45, 60],
    registers,
  });
  const errors = new Histogram({
    name: 'foyer_wait_estimate_error_minutes',
    help: 'How far the first estimate was off: ours, and position times minutes by open stations.',
    labelNames: ['rule'],
    buckets: [1, 2, 5, 10, 15, 20, 30, 45, 60],
    registers,
  });
  return {
    scored: (score: Pick<PatientScore, 'serviceId' | 'first' | 'errors'>): void => {
      if (score.first) {
        const { outcome, lateMinutes: minutes } = score.first;
        promises.inc({ service: score.serviceId, outcome });
        if (minutes !== null) lateMinutes.observe(minutes);
      }
      if (score.errors) {
        errors.observe({ rule: 'foyer' }, score.errors.foyerMinutes);
        errors.observe({ rule: 'simple' }, score.errors.simpleMinutes);
      }
    },
  };
}
