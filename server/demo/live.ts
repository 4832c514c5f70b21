import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { Reply } from '../../shared/contract/commands.ts';
import type { EntryStatus } from '../../shared/domain/queue-entry.ts';
import { type EpochMs, SECOND_MS } from '../../shared/domain/time.ts';
import type { App } from '../app.ts';
import { type Chance, createChance } from './chance.ts';
import { CROWD_REF } from './crowd.ts';
import { keepListFilled } from './demonstration.ts';
import { planDesk } from './live-desk.ts';
import { planPatients } from './live-patients.ts';
import { type Hands, planStations, stationsByHand, watchHands } from './live-stations.ts';
import type { Act, Deed, LiveView } from './live-view.ts';

const EVERY_MS = SECOND_MS;
const USUAL_SPEED = 4;

/** Where the simulation gets the time from and what wakes it; a test has its own. */
export type Scheduler = {
  readonly now: () => EpochMs;
  /** Runs something again and again; returns what stops that. */
  readonly every: (ms: number, run: () => Promise<void>) => () => void;
};

const machineScheduler: Scheduler = {
  now: () => Date.now(),
  every: (ms, run) => {
    const timer = setInterval(() => void run(), ms);
    return () => clearInterval(timer);
  },
};

export type LiveOptions = {
  readonly speed?: number;
  readonly scheduler?: Scheduler;
  /** The same seed makes the same people decide the same. */
  readonly seed?: string;
  readonly onReply?: (act: Act, reply: Reply<unknown>) => void;
};

/**
 * Lets simulated patients and staff use the demonstration clinic, by commands like everybody else. They
 * leave a station alone where a visitor works. Returns what stops them.
 */
export function startLivePatients(
  app: App,
  file: ClinicFileContent,
  options: LiveOptions = {},
): () => void {
  const scheduler = options.scheduler ?? machineScheduler;
  const clinic = new LiveClinic(app, file, { ...options, startAt: scheduler.now() });
  const stop = scheduler.every(EVERY_MS, async () => {
    try {
      await clinic.tick(scheduler.now());
    } catch (error) {
      // A simulation must never take the server with it: it stops and says so.
      stop();
      process.stderr.write(`The simulated patients stopped: ${String(error)}\n`);
    }
  });
  return stop;
}

const EntryReply = z.object({ entryId: z.string() });
const TicketReply = z.object({ ticket: z.string() });
const NoticeReply = z.object({ noticeId: z.string() });

const STATUS_AFTER: Partial<Record<Act['name'], EntryStatus>> = {
  'queue:call-next': 'called',
  'queue:recall': 'called',
  'queue:start': 'in-service',
  'queue:hold': 'held',
};

/** What the simulated people remember from one look at the clinic to the next. */
class LiveClinic {
  readonly #app: App;
  readonly #file: ClinicFileContent;
  readonly #speed: number;
  readonly #chance: Chance;
  readonly #onReply: LiveOptions['onReply'];
  readonly #simulated = new Set<string>();
  readonly #deeds = new Map<string, Deed>();
  readonly #ownNotices = new Set<string>();
  #hands: Hands = new Map();
  #beforeAt: EpochMs;
  #isBusy = false;

  constructor(
    app: App,
    file: ClinicFileContent,
    options: LiveOptions & { readonly startAt: EpochMs },
  ) {
    this.#app = app;
    this.#file = file;
    this.#speed = options.speed ?? USUAL_SPEED;
    this.#chance = createChance(options.seed ?? String(options.startAt));
    this.#onReply = options.onReply;
    this.#beforeAt = options.startAt;
    // Whoever is called or inside now was so by the staff of an earlier run, whose work is taken over.
    for (const { id, status } of app.day.entries()) {
      this.#deeds.set(id, { status, at: options.startAt });
    }
  }

  /** Looks at the clinic and does what is due. A look while the last is not over is left out. */
  async tick(now: EpochMs): Promise<void> {
    if (this.#isBusy || !this.#app.db.open) return;
    this.#isBusy = true;
    try {
      keepListFilled(this.#app, this.#file, now);
      const view = this.#look(now);
      this.#beforeAt = now;
      const acts = [
        ...planStations(view),
        ...planPatients(view, this.#chance),
        ...planDesk(view, this.#chance),
      ];
      await Promise.all(acts.map((act) => this.#perform(act, now)));
    } finally {
      this.#isBusy = false;
    }
  }

  #look(now: EpochMs): LiveView {
    const { day, stores } = this.#app;
    const entries = day.entries();
    this.#hands = watchHands(this.#hands, entries, { deeds: this.#deeds, now });
    return {
      file: this.#file,
      now,
      beforeAt: this.#beforeAt,
      speed: this.#speed,
      entries,
      stations: day.stations(),
      expected: stores.appointments
        .ofDay(day.day)
        .filter(({ id, ref }) => ref.startsWith(CROWD_REF) && !day.visitOfAppointment(id)),
      help: day.openHelp(),
      notices: day.notices(),
      simulated: this.#simulated,
      deeds: this.#deeds,
      ownNotices: this.#ownNotices,
      byHand: stationsByHand(this.#hands, now),
    };
  }

  async #perform(act: Act, now: EpochMs): Promise<void> {
    const input = { commandId: randomUUID(), ...act.input };
    const reply = await this.#app.bus.submit(act.name, input, act.as);
    this.#onReply?.(act, reply);
    if (reply.ok) this.#remember(act, reply.value, now);
  }

  #remember(act: Act, value: unknown, now: EpochMs): void {
    if (act.name === 'notice:show') this.#ownNotices.add(NoticeReply.parse(value).noticeId);
    if (act.name === 'check-in:take-number') {
      const visit = this.#app.day.visitOfTicket(TicketReply.parse(value).ticket);
      const entry = visit === null ? null : this.#app.day.currentEntry(visit.id);
      if (entry) this.#simulated.add(entry.id);
    }
    if (act.name === 'check-in:by-desk' || act.name === 'queue:transfer') {
      this.#simulated.add(EntryReply.parse(value).entryId);
    }
    const status = STATUS_AFTER[act.name];
    if (status) this.#deeds.set(EntryReply.parse(value).entryId, { status, at: now });
  }
}
