import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { type Db, openDatabase } from '../../../server/db/open-database.ts';
import { createStores, type Stores } from '../../../server/db/stores.ts';
import { type Hl7Listener, startHl7Listener } from '../../../server/upstream/hl7/listener.ts';
import { applyOne } from '../../../server/upstream/schedule/apply-schedule.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { clinicFile } from '../../support/clinic.ts';
import { codeAndId, framed, hl7Settings, RawSender, siu } from '../../support/hl7-peers.ts';
import { TEN_O_CLOCK } from '../../support/running-clinic.ts';
import type { FaultCount, FaultTools } from '../fault.ts';
import { wholeOf } from '../seeded-random.ts';

const MESSAGES = 150;
const APPOINTMENTS = 20;
const DAY = '2026-11-21';
const MIDNIGHT_AT = Date.UTC(2026, 10, 21);

/** No two messages give an appointment the same time, so its time says which message had the effect. */
type Booking = { readonly ref: string; readonly startAt: number; readonly bytes: string };

/**
 * A hospital books and moves appointments. Now and then it hangs up before it has heard the answer and
 * sends the message again, sends old ones between, two at once or one in pieces; or our end is started
 * anew.
 */
export async function messagesFromHospital(
  { random, scale, folder }: FaultTools,
  { remembers }: { readonly remembers: boolean },
): Promise<FaultCount> {
  const data = path.join(folder, 'in');
  mkdirSync(data);
  const db = openDatabase(data);
  if (!remembers) forgetEveryMessage(db);
  const stores = createStores(db);
  const clinic = new Listening(db, stores);
  const bookings = Array.from({ length: Math.round(MESSAGES * scale) }, (_, index) =>
    bookingOf(index, random),
  );
  const hospital = new SendingHospital(clinic, random);
  for (const booking of bookings) await hospital.send(booking);
  await hospital.hangUp();
  await clinic.close();
  const counts = bookings.map(({ startAt }) => clinic.effects.get(startAt) ?? 0);
  const late = lastOnes(bookings).filter(({ ref, startAt }) => {
    const stored = stores.appointments.ofDay(DAY).find((one) => one.ref === ref);
    return stored?.startAt !== startAt;
  });
  db.close();
  return {
    tried: hospital.tried,
    acknowledged: bookings.length,
    lost: counts.filter((count) => count === 0).length,
    duplicated: counts.filter((count) => count > 1).length,
    reordered: late.length,
    broken: hospital.broken,
  };
}

function bookingOf(index: number, random: () => number): Booking {
  const ref = `F-${wholeOf(random, 1, APPOINTMENTS)}`;
  const startAt = MIDNIGHT_AT + (index % (24 * 60)) * MINUTE_MS;
  const bytes = siu({
    event: index < APPOINTMENTS ? 'S12' : 'S13',
    controlId: `C${index}`,
    ref,
    startsAt: written(startAt),
    sentAt: written(TEN_O_CLOCK + index * SECOND_MS),
  });
  return { ref, startAt, bytes };
}

function written(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
}

function lastOnes(bookings: readonly Booking[]): readonly Booking[] {
  return [...new Map(bookings.map((booking) => [booking.ref, booking])).values()];
}

/** The mistake of the control: what was taken is forgotten at once. */
function forgetEveryMessage(db: Db): void {
  db.exec(`CREATE TEMP TRIGGER forget AFTER INSERT ON main.hl7_message
           BEGIN DELETE FROM hl7_message WHERE control_id = new.control_id; END`);
}

/** Our end, and how often each time of an appointment was applied. */
class Listening {
  readonly effects = new Map<number, number>();
  readonly #db: Db;
  readonly #stores: Stores;
  #listener: Hl7Listener | null = null;

  constructor(db: Db, stores: Stores) {
    this.#db = db;
    this.#stores = stores;
  }

  /** Starts it when it is not running. */
  async port(): Promise<number> {
    this.#listener ??= await startHl7Listener(hl7Settings({ listen: { port: 0 } }), {
      db: this.#db,
      stores: this.#stores,
      clinic: clinicFile(),
      logger: pino({ level: 'silent' }),
      now: () => TEN_O_CLOCK,
      apply: (source, appointment, place) => {
        const { startAt } = appointment;
        this.effects.set(startAt, (this.effects.get(startAt) ?? 0) + 1);
        applyOne(source, appointment, place);
      },
      onChanged: () => {},
    });
    return this.#listener?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.#listener?.close();
    this.#listener = null;
  }
}

/** Sends every message until it is accepted. */
class SendingHospital {
  tried = 0;
  readonly broken: string[] = [];
  readonly #clinic: Listening;
  readonly #random: () => number;
  readonly #sent: Booking[] = [];
  #line: RawSender | null = null;

  constructor(clinic: Listening, random: () => number) {
    this.#clinic = clinic;
    this.#random = random;
  }

  async send(booking: Booking): Promise<void> {
    const chance = this.#random();
    if (chance < 0.1) await this.#hangUpUnheard(booking);
    else if (chance < 0.2) await this.#sendOldOne();
    else if (chance < 0.25) await this.#restartClinic();
    const pieces = chance > 0.9 ? wholeOf(this.#random, 2, 40) : 1;
    const before = chance > 0.8 && chance < 0.9 ? this.#old() : null;
    if (pieces > 1 || before) this.tried += 1;
    await this.#exchange(before ? [before, booking] : [booking], pieces);
    this.#sent.push(booking);
  }

  async hangUp(): Promise<void> {
    await this.#line?.[Symbol.asyncDispose]();
    this.#line = null;
  }

  /** The clinic may or may not have taken it: the hospital cannot know. */
  async #hangUpUnheard({ bytes }: Booking): Promise<void> {
    this.tried += 1;
    const line = await this.#connected();
    const cut = wholeOf(this.#random, 1, bytes.length * 2);
    line.write(framed(bytes).slice(0, cut));
    // Half the time the bytes have left before the line is gone.
    if (this.#random() < 0.5) line.socket.end();
    else line.socket.destroy();
    await this.hangUp();
  }

  async #sendOldOne(): Promise<void> {
    const old = this.#old();
    if (!old) return;
    this.tried += 1;
    await this.#exchange([old], 1);
  }

  async #restartClinic(): Promise<void> {
    this.tried += 1;
    await this.#clinic.close();
    await this.hangUp();
  }

  #old(): Booking | null {
    return this.#sent[wholeOf(this.#random, 0, this.#sent.length - 1)] ?? null;
  }

  async #exchange(bookings: readonly Booking[], pieces: number): Promise<void> {
    const line = await this.#connected();
    const bytes = bookings.map((booking) => framed(booking.bytes)).join('');
    const size = Math.ceil(bytes.length / pieces);
    for (let from = 0; from < bytes.length; from += size)
      line.write(bytes.slice(from, from + size));
    for (const booking of bookings) {
      const answer = await line.answer();
      const controlId = booking.bytes.split('|')[9] ?? '';
      if (answer === null) this.broken.push(`${controlId} was not answered`);
      else if (codeAndId(answer) !== `AA ${controlId}`) {
        this.broken.push(`${controlId} was answered ${codeAndId(answer)}`);
      }
    }
  }

  async #connected(): Promise<RawSender> {
    this.#line ??= await RawSender.connect(await this.#clinic.port());
    return this.#line;
  }
}
