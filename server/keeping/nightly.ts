import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open-database.ts';

export type NightlyStep = {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

export type NightlyParts = {
  readonly db: Db;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In this order; one that fails keeps none of the others from running. */
  readonly steps: readonly NightlyStep[];
  readonly everyMs?: number;
};

export type Nightly = {
  /** Runs the steps if it is time; resolves when they are done. */
  readonly look: () => Promise<void>;
  /** Breaks off what is running and waits for it. */
  readonly close: () => Promise<void>;
};

/** Clinics sleep then, and no clocks are changed in most places that change them. */
const QUIET_FROM = '03:00';
const QUIET_UNTIL = '05:00';
/** A machine that is switched off at night catches up in the day. */
const LONGEST_WAIT_MS = 30 * HOUR_MS;
const KEPT_AS = 'nightly-at';

/** Runs what is best done while nobody is here once a night, until closed. */
export function startNightly(parts: NightlyParts): Nightly {
  const { clock, db, steps, timeZone } = parts;
  const stopping = new AbortController();
  const find = db.prepare<[string], { readonly value: string }>(
    'SELECT value FROM meta WHERE key = ?',
  );
  const begin = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  const keep = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  let running: Promise<void> | null = null;

  const runAll = async (): Promise<void> => {
    for (const step of steps) {
      if (stopping.signal.aborted) return;
      await runStep(step, parts, stopping.signal);
    }
    if (!stopping.signal.aborted) keep.run(KEPT_AS, String(clock.now()));
  };
  const lookOnce = async (): Promise<void> => {
    try {
      // So that a machine that never runs at night is overdue one day, too.
      begin.run(KEPT_AS, String(clock.now()));
      const lastAt = Number(find.get(KEPT_AS)?.value);
      if (isTime(lastAt, clock.now(), timeZone)) await runAll();
    } catch (error) {
      // A full disk, say. The clinic goes on, and the next look comes in a minute.
      parts.logger.error({ err: error }, 'the work of the night failed');
    }
  };
  const look = (): Promise<void> => {
    running ??= lookOnce().finally(() => {
      running = null;
    });
    return running;
  };
  const timer = setInterval(() => void look(), parts.everyMs ?? MINUTE_MS).unref();
  return {
    look,
    close: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Whether the night's work is due: once in the quiet hours of each clinic-local day, or long overdue. */
export function isTime(lastAt: EpochMs, now: EpochMs, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const fromAt = local.withPlainTime(QUIET_FROM).epochMilliseconds;
  const untilAt = local.withPlainTime(QUIET_UNTIL).epochMilliseconds;
  if (now >= fromAt && now < untilAt && lastAt < fromAt) return true;
  // A last time in the future was kept while the clock was wrong.
  return Math.abs(now - lastAt) > LONGEST_WAIT_MS;
}

async function runStep(
  { name, run }: NightlyStep,
  { logger }: NightlyParts,
  signal: AbortSignal,
): Promise<void> {
  try {
    await run(signal);
  } catch (error) {
    if (!signal.aborted) logger.error({ err: error, step: name }, 'a step of the night failed');
  }
}
