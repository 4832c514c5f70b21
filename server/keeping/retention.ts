import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type {
  DestinationSettings,
  RetentionSettings,
} from '../../shared/contract/destination-settings.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { dayStartAt } from '../clock.ts';
import type { Db } from '../db/open-database.ts';
import type { Stores } from '../db/stores.ts';
import { emptyChangeLog } from './empty-change-log.ts';
import { type Purged, purgeSteps, type PurgeScope } from './purge-steps.ts';
import { createPurgeTally, noneOfAnything, type PurgeCounts } from './purge-tally.ts';
import { heldBack, settledEvents } from './settled-events.ts';

export type PurgeParts = {
  readonly db: Db;
  readonly events: Stores['events'];
  readonly settings: RetentionSettings;
  readonly destinations: readonly DestinationSettings[];
  readonly timeZone: string;
  readonly dataFolder: string;
  /** The clinic-local day that ages are counted from. */
  readonly today: string;
  readonly now: EpochMs;
  /** Lets others have their turn; between any two batches. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
};

export type PurgeResult = {
  readonly counts: PurgeCounts;
  /** Whether the bytes are gone from the disk too: not while somebody reads an older state. */
  readonly isWiped: boolean;
};

/**
 * Takes away what is older than the clinic keeps: what leads to a patient first, then what exactly
 * happened. Only what every destination has been given, and a hub has shown to hold, and only in small
 * batches, so that nobody waits. What goes is overwritten on the disk. Without destinations patient
 * data goes by age alone, and no event is emptied.
 */
export async function purge(parts: PurgeParts): Promise<PurgeResult> {
  const { db, events, now, pause, signal } = parts;
  const tally = createPurgeTally(db, events);
  // What a purge did that was broken off before it could say so.
  tally.finish(now);
  for (const { name, batches } of purgeSteps(await scopeOf(parts))) {
    for (const batch of batches()) {
      if (signal.aborted) break;
      tally.takeAway(name, batch);
      await pause();
    }
  }
  const counts = tally.finish(now);
  return { counts, isWiped: await emptyChangeLog(db, pause, signal) };
}

/** What `purge` would take away now. */
export async function countPurge(parts: PurgeParts): Promise<PurgeCounts> {
  const counts: Record<Purged, number> = noneOfAnything();
  for (const { name, batches } of purgeSteps(await scopeOf(parts))) {
    for (const { count } of batches()) counts[name] += count;
  }
  return counts;
}

async function scopeOf(parts: PurgeParts): Promise<PurgeScope> {
  const { db, dataFolder, destinations, now, pause, settings, timeZone, today } = parts;
  const dayBefore = (days: number): string =>
    Temporal.PlainDate.from(today).subtract({ days }).toString();
  const settled = settledEvents(db, destinations);
  const patientsBefore = dayBefore(settings.patientDays);
  return {
    db,
    inbox: path.join(dataFolder, 'inbox'),
    now,
    patientsBefore,
    patientsBeforeAt: dayStartAt(patientsBefore, timeZone),
    eventsBeforeAt: dayStartAt(dayBefore(settings.eventDays), timeZone),
    settled,
    held: await heldBack(db, settled.throughSeq, pause),
  };
}
