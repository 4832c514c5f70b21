import type { JudgedItem } from '../judge-item.ts';
import { freshStatus, type ItemStatus, settle } from '../settle.ts';
import {
  type ClinicState,
  type HeldRange,
  type HubStore,
  type PushBatch,
  type PushOutcome,
  StoreBusy,
} from '../store.ts';
import { type ClinicNumbers, clinicNumbers } from '../clinic-numbers.ts';
import type { Fact } from '../facts.ts';
import { readSchedule, type ScheduleRow } from '../schedule-row.ts';
import { openPostgres, type PostgresDatabase, type Session } from './database.ts';
import { itemColumns } from './item-columns.ts';
import { migratePostgres } from './migrate.ts';
import { createMonthPartitions } from './month-partitions.ts';
import * as sql from './statements.ts';

type StreamRow = { readonly number: number; readonly clinic: number };
type Taken = { readonly fresh: number; readonly overlaps: boolean };

/** How often a request may meet another that brings the same events by another way. */
const TRIES = 3;

export type PostgresChoice = {
  readonly address: string;
  readonly clinicIds: readonly string[];
  readonly onError: (error: Error) => void;
};

/** The hub's store on PostgreSQL. Any number of hubs may share one database. */
export async function openPostgresStore(choice: PostgresChoice): Promise<HubStore> {
  const db = openPostgres(choice.address, choice.onError);
  try {
    await migratePostgres(db);
    await db.query(sql.NAME_CLINICS, [choice.clinicIds]);
    const rows = await db.query<{ readonly id: string; readonly number: number }>(
      sql.CLINIC_NUMBERS,
      [],
    );
    return createStore(db, clinicNumbers(rows));
  } catch (error) {
    await db.close();
    throw error;
  }
}

function createStore(db: PostgresDatabase, numberOf: ClinicNumbers): HubStore {
  const withMonth = createMonthPartitions(db);
  const streamOf = createStreams(db);

  const push = async (batch: PushBatch): Promise<PushOutcome> => {
    const clinic = numberOf(batch.clinicId);
    await withMonth(batch.receivedAt);
    const stream = await streamOf(batch, clinic);
    if (stream.clinic !== clinic) return { kind: 'of-another-clinic' };
    const begin = `BEGIN; SELECT pg_advisory_xact_lock('${lockOf(batch.stream)}'::bigint)`;
    const statuses = await db.transaction(begin, async (session) =>
      takeNew(session, batch, stream),
    );
    if (statuses) return { kind: 'taken', statuses };
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const outcome = await db.transaction(begin, async (session) =>
        takeCarefully(session, batch, stream),
      );
      if (outcome?.kind === 'rolled-back') {
        await db.query(sql.ALARM, [clinic, batch.stream, outcome.seq, batch.receivedAt]);
      }
      if (outcome) return outcome;
    }
    throw new StoreBusy('the same events keep coming by another way');
  };

  return {
    push,
    held: async (clinicId, streamId, { from, to }) => {
      const [stream] = await db.query<StreamRow>(sql.FIND_STREAM, [streamId]);
      if (stream && stream.clinic !== numberOf(clinicId)) return null;
      const [held] = await db.query<HeldRange>(sql.HELD, [stream?.number ?? null, from, to]);
      if (!held) throw new Error('An aggregate without a row');
      return held;
    },
    heard: async (clinicId, at) => {
      await db.query(sql.HEARD, [numberOf(clinicId), at]);
    },
    putSchedule: async (clinicId, { day, appointments }, at) => {
      const values = [numberOf(clinicId), day, JSON.stringify(appointments), at];
      const [row] = await db.query<{ readonly asOf: number }>(sql.PUT_SCHEDULE, values);
      if (!row) throw new Error(`The clinic ${clinicId} is not in the database`);
      return row.asOf;
    },
    schedule: async (clinicId, { fromDay, toDay }) =>
      readSchedule(await db.query<ScheduleRow>(sql.SCHEDULE, [numberOf(clinicId), fromDay, toDay])),
    forgetSchedules: async (beforeDay) => {
      await db.query(sql.FORGET_SCHEDULES, [beforeDay]);
    },
    states: async () => db.query<ClinicState>(sql.STATES, []),
    facts: async (clinicId, { fromDay, toDay }) =>
      db.query<Fact>(sql.FACTS, [numberOf(clinicId), fromDay, toDay]),
    check: async () => {
      await db.query(sql.CLINIC_NUMBERS, []);
    },
    close: db.close,
  };
}

