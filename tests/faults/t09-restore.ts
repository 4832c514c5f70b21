import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backupName } from '../../server/keeping/backup-file.ts';
import { makeBackup } from '../../server/keeping/make-backup.ts';
import { restore } from '../../server/keeping/restore.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import { memoryDestination, MemoryReceiver } from '../support/memory-receiver.ts';
import { type DeliveringSite, openDeliveringSite } from './delivering-site.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { startHubUnderFaults } from './hub-under-faults.ts';
import { quickTiming } from './quick-timing.ts';
import { ReceiverLedger } from './receiver-ledger.ts';
import { wholeOf } from './seeded-random.ts';

const ROUNDS = 3;
const MOST_EVENTS = 40;
const TIMES_AS_FAST = 200;
const DELIVERED_WITHIN_MS = 30_000;
/** The one type of event here that the hub's figures are made of. */
const COUNTED = 'feedback.given';
const WAYS = ['plain copy', 'restore command', 'cloned disk'] as const;
type Way = (typeof WAYS)[number];

/** What the sites of a round deliver to, and what it came to there. */
type Upstream = {
  readonly url: string;
  readonly change: Partial<Destination>;
  readonly heldIds: () => ReadonlySet<string>;
  readonly duplicatedCount: () => number;
  readonly reorderedCount: () => number;
  readonly close: () => Promise<void>;
};

/** An old copy of the disk takes the place of the new one, or runs beside it, and work goes on. */
export const restoredDisk: Fault = {
  id: 'T9',
  title: 'an old copy of the disk: put back by hand, restored, and cloned',
  run: (tools) => setBack(tools, hub),
  control: {
    title: 'a receiver that takes every number up to its highest for a duplicate',
    run: (tools) => setBack(tools, receiverOfHighest),
  },
};

async function setBack(
  tools: FaultTools,
  begin: (folder: string) => Promise<Upstream>,
): Promise<FaultCount> {
  const total = { tried: 0, acknowledged: 0, lost: 0, duplicated: 0, reordered: 0 };
  const broken: string[] = [];
  for (let round = 0; round < Math.max(1, Math.round(ROUNDS * tools.scale)); round += 1) {
    for (const way of WAYS) {
      const folder = path.join(tools.folder, `${round}-${way.replaceAll(' ', '-')}`);
      mkdirSync(folder, { recursive: true });
      const upstream = await begin(path.join(folder, 'hub'));
      const clinic = new Clinic(folder, upstream, tools.random);
      try {
        await clinic.live(way);
        const held = upstream.heldIds();
        total.tried += 1;
        total.acknowledged += clinic.told.size;
        total.lost += [...clinic.told].filter((id) => !held.has(id)).length;
        total.duplicated += upstream.duplicatedCount();
        total.reordered += upstream.reorderedCount();
        broken.push(...clinic.broken);
      } finally {
        await upstream.close();
      }
    }
  }
  return { ...total, broken };
}

/** One clinic's way through a round. */
class Clinic {
  /** Everything that a site was told is delivered, whatever became of its disk since. */
  readonly told = new Set<string>();
  readonly broken: string[] = [];
  readonly #folder: string;
  readonly #upstream: Upstream;
  readonly #random: () => number;

  constructor(folder: string, upstream: Upstream, random: () => number) {
    this.#folder = folder;
    this.#upstream = upstream;
    this.#random = random;
  }

