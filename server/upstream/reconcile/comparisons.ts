import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import type { Destination } from '../delivery/destination.ts';
import { type ComparableDestination, reconcile } from './reconcile.ts';

type ComparisonParts = {
  readonly destinations: readonly Destination[];
  readonly db: Db;
  readonly stores: Pick<Stores, 'deliveries' | 'streams'>;
  readonly now: Clock['now'];
  readonly logger: Logger;
  /** Something is to be delivered again. */
  readonly onMissing: () => void;
};

export type Comparisons = {
  /**
   * Compares every destination that can show what it holds. Never rejects: what could not be compared is
   * not confirmed, and so not purged, and is compared the next time.
   */
  readonly compareAll: () => Promise<void>;
  /** Breaks off the comparison that is under way, and waits for it. */
  readonly close: () => Promise<void>;
};

/** Comparisons with what destinations hold, one at a time for each. */
export function createComparisons(parts: ComparisonParts): Comparisons {
  const stopping = new AbortController();
  const comparable = parts.destinations.flatMap((item) => comparableOf(item));
  let underWay: Promise<unknown> | null = null;
  const compareAll = async (): Promise<void> => {
    underWay ??= Promise.all(
      comparable.map((destination) => compareOnce(destination, parts, stopping.signal)),
    ).finally(() => {
      underWay = null;
    });
    await underWay;
  };
  return {
    compareAll,
    close: async () => {
      stopping.abort();
      await underWay;
    },
  };
}

async function compareOnce(
  destination: ComparableDestination,
  { db, stores, now, logger, onMissing }: ComparisonParts,
  signal: AbortSignal,
): Promise<void> {
  try {
    const result = await reconcile(destination, { db, stores, now, signal });
    const { missingCount, goneCount } = result;
    if (missingCount + goneCount > 0) {
      logger.error({ destination: destination.id, ...result }, 'the destination had lost events');
    }
    if (missingCount > 0) onMissing();
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error, destination: destination.id }, 'not compared');
  }
}

function comparableOf({ id, wants, digest }: Destination): readonly ComparableDestination[] {
  return digest ? [{ id, wants, digest }] : [];
}
