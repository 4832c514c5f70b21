import { hash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { MOST_BYTES_AT_ONCE } from '../../shared/contract/sync-wire.ts';
import type { StoredEvent } from '../../server/db/events.ts';
import { type DeliveringSite, openDeliveringSite } from './delivering-site.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { type HubUnderFaults, startHubUnderFaults } from './hub-under-faults.ts';
import { startNaiveReceiver } from './naive-receiver.ts';
import { sendNaively } from './naive-sender.ts';
import { quickTiming } from './quick-timing.ts';
import { wholeOf } from './seeded-random.ts';

const ROUNDS = 5;
const MOST_BETWEEN = 8;
const TIMES_AS_FAST = 500;
const DELIVERED_WITHIN_MS = 60_000;
const STRANGE_TYPE = 'feedback.strange';

/** What no hub can give an effect to, and the code that staff see it under. */
type Poison = {
  readonly code: string;
  /** The hub keeps its bytes; else only the clinic does. */
  readonly isKept: boolean;
  readonly make: () => Pick<StoredEvent, 'schema' | 'body'> & { readonly sha256?: string };
};

const POISONS: readonly Poison[] = [
  {
    code: 'invalid-body',
    isKept: true,
    make: () => ({ schema: 1, body: '{"score":"very good"}' }),
  },
  {
    code: 'unknown-schema',
    isKept: true,
    make: () => ({ schema: 99, body: '{"score":4,"leftOut":null}' }),
  },
  {
    code: 'wrong-hash',
    isKept: true,
    make: () => ({ schema: 1, body: '{"score":1,"leftOut":null}', sha256: 'f'.repeat(64) }),
  },
  {
    code: 'too-large',
    isKept: false,
    make: () => ({ schema: 1, body: `{"words":"${'x'.repeat(5 * MOST_BYTES_AT_ONCE)}"}` }),
  },
];

type Planted = { readonly poison: Poison; readonly id: string; readonly seq: number };

/** Events that the hub can do nothing with come between others. */
export const poison: Fault = {
  id: 'T8',
  title: 'events that are broken, too new or too long, between others',
  run: async (tools) => {
    const hub = await startHubUnderFaults(path.join(tools.folder, 'hub'));
    const site = openDeliveringSite({
      folder: path.join(tools.folder, 'site'),
      url: hub.url,
      timing: quickTiming(TIMES_AS_FAST, tools.random),
    });
    try {
      return await deliverPoison(tools, site, hub);
    } finally {
      await site.close();
      await hub.close();
    }
  },
  control: {
    title: 'a receiver that refuses the whole request, and a sender that repeats it',
    run: deliverNaively,
  },
};

async function deliverPoison(
  tools: FaultTools,
  site: DeliveringSite,
  hub: HubUnderFaults,
): Promise<FaultCount> {
  const planted = plant(tools, site);
  const isDone = await site.untilDelivered(DELIVERED_WITHIN_MS);
  const strange = new Set(planted.map(({ id }) => id));
  const others = site.stores.events
    .after(0, site.throughSeq())
    .filter(({ id }) => !strange.has(id));
  const held = hub.heldIds();
  return {
    tried: planted.length,
    acknowledged: others.length,
    lost: others.filter(({ id }) => !held.has(id)).length,
    duplicated: 0,
    reordered: 0,
    broken: [
      ...(isDone ? [] : ['it stopped something after it']),
      ...problemsOfPlanted(planted, site, hub),
    ],
  };
}

function plant(tools: FaultTools, site: DeliveringSite): readonly Planted[] {
  const rounds = Math.max(1, Math.round(ROUNDS * tools.scale));
  const planted: Planted[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of POISONS) {
      site.happen(wholeOf(tools.random, 1, MOST_BETWEEN));
      planted.push(plantOne(kind, site));
    }
  }
  site.happen(MOST_BETWEEN);
  return planted;
}

function plantOne(kind: Poison, { db, stores }: DeliveringSite): Planted {
  const { schema, body, sha256 = hash('sha256', body) } = kind.make();
  const id = randomUUID();
  db.prepare(
    `INSERT INTO event (id, type, schema, aggregate, occurred_at, body, sha256)
     VALUES (?, 'feedback.given', ?, 'answer:strange', ?, ?, ?)`,
  ).run(id, schema, Date.now(), body, sha256);
  return { poison: kind, id, seq: stores.events.last()?.seq ?? 0 };
}

/** Staff see each with its reason, and its bytes are where they should be. */
function problemsOfPlanted(
  planted: readonly Planted[],
  { db, delivery }: DeliveringSite,
  hub: HubUnderFaults,
): readonly string[] {
  const problems = new Set<string>();
  const [state] = delivery.states();
  if (state?.setAsideCount !== planted.length) problems.add('staff do not see how many there are');
  const codeOf = db.prepare<[number], string>('SELECT code FROM delivery_set_aside WHERE seq = ?');
  const bodyOf = db.prepare<[number], string>('SELECT body FROM event WHERE seq = ?');
  const kept = hub.quarantined();
  for (const { poison: kind, id, seq } of planted) {
    const { body } = kind.make();
    if (codeOf.pluck().get(seq) !== kind.code) problems.add(`it is not set aside as ${kind.code}`);
    if (bodyOf.pluck().get(seq) !== body) problems.add('the clinic does not have its bytes');
    const isThere = kept.get(id)?.includes(JSON.stringify(body)) ?? false;
    if (isThere !== kind.isKept) problems.add(`the hub does not keep what is ${kind.code}`);
  }
  return [...problems];
}

async function deliverNaively({ random }: FaultTools): Promise<FaultCount> {
  const receiver = await startNaiveReceiver({ remembers: 1_000, refusedType: STRANGE_TYPE });
  const events = Array.from({ length: 60 }, (_, index) => strangeAt(index, 20));
  try {
    const acknowledged = await sendNaively(events, {
      url: receiver.url,
      stream: randomUUID(),
      atOnce: wholeOf(random, 2, 8),
      mostTries: 20,
    });
    const isStopped = acknowledged < events.length;
    return {
      tried: 1,
      acknowledged,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      broken: isStopped ? ['it stopped everything after it'] : [],
    };
  } finally {
    await receiver.close();
  }
}

function strangeAt(index: number, strange: number): StoredEvent {
  const body = '{}';
  return {
    seq: index + 1,
    id: randomUUID(),
    type: index === strange ? STRANGE_TYPE : 'feedback.given',
    schema: 1,
    aggregate: `answer:a${index}`,
    occurredAt: 0,
    body,
    sha256: hash('sha256', body),
  };
}
