import type { Clinic } from '../../shared/domain/clinic.ts';
import { type QueueEntry, type StationState } from '../../shared/domain/queue-entry.ts';
import { TicketsTaken } from '../../shared/domain/tickets-taken.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { dayStartAt, localDay } from '../clock.ts';
import type { Call } from '../db/calls.ts';
import type { HelpRequest } from '../db/help-requests.ts';
import type { Notice } from '../db/notices.ts';
import type { StoredEntry } from '../db/queue-entries.ts';
import type { StoredStation } from '../db/stations.ts';
import type { Stores } from '../db/stores.ts';
import type { PhoneAnswer, Visit } from '../db/visits.ts';

/** Somebody who came before midnight and is still here belongs to the day that began since. */
const STILL_HERE_MS = 12 * HOUR_MS;
/** Tickets of late yesterday must not come back just after midnight (`ticket.ts`). */
const TICKETS_KEPT_MS = 4 * HOUR_MS;
const CALLS_KEPT_MS = 30 * MINUTE_MS;

/**
 * Today in the clinic, in memory: what decisions are made on and screens are drawn from. Every change
 * goes through here to the database first and then to memory, inside the transaction of its command;
 * when a transaction is undone, `reload` reads everything again, so the two can never disagree.
 */
export class ClinicDay {
  readonly #clinic: Clinic;
  readonly #stores: Stores;
  #day = '';
  #revision = 0;
  #dayStartAt: EpochMs = 0;
  #entries = new Map<string, StoredEntry>();
  #visits = new Map<string, Visit>();
  #visitByAppointment = new Map<string, string>();
  #visitByPhoneKey = new Map<string, string>();
  #stations = new Map<string, StationState>();
  // Replaced and never changed: whoever drew from a list knows by its identity that it is still so.
  #notices: readonly Notice[] = [];
  #help: readonly HelpRequest[] = [];
  #calls: Call[] = [];
  #visitByTicket = new Map<string, string>();
  #ticketsTaken = new TicketsTaken();
  #currentEntryByVisit = new Map<string, string>();

  constructor(clinic: Clinic, stores: Stores, now: EpochMs) {
    this.#clinic = clinic;
    this.#stores = stores;
    this.reload(now);
  }

  get day(): string {
    return this.#day;
  }

  get startAt(): EpochMs {
    return this.#dayStartAt;
  }

  /** Another number after every change of who is where, of a station or a notice. */
  get revision(): number {
    return this.#revision;
  }