/** Which stream has which number and owner never changes: it is asked for once. */
function createStreams(db: PostgresDatabase) {
  const known = new Map<string, StreamRow>();
  return async (batch: PushBatch, clinic: number): Promise<StreamRow> => {
    const before = known.get(batch.stream);
    if (before) return before;
    const find = async () => (await db.query<StreamRow>(sql.FIND_STREAM, [batch.stream]))[0];
    let stream = await find();
    if (!stream) {
      await db.query(sql.BEGIN_STREAM, [batch.stream, clinic, batch.baseSeq, batch.receivedAt]);
      stream = await find();
    }
    if (!stream) throw new Error(`The stream ${batch.stream} did not stay`);
    known.set(batch.stream, stream);
    return stream;
  };
}

/** As nearly always: nothing of it was ever seen. Null, with nothing done, when something was. */
async function takeNew(
  session: Session,
  batch: PushBatch,
  stream: StreamRow,
): Promise<readonly ItemStatus[] | null> {
  const isTaken = await takeItems(session, batch, stream, batch.items);
  return isTaken ? batch.items.map(freshStatus) : null;
}

/** Compares with what is held. Null when another request brought some of it in the meantime. */
async function takeCarefully(
  session: Session,
  batch: PushBatch,
  stream: StreamRow,
): Promise<PushOutcome | null> {
  const settled = settle(batch.items, await holdings(session, batch, stream));
  if (settled.kind === 'rolled-back') return settled;
  const { fresh, rebound, released, statuses } = settled;
  // Also without anything new, for it says that the clinic was heard.
  if (!(await takeItems(session, batch, stream, fresh))) return null;
  if (rebound.length > 0) {
    const seqs = rebound.map(({ seq }) => seq);
    await session.query(sql.BIND_AGAIN, [stream.number, seqs, rebound.map(({ id }) => id)]);
  }
  if (released.length > 0) {
    const values = [...itemColumns(released), stream.clinic, stream.number, batch.receivedAt];
    await session.query(sql.RELEASE, values);
  }
  return { kind: 'taken', statuses };
}

async function takeItems(
  session: Session,
  batch: PushBatch,
  stream: StreamRow,
  items: readonly JudgedItem[],
): Promise<boolean> {
  const { receivedAt, backlog } = batch;
  const values = [...itemColumns(items), stream.clinic, stream.number, receivedAt, backlog];
  const [taken] = await session.query<Taken>(sql.TAKE, values);
  return taken?.fresh === items.length && !taken.overlaps;
}

async function holdings(session: Session, { items }: PushBatch, stream: StreamRow) {
  type Known = {
    readonly id: string;
    readonly sha256: string;
    readonly quarantined: string | null;
  };
  type Bound = { readonly id: string; readonly seq: number };
  const known = await session.query<Known>(sql.KNOWN_EVENTS, [items.map(({ id }) => id)]);
  const bound = await session.query<Bound>(sql.BOUND_NUMBERS, [
    stream.number,
    items.map(({ seq }) => seq),
  ]);
  return {
    byId: new Map(known.map((event) => [event.id, event])),
    idOfSeq: new Map(bound.map(({ id, seq }) => [seq, id])),
  };
}

/** Hubs that get the same stream at once take turns: the first 64 bits of its random id. */
function lockOf(stream: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${stream.replaceAll('-', '').slice(0, 16)}`));
}
