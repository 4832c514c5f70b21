import type { Bench } from '../bench.ts';
import { startChild } from '../child.ts';
import { pairedRounds } from '../rounds.ts';
import type { ClinicSize } from '../subjects/refresh-clinic.ts';

const ROUNDS = 10;
const WARM_UP = 40;
const REFRESHES = 20;
/** One takes a small part of a refresh, so that it needs more of them to be measured as well. */
const BARE_LOOPS = 60;

const CLINIC: ClinicSize = { stations: 6, waiting: 20, expected: 30, servicesOnPath: 37 };
const LARGE_CLINIC: ClinicSize = { stations: 30, waiting: 200, expected: 30, servicesOnPath: 367 };

const cost = { ours: 'Foyer', peer: 'bare loop', peerAgain: 'bare loop again' } as const;
/** What a refresh must fit into many times over: a length of time, and so its own A/A. */
const TICK_MS = 10_000;
const GATHERING_MS = 500;
const tick = { ours: cost.ours, peer: 'tick', peerAgain: 'tick' } as const;
const gathering = { ours: cost.ours, peer: 'gathering', peerAgain: 'gathering' } as const;

/** What it costs to estimate everybody's wait anew. */
export const refresh: Bench = refreshOf('refresh', CLINIC, 5);

/** The same for a crowd that few clinics have. */
export const refreshCrowd: Bench = refreshOf('refresh-crowd', LARGE_CLINIC, 5);

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
        ...tick,
        title: `p95 of a refresh, ${of} ÷ the 10 s between two`,
        bar: { kind: 'at-most', ratio: 0.05 },
        metric: 'p95',
        unit: 'ms',
      },
      {
        ...gathering,
        title: `p95 of a refresh, ${of} ÷ the 500 ms in which events are gathered`,
        bar: { kind: 'at-most', ratio: 0.5 },
        metric: 'p95',
        unit: 'ms',
      },
    ],
    start: async () => {
      await using child = await startChild(import.meta.resolve('../subjects/refresh.ts'));
      await child.ask('prepare', size);
      const measure = async (subject: string): Promise<Readonly<Record<string, number>>> => {
        if (subject === tick.peer) return { p95: TICK_MS };
        if (subject === gathering.peer) return { p95: GATHERING_MS };
        return subject === cost.ours
          ? child.ask('refresh', { count: REFRESHES })
          : child.ask('bare', { count: BARE_LOOPS });
      };
      await child.ask('refresh', { count: WARM_UP });
      await child.ask('bare', { count: WARM_UP });
      const subjects = [...Object.values(cost), tick.peer, gathering.peer];
      return await pairedRounds(ROUNDS, subjects, measure);
    },
  };
}
