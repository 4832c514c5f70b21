import path from 'node:path';
import { type DeliveringSite, openDeliveringSite } from './delivering-site.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { type HubUnderFaults, startHubUnderFaults } from './hub-under-faults.ts';
import { quickTiming } from './quick-timing.ts';
import { wholeOf } from './seeded-random.ts';

const EVENTS = 600;
const LOST_AT_ONCE = 3;
const ROUNDS = 3;
const TIMES_AS_FAST = 500;
const DELIVERED_WITHIN_MS = 60_000;

type Pair = { readonly site: DeliveringSite; readonly hub: HubUnderFaults };

/** The hub loses what it has acknowledged, and nobody tells. */
export const digest: Fault = {
  id: 'T15',
  title: 'the hub’s disk loses some of what it acknowledged',
  run: (tools) => withPair(tools, (pair) => loseAndCompare(tools, pair)),
  control: {
    title: 'the clinic empties what was acknowledged, without asking what is held',
    run: (tools) => withPair(tools, (pair) => loseWhatWasEmptied(tools, pair)),
  },
};

async function withPair(
  tools: FaultTools,
  run: (pair: Pair) => Promise<FaultCount>,
): Promise<FaultCount> {
  const hub = await startHubUnderFaults(path.join(tools.folder, 'hub'));
  const site = openDeliveringSite({
    folder: path.join(tools.folder, 'site'),
    url: hub.url,
    timing: quickTiming(TIMES_AS_FAST, tools.random),
  });
  try {
    return await run({ site, hub });
  } finally {
    await site.close();
    await hub.close();
  }
}

async function loseAndCompare(tools: FaultTools, pair: Pair): Promise<FaultCount> {
  const { site } = pair;
  const broken = new Set<string>();
  let tried = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await happenAndArrive(tools, pair);
    const lost = loseSome(tools, pair);
    tried += lost.length;
    const [first = 0] = lost;
    const found = await site.reconcile();
    if (found.missingCount !== lost.length) broken.add('not exactly what was lost was found');
    if (found.confirmedSeq >= first) broken.add('what was lost counted as confirmed');
    if (lost.some((seq) => canBeEmptied(site, seq))) broken.add('what was lost could be emptied');
    site.delivery.wake();
    if (!(await site.untilDelivered(DELIVERED_WITHIN_MS))) broken.add('it was not sent again');
    const after = await site.reconcile();
    if (after.confirmedSeq !== site.throughSeq()) broken.add('it was not confirmed afterwards');
  }
  return countOf(pair, tried, broken);
}

async function loseWhatWasEmptied(tools: FaultTools, pair: Pair): Promise<FaultCount> {
  const { site } = pair;
  await happenAndArrive(tools, pair);
  site.stores.deliveries.confirm('hub', site.throughSeq());
  site.db.prepare("UPDATE event SET body = '{}'").run();
  const lost = loseSome(tools, pair);
  await site.reconcile();
  site.delivery.wake();
  await site.untilDelivered(DELIVERED_WITHIN_MS);
  return countOf(pair, lost.length, new Set());
}

async function happenAndArrive({ scale }: FaultTools, { site }: Pair): Promise<void> {
  site.happen(Math.max(20, Math.round(EVENTS * scale)));
  if (!(await site.untilDelivered(DELIVERED_WITHIN_MS))) throw new Error('nothing was delivered');
}

/** Some of what is not confirmed yet, in order. */
function loseSome({ random }: FaultTools, { site, hub }: Pair): readonly number[] {
  const first = (site.stores.deliveries.progress('hub')?.confirmedSeq ?? 0) + 1;
  const through = site.throughSeq();
  const seqs = new Set<number>();
  while (seqs.size < LOST_AT_ONCE) seqs.add(wholeOf(random, Math.min(first, through - 9), through));
  const lost = [...seqs].toSorted((a, b) => a - b);
  const idOf = new Map(site.stores.events.after(0, through).map(({ seq, id }) => [seq, id]));
  hub.lose(lost.flatMap((seq) => idOf.get(seq) ?? []));
  return lost;
}

function canBeEmptied({ db }: DeliveringSite, seq: number): boolean {
  try {
    db.prepare("UPDATE event SET body = '{}' WHERE seq = ?").run(seq);
    return true;
  } catch {
    return false;
  }
}

function countOf({ site, hub }: Pair, tried: number, broken: ReadonlySet<string>): FaultCount {
  const held = hub.heldIds();
  const acknowledged = site.stores.events.after(0, site.throughSeq());
  return {
    tried,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ id }) => !held.has(id)).length,
    duplicated: 0,
    reordered: 0,
    broken: [...broken],
  };
}