  async live(way: Way): Promise<void> {
    const [data, copy, clone] = ['data', 'copy', 'clone'].map((name) =>
      path.join(this.#folder, name),
    );
    if (data === undefined || copy === undefined || clone === undefined) return;
    await this.#work([data]);
    await this.#workOffline(data);
    if (way === 'restore command') await this.#backUp(data, copy);
    else cpSync(data, copy, { recursive: true });
    await this.#work([data]);
    if (way === 'cloned disk') {
      cpSync(copy, clone, { recursive: true });
      await this.#work([data, clone]);
      this.#expectStream([data, clone], 'rolled-back');
      return;
    }
    if (way === 'plain copy') {
      rmSync(data, { recursive: true });
      cpSync(copy, data, { recursive: true });
    } else {
      await restore({
        file: path.join(copy, backupName(0, this.#lastSeqOf(copy))),
        dataFolder: data,
        now: 0,
      });
    }
    await this.#work([data]);
    this.#expectStream([data], way === 'plain copy' ? 'rolled-back' : 'restored');
  }

  /** People come to each of these sites at the same time, until all they did is delivered and compared. */
  async #work(folders: readonly string[]): Promise<void> {
    const sites = folders.map((folder) => this.#open(folder));
    try {
      for (const site of sites) site.happen(this.#some());
      for (const site of sites) {
        site.happen(this.#some());
        const isDelivered = await site.untilDelivered(DELIVERED_WITHIN_MS);
        if (!isDelivered) this.broken.push('not everything was delivered');
      }
      for (const site of sites) this.#note(site);
      for (const site of sites) await this.#compare(site);
    } finally {
      for (const site of sites) await site.close();
    }
  }

  /** What happens is only on this disk when the copy is made. */
  async #workOffline(folder: string): Promise<void> {
    const site = this.#open(folder, {
      deliver: async () => ({
        kind: 'failed',
        failure: 'unreachable',
        retryAfterMs: null,
        detail: '',
      }),
    });
    site.happen(this.#some());
    await site.close();
  }

  async #backUp(data: string, copy: string): Promise<void> {
    const site = this.#open(data);
    mkdirSync(copy);
    const database = path.join(data, 'clinic.db');
    await makeBackup({
      database,
      folder: copy,
      mayMakeFolder: false,
      file: null,
      keep: null,
      now: 0,
    });
    await site.close();
  }

  #open(folder: string, change: Partial<Destination> = {}): DeliveringSite {
    return openDeliveringSite({
      folder,
      url: this.#upstream.url,
      timing: quickTiming(TIMES_AS_FAST, this.#random),
      change: { ...this.#upstream.change, ...change },
    });
  }

  #some(): number {
    return wholeOf(this.#random, 1, MOST_EVENTS);
  }

  #note(site: DeliveringSite): void {
    for (const { id, type } of site.stores.events.after(0, site.throughSeq())) {
      if (type === COUNTED) this.told.add(id);
    }
  }

  /** What is there must be seen to be there, or it would never be purged and for ever sent again. */
  async #compare(site: DeliveringSite): Promise<void> {
    if (this.#upstream.change.deliver) return;
    const { confirmedSeq, missingCount } = await site.reconcile();
    if (missingCount > 0) this.broken.push(`${missingCount} events that the hub has were missed`);
    if (confirmedSeq !== site.throughSeq()) this.broken.push('not everything was confirmed');
  }

  #expectStream(folders: readonly string[], reason: string): void {
    const isSeen = folders.some((folder) => {
      const site = this.#open(folder);
      const reasons = site.stores.streams.all().map((stream) => stream.reason);
      void site.close();
      return reasons.slice(1).join() === reason;
    });
    if (!isSeen) this.broken.push(`nobody noticed: no stream began as ${reason}`);
  }

  #lastSeqOf(copy: string): number {
    const [name = ''] = readdirSync(copy);
    return Number(/seq(\d+)/.exec(name)?.[1]);
  }
}

async function hub(folder: string): Promise<Upstream> {
  const running = await startHubUnderFaults(folder);
  const ledger = new ReceiverLedger();
  const proxy = await startFaultProxy({
    target: running.url,
    nextFault: () => null,
    // A comparison is answered through here too, and says nothing of items.
    onAnswer: (answer) => answer.body.includes('"items"') && ledger.note(answer),
  });
  return {
    url: proxy.url,
    change: {},
    heldIds: running.heldIds,
    duplicatedCount: () => ledger.duplicatedCount,
    reorderedCount: () => ledger.reorderedCount,
    close: async () => {
      await proxy.close();
      await running.close();
    },
  };
}

async function receiverOfHighest(): Promise<Upstream> {
  const receiver = new MemoryReceiver('highest-number');
  const { deliver } = memoryDestination(receiver);
  return {
    url: 'http://localhost:1',
    change: { deliver },
    heldIds: () => new Set(receiver.inbox.keys()),
    duplicatedCount: () => 0,
    reorderedCount: () => 0,
    close: async () => {},
  };
}
