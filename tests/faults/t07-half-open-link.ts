import path from 'node:path';
import { setTimeout as passTime } from 'node:timers/promises';
import { DeliveryLine } from '../../server/upstream/delivery/delivery-line.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import { eventLog } from '../support/event-log.ts';
import { simulatedTiming } from '../support/simulated-timing.ts';
import { openDeliveringSite, SITE_TOKEN } from './delivering-site.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { startHubUnderFaults } from './hub-under-faults.ts';
import { quickTiming } from './quick-timing.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A minute of the engine's takes less than half a second here. */
const TIMES_AS_FAST = 150;
const ROUNDS = 3;
const FAILED_AT_LEAST = 2;
/** For what never comes; nothing is measured by it. */
const GIVE_UP_MS = 20_000;
const POLL_MS = 5;
const DAY_MS = 24 * 3_600_000;
const NOWHERE = 'http://hub.invalid';

const OUTAGES = ['silent', 'no-way-back', 'refuses', 'no-name'] as const;

/** The line looks open and is not, in each of the ways there are, and then it is good again. */
export const halfOpenLink: Fault = {
  id: 'T7',
  title: 'connections that are never answered, one-way lines, refusals, no name server',
  run: manyOutages,
  control: { title: 'no deadline for an attempt', run: oneAttemptForEver },
};

async function manyOutages({ folder, random, scale }: FaultTools): Promise<FaultCount> {
  const hub = await startHubUnderFaults(path.join(folder, 'hub'));
  const proxy = await startTcpProxy(hub.url);
  const timing = quickTiming(TIMES_AS_FAST, random);
  const line = switchableHub(proxy);
  const change = { deliver: line.deliver };
  const site = openDeliveringSite({
    folder: path.join(folder, 'site'),
    url: proxy.url,
    timing,
    change,
  });
  const broken: string[] = [];
  let tried = 0;
  try {
    for (let round = 0; round < Math.max(1, Math.round(ROUNDS * scale)); round += 1) {
      for (const outage of OUTAGES) {
        tried += 1;
        line.setOutage(outage);
        site.happen(1 + Math.floor(random() * 20));
        const enough = line.failedCount() + FAILED_AT_LEAST;
        if (!(await until(() => line.failedCount() >= enough))) {
          broken.push(`${outage}: no more attempts were made`);
        }
        line.setOutage(null);
        if (!(await site.untilDelivered(GIVE_UP_MS))) broken.push(`${outage}: never got through`);
      }
    }
    const happened = site.stores.events.after(0, 1_000_000);
    const held = hub.heldIds();
    return {
      tried,
      acknowledged: site.throughSeq(),
      lost: happened.filter(({ id }) => !held.has(id)).length,
      duplicated: Math.max(0, held.size - happened.length),
      reordered: 0,
      broken,
    };
  } finally {
    await proxy.close();
    await site.close();
    await hub.close();
  }
}

/** The hub behind a line that can be taken away, also by taking away its name. */
function switchableHub(proxy: TcpProxy) {
  const hub = hubAt(proxy.url);
  const nameless = hubAt(NOWHERE);
  let hasName = true;
  let failed = 0;
  const deliver: Destination['deliver'] = async (events, context) => {
    const attempt = await (hasName ? hub : nameless).deliver(events, context);
    if (attempt.kind === 'failed') failed += 1;
    return attempt;
  };
  return {
    deliver,
    failedCount: () => failed,
    setOutage: (outage: (typeof OUTAGES)[number] | null) => {
      hasName = outage !== 'no-name';
      proxy.setMode(outage === null || outage === 'no-name' ? 'open' : outage);
    },
  };
}

/** A line whose attempts end only when they are answered, which one that was forgotten never is. */
async function oneAttemptForEver({ folder }: FaultTools): Promise<FaultCount> {
  const hub = await startHubUnderFaults(path.join(folder, 'hub'));
  const proxy = await startTcpProxy(hub.url);
  const { stores } = eventLog(1);
  const timing = simulatedTiming();
  const destination = withoutDeadline(hubAt(proxy.url));
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const line = new DeliveryLine({ destination, stores, timing, logger, onTurn: () => {} });
  try {
    proxy.setMode('silent');
    line.start();
    await timing.pass(10_000);
    await until(() => proxy.silentCount() > 0);
    proxy.setMode('open');
    const isGood = await isReached(proxy.url);
    await timing.pass(DAY_MS);
    const acknowledged = stores.deliveries.progress(destination.id)?.throughSeq ?? 0;
    const isStuck = isGood && acknowledged === 0;
    const broken = isStuck ? ['nothing got through for a day although the line was good'] : [];
    return { tried: 1, acknowledged, lost: 0, duplicated: 0, reordered: 0, broken };
  } finally {
    await proxy.close();
    await line.stop();
    await hub.close();
  }
}

function hubAt(url: string): Destination {
  const settings = { kind: 'hub', id: 'hub', label: 'Hub', url, token: SITE_TOKEN } as const;
  return createHubDestination(settings, { now: Date.now });
}

function withoutDeadline(hub: Destination): Destination {
  const { signal } = new AbortController();
  return {
    ...hub,
    deadlineMs: Infinity,
    deliver: (events, context) => hub.deliver(events, { ...context, signal }),
  };
}

async function isReached(url: string): Promise<boolean> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status > 0;
}

async function until(isSo: () => boolean): Promise<boolean> {
  const limit = performance.now() + GIVE_UP_MS;
  while (!isSo() && performance.now() < limit) await passTime(POLL_MS);
  return isSo();
}