  /** Reads the day of `now` from the database and forgets everything else. */
  reload(now: EpochMs): void {
    const { timeZone } = this.#clinic;
    this.#revision += 1;
    this.#day = localDay(now, timeZone);
    this.#dayStartAt = dayStartAt(this.#day, timeZone);
    const activeSinceAt = now - STILL_HERE_MS;
    const before = { day: localDay(activeSinceAt, timeZone), activeSinceAt };
    this.#entries = new Map();
    this.#currentEntryByVisit = new Map();
    for (const entry of this.#stores.entries.ofDay(this.#day, before)) this.#rememberEntry(entry);
    this.#visits = new Map();
    this.#visitByAppointment = new Map();
    this.#visitByPhoneKey = new Map();
    this.#visitByTicket = new Map();
    this.#ticketsTaken = new TicketsTaken();
    const visits = this.#stores.visits.ofDay(this.#day, {
      ...before,
      checkedInSinceAt: now - TICKETS_KEPT_MS,
    });
    for (const visit of visits) this.#rememberVisit(visit);
    this.#stations = this.#readStations(now);
    this.#notices = this.#stores.notices.activeSince(this.#dayStartAt);
    this.#help = this.#stores.help.open();
    this.#calls = [...this.#stores.calls.since(now - CALLS_KEPT_MS)];
  }

  /** Turns to the next day when midnight has passed. Returns whether it did. */
  followCalendar(now: EpochMs): boolean {
    if (localDay(now, this.#clinic.timeZone) === this.#day) return false;
    this.reload(now);
    return true;
  }

  entries(): readonly StoredEntry[] {
    return [...this.#entries.values()];
  }

  entry(id: string): StoredEntry | null {
    return this.#entries.get(id) ?? null;
  }

  visit(id: string): Visit | null {
    return this.#visits.get(id) ?? null;
  }

  visitOfAppointment(appointmentId: string): Visit | null {
    return this.visit(this.#visitByAppointment.get(appointmentId) ?? '');
  }

  visitOfPhone(phoneKey: string): Visit | null {
    return this.visit(this.#visitByPhoneKey.get(phoneKey) ?? '');
  }

  get ticketsTaken(): TicketsTaken {
    return this.#ticketsTaken;
  }

  /** The visit that got this ticket last. */
  visitOfTicket(ticket: string): Visit | null {
    return this.visit(this.#visitByTicket.get(ticket) ?? '');
  }

  /** The visit's newest entry: where the patient is now. */
  currentEntry(visitId: string): StoredEntry | null {
    return this.entry(this.#currentEntryByVisit.get(visitId) ?? '');
  }

  station(id: string): StationState | null {
    return this.#stations.get(id) ?? null;
  }

  stations(): readonly StationState[] {
    return [...this.#stations.values()];
  }

  notices(): readonly Notice[] {
    return this.#notices;
  }

  notice(id: string): Notice | null {
    return this.#notices.find((notice) => notice.id === id) ?? null;
  }

  openHelp(): readonly HelpRequest[] {
    return this.#help;
  }

  help(id: string): HelpRequest | null {
    return this.#help.find((request) => request.id === id) ?? null;
  }

  /** The calls of the last half hour, oldest first. */
  calls(): readonly Call[] {
    return this.#calls;
  }

  addVisit(visit: Visit, entry: QueueEntry): void {
    this.#stores.visits.insert(visit);
    this.#rememberVisit(visit);
    this.addEntry(entry);
  }

  setPhoneAnswer(visitId: string, answer: PhoneAnswer | null): void {
    const visit = this.#visits.get(visitId);
    if (!visit || visit.phoneAnswer === answer) return;
    this.#stores.visits.setPhoneAnswer(visitId, answer);
    this.#visits.set(visitId, { ...visit, phoneAnswer: answer });
  }

  addEntry(entry: QueueEntry): void {
    const stored: StoredEntry = { ...entry, undo: null };
    this.#stores.entries.insert(stored, this.#day);
    this.#revision += 1;
    this.#rememberEntry(stored);
  }

  putEntry(entry: StoredEntry): void {
    this.#stores.entries.update(entry);
    this.#revision += 1;
    this.#entries.set(entry.id, entry);
  }

  addCall(call: Omit<Call, 'number'>): Call {
    const stored = this.#stores.calls.insert(call);
    const oldest = call.calledAt - CALLS_KEPT_MS;
    this.#calls = [...this.#calls.filter((other) => other.calledAt >= oldest), stored];
    return stored;
  }

  putStation(station: StoredStation): void {
    const known = this.#stations.get(station.id);
    if (!known) throw new Error(`There is no station ${station.id}`);
    this.#stores.stations.put(station);
    this.#revision += 1;
    this.#stations.set(station.id, {
      ...known,
      status: station.status,
      providerId: station.providerId,
      sinceAt: station.sinceAt,
      untilAt: station.untilAt,
    });
  }

  addNotice(notice: Notice): void {
    this.#stores.notices.insert(notice);
    this.#revision += 1;
    this.#notices = [...this.#notices, notice];
  }

  clearNotice(id: string, at: EpochMs): void {
    this.#stores.notices.clear(id, at);
    this.#revision += 1;
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
  }

  addHelp(request: HelpRequest): void {
    this.#stores.help.insert(request);
    this.#help = [...this.#help, request];
  }

  answerHelp(id: string, by: string, at: EpochMs): void {
    this.#stores.help.answer(id, by, at);
    this.#help = this.#help.filter((request) => request.id !== id);
  }

  /** Takes back an entry that a step made and "undo" unmakes: it ends, and is no longer current. */
  endEntry(entry: StoredEntry, currentEntryId: string): void {
    this.putEntry(entry);
    this.#currentEntryByVisit.set(entry.visitId, currentEntryId);
  }

  #rememberEntry(entry: StoredEntry): void {
    this.#entries.set(entry.id, entry);
    const current = this.currentEntry(entry.visitId);
    if (current === null || entry.leg >= current.leg) {
      this.#currentEntryByVisit.set(entry.visitId, entry.id);
    }
  }

  #rememberVisit(visit: Visit): void {
    this.#visits.set(visit.id, visit);
    this.#visitByPhoneKey.set(visit.phoneKey, visit.id);
    this.#visitByTicket.set(visit.ticket, visit.id);
    this.#ticketsTaken.take(visit.ticket, visit.checkedInAt);
    if (visit.appointmentId !== null) this.#visitByAppointment.set(visit.appointmentId, visit.id);
  }

  /** The file says which stations there are; the database, how each was left. All begin closed. */
  #readStations(now: EpochMs): Map<string, StationState> {
    const stored = byId(this.#stores.stations.all());
    return new Map(
      this.#clinic.stations.map((station) => {
        const state = stored.get(station.id);
        return [
          station.id,
          {
            stationId: station.id,
            areaId: station.areaId,
            serviceIds: station.serviceIds,
            status: state?.status ?? 'closed',
            providerId: state?.providerId ?? null,
            sinceAt: state?.sinceAt ?? now,
            untilAt: state?.untilAt ?? null,
          },
        ];
      }),
    );
  }
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
