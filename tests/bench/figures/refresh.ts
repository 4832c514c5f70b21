import type { Bench } from '../bench.ts';
import { startChild } from '../child.ts';
import { pairedRounds } from '../rounds.ts';
import type { ClinicSize } from '../subjects/refresh-clinic.ts';

const ROUNDS = 10;
const WARM_UP = 40;
const REFRESHES = 20;
/** One takes a small part of a refresh, so that it needs more of them to be measured as well. */
const BARE_LOOPS = 60;

const CLINIC: ClinicSize = { stations: 6, waiting: 20, expected: 30, servicesOnPath: 43 };
const LARGE_CLINIC: ClinicSize = { stations: 30, waiting: 200, expected: 30, servicesOnPath: 394 };

const cost = { ours: 'Foyer', peer: 'bare loop', peerAgain: 'bare loop again' } as const;
/** What a refresh must fit into: lengths of time, and so their own A/A. */
const TICK_MS = 10_000;
const GATHERING_MS = 500;
const room = { ours: cost.ours, peer: 'one', peerAgain: 'one' } as const;

/** What it costs to estimate everybody's wait anew. */
export const refresh: Bench = refreshOf('refresh', CLINIC, 5);

/** The same for a crowd that few clinics have. */
export const refreshCrowd: Bench = refreshOf('refresh-crowd', LARGE_CLINIC, 5);

/** Milliseconds. */
type Times = { readonly median: number; readonly p95: number };

function refreshOf(name: string, size: ClinicSize, bar: number): Bench {
  const { stations, waiting } = size;
  const of = `${waiting} waiting, ${stations} stations`;
  return {
    name,
    figures: [
      {
        ...cost,
        title: `a refresh of all waits, ${of} ÷ a bare loop of as many services`,
        bar: { kind: 'at-most', ratio: bar },
        metric: 'median',
        unit: 'ms',
      },
      {
        ...room,
        title: `how often the p95 of a refresh, ${of}, fits into the 10 s between two`,
        bar: { kind: 'at-least', ratio: 20 },
        metric: 'inTick',
        unit: 'times',
      },
      {
        ...room,
        title: `how often the p95 of a refresh, ${of}, fits into the 500 ms of gathering`,
        bar: { kind: 'at-least', ratio: 2 },
        metric: 'inGathering',
        unit: 'times',
      },
    ],
    start: async () => {
      await using child = await startChild(import.meta.resolve('../subjects/refresh.ts'));
      await child.ask('prepare', size);
      const measure = async (subject: string) => {
        if (subject === room.peer) return { inTick: 1, inGathering: 1 };
        const isOurs = subject === cost.ours;
        const { median, p95 } = isOurs
          ? await child.ask<Times>('refresh', { count: REFRESHES })
          : await child.ask<Times>('bare', { count: BARE_LOOPS });
        return { median, inTick: TICK_MS / p95, inGathering: GATHERING_MS / p95 };
      };
      await child.ask('refresh', { count: WARM_UP });
      await child.ask('bare', { count: WARM_UP });
      const subjects = [...Object.values(cost), room.peer];
      return await pairedRounds(ROUNDS, subjects, measure);
    },
  };
}
