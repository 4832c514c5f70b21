import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { StoredEvent } from '../../../server/db/events.ts';
import { openDatabase } from '../../../server/db/open-database.ts';
import { createStores, type Stores } from '../../../server/db/stores.ts';
import type { Destination } from '../../../server/upstream/delivery/destination.ts';
import { createHl7Destination } from '../../../server/upstream/hl7/hl7-destination.ts';
import { clinicFile } from '../../support/clinic.ts';
import { type Behaviour, hl7Settings, ReceivingHospital } from '../../support/hl7-peers.ts';
import { appointment, TEN_O_CLOCK } from '../../support/running-clinic.ts';
import type { FaultCount, FaultTools } from '../fault.ts';

const CHECK_INS = 50;
const RESTART_SHARE = 0.1;
const LIMITS = { connectMs: 2_000, answerMs: 40 };
const FAULTY: readonly Behaviour[] = [
  'lose-answer',
  'hang-up-after-effect',
  'hang-up-before-effect',
  'accept-and-hang-up',
  'answer-another-first',
  'answer-another-only',
  'answer-nonsense',
  'refuse',
];
const FAULTY_SHARE = 0.4;

/** Check-ins are told to a hospital, as often as it takes, while our end is started anew now and then. */
export async function checkInsToHospital({
  random,
  scale,
  folder,
}: FaultTools): Promise<FaultCount> {
  const data = path.join(folder, 'out');
  mkdirSync(data);
  const db = openDatabase(data);
  const stores = createStores(db);
  const refs = Array.from({ length: Math.round(CHECK_INS * scale) }, (_, index) => `r-${index}`);
  for (const ref of refs) checkIn(ref, stores);

  let tried = 0;
  await using hospital = await ReceivingHospital.open(() => {
    if (random() >= FAULTY_SHARE) return 'accept';
    tried += 1;
    return FAULTY[Math.floor(random() * FAULTY.length)] ?? 'accept';
  });
  const start = (): Destination => {
    const send = { host: '127.0.0.1', port: hospital.port };
    const parts = { db, stores, clinic: clinicFile(), limits: LIMITS };
    const made = createHl7Destination(hl7Settings({ send }), parts);
    if (!made) throw new Error('It must send');
    return made;
  };
  const told = await tellAll(stores.events.after(0, refs.length), { start, random });
  db.close();

  const arrived = [...hospital.effects.values()].map(
    (message) => message.getSegment('PV1')?.getComponent(50, 1) ?? '',
  );
  return {
    tried,
    acknowledged: told.size,
    lost: refs.filter((ref) => !arrived.includes(ref)).length,
    duplicated: arrived.length - new Set(arrived).size,
    // What staff sent again after a refusal comes later than its turn; nothing else may.
    reordered: inversions(arrived.filter((ref) => !told.get(ref)?.wasRefused)),
    broken: [...told.keys()]
      .filter((ref) => !arrived.includes(ref))
      .map((ref) => `${ref} was told to have arrived and had no effect`),
  };
}

/** Delivers in order, and then what was refused once more, until everything is done. */
async function tellAll(
  events: readonly StoredEvent[],
  { start, random }: { readonly start: () => Destination; readonly random: () => number },
): Promise<ReadonlyMap<string, { readonly wasRefused: boolean }>> {
  const told = new Map<string, { wasRefused: boolean }>();
  const refused = new Set<number>();
  let waiting = [...events];
  let destination = start();
  while (waiting.length > 0) {
    if (random() < RESTART_SHARE) {
      await destination.close();
      destination = start();
    }
    const signal = AbortSignal.timeout(destination.deadlineMs);
    const batch = waiting.slice(0, destination.mostEvents);
    const attempt = await destination.deliver(batch, {
      stream: 'stream',
      baseSeq: 1,
      backlog: waiting.length - batch.length,
      signal,
    });
    if (attempt.kind !== 'answered') continue;
    for (const { seq, kind } of attempt.items) {
      const event = waiting.find((one) => one.seq === seq);
      waiting = waiting.filter((one) => one.seq !== seq);
      if (!event) continue;
      if (kind === 'done') told.set(refOf(event), { wasRefused: refused.has(seq) });
      else {
        refused.add(seq);
        waiting.push(event);
      }
    }
  }
  await destination.close();
  return told;
}

function inversions(refs: readonly string[]): number {
  const numbers = refs.map((ref) => Number(ref.slice(2)));
  return numbers.filter((number, index) => number < (numbers[index - 1] ?? -1)).length;
}

function refOf(event: StoredEvent): string {
  return event.aggregate.replace('visit:visit-', '');
}

function checkIn(ref: string, stores: Stores): void {
  const booked = appointment({ ref, id: `appointment-of-${ref}` });
  stores.appointments.put(booked, TEN_O_CLOCK);
  stores.visits.insert({
    id: `visit-${ref}`,
    day: booked.day,
    ticket: 'K42',
    appointmentId: booked.id,
    name: null,
    language: 'en',
    needs: [],
    source: 'kiosk',
    isLate: false,
    phoneKey: `phone-${ref}`,
    phoneAnswer: null,
    checkedInAt: TEN_O_CLOCK,
  });
  stores.events.append({
    type: 'visit.checked-in',
    aggregate: `visit:visit-${ref}`,
    occurredAt: TEN_O_CLOCK,
    body: {},
  });
}
