import path from 'node:path';
import { type DeliveringSite, openDeliveringSite } from './delivering-site.ts';
import { type Fault, type FaultCount, type FaultTools, isSound } from './fault.ts';
import { drawFault, startFaultProxy } from './fault-proxy.ts';
import { startHubUnderFaults } from './hub-under-faults.ts';
import { startNaiveReceiver } from './naive-receiver.ts';
import { quickTiming } from './quick-timing.ts';
import { ReceiverLedger } from './receiver-ledger.ts';
import { wholeOf } from './seeded-random.ts';

const EVENTS = 600;
/** Fewer, and chance may spare a receiver with a mistake. */
const LEAST_EVENTS = 150;
const MOST_AT_ONCE = 5;
const FAULTY_SHARE = 0.4;
const TIMES_AS_FAST = 200;
/** Of the quick time: what hangs is given up on after a tenth of a second. */
const DEADLINE_MS = 20_000;
const HEALED_WITHIN_MS = 60_000;
const WINDOW = 2;

/** A receiver, and what it really holds when the sender has finished. */
type Receiver = {
  readonly url: string;
  readonly heldIds: () => ReadonlySet<string> | null;
  readonly close: () => Promise<void>;
};

/** The line to the hub breaks in every way a line can, while people go on touching faces. */
export const httpAnswers: Fault = {
  id: 'T4',
  title: 'requests and answers lost, doubled, cut, late, replaced or never given',
  run: async (tools) => deliver(tools, await startHubUnderFaults(path.join(tools.folder, 'hub'))),
  control: {
    title: 'a receiver that does not know what it has seen, or only the last few',
    run: async (tools) => {
      const forgetful = await deliverToNaive(tools, 0);
      // Each of the two must be caught.
      return isSound(forgetful) ? forgetful : deliverToNaive(tools, WINDOW);
    },
  },
};

async function deliverToNaive(tools: FaultTools, remembers: number): Promise<FaultCount> {
  const receiver = await startNaiveReceiver({ remembers });
  const folder = path.join(tools.folder, `remembers-${remembers}`);
  return deliver({ ...tools, folder }, { ...receiver, heldIds: () => null });
}

async function deliver(tools: FaultTools, receiver: Receiver): Promise<FaultCount> {
  const { random } = tools;
  const ledger = new ReceiverLedger();
  const wrong = new Set<string>();
  let left = Math.max(LEAST_EVENTS, Math.round(EVENTS * tools.scale));
  const comeSome = (least: number): void => {
    const some = Math.min(left, wholeOf(random, least, MOST_AT_ONCE));
    left -= some;
    if (some > 0) site.happen(some);
  };
  const proxy = await startFaultProxy({
    target: receiver.url,
    nextFault: () => drawFault(random, FAULTY_SHARE),
    onAnswer: (answer) => ledger.note(answer),
    onRequest: () => {
      if (!told.isAllHeld()) wrong.add('it was told as delivered before it was there');
      if (left > 0) comeSome(0);
    },
  });
  const site = openDeliveringSite({
    folder: path.join(tools.folder, 'site'),
    url: proxy.url,
    timing: quickTiming(TIMES_AS_FAST, random),
    change: { mostEvents: MOST_AT_ONCE, deadlineMs: DEADLINE_MS },
  });
  const told = whatWasTold(site, ledger);
  try {
    for (;;) {
      const isAllDelivered = await site.untilDelivered(HEALED_WITHIN_MS);
      if (left === 0 || !isAllDelivered) break;
      comeSome(1);
    }
    proxy.heal();
    const isDone = await site.untilDelivered(HEALED_WITHIN_MS);
    if (!isDone) wrong.add('not all was delivered after the line had healed');
    return {
      tried: proxy.triedCount(),
      acknowledged: site.throughSeq(),
      lost: told.lostCount(receiver.heldIds()),
      duplicated: ledger.duplicatedCount,
      reordered: ledger.reorderedCount,
      broken: [...wrong],
    };
  } finally {
    await proxy.close();
    await site.close();
    await receiver.close();
  }
}

/** What the site takes as delivered, beside what the receiver said. */
function whatWasTold(site: DeliveringSite, ledger: ReceiverLedger) {
  let checkedSeq = 0;
  return {
    /** Whether all that counts as delivered now, and did not before, is there. */
    isAllHeld: (): boolean => {
      const through = site.throughSeq();
      const fresh = site.stores.events.after(checkedSeq, through - checkedSeq);
      checkedSeq = through;
      return fresh.every(({ id }) => ledger.has(id));
    },
    lostCount: (held: ReadonlySet<string> | null): number =>
      site.stores.events
        .after(0, site.throughSeq())
        .filter(({ id }) => !ledger.has(id) || held?.has(id) === false).length,
  };
}
