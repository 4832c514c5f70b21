import type { QueuePolicy } from '../../clinic.ts';
import { dueAt } from '../../queue-order.ts';
import type { EpochMs } from '../../time.ts';
import type { LegRecord } from './day-record.ts';
import type { RecordedBookings } from './recorded-bookings.ts';
import { callOf, countOvertaken } from './recorded-call.ts';
import type { RecordedEvent } from './recorded-event.ts';
import {
  arrivingLeg,
  changedLeg,
  isThere,
  isUnseenForAllWeKnow,
  type RecordedLeg,
  waitingLeg,
} from './recorded-leg.ts';
import { RecordedLegs } from './recorded-legs.ts';
import { queuePolicyOf, DEFAULT_SETTINGS } from './recorded-settings.ts';
import type { RecordedStations } from './recorded-stations.ts';
import type { SceneEntry } from '../wait-scene.ts';

/** Takes a step back as if it had not been. */
export type Undo = () => void;

type Of<T extends RecordedEvent['type']> = Extract<RecordedEvent, { readonly type: T }>;
type Move = Of<'started' | 'finished' | 'held' | 'resumed' | 'no-show' | 'left'>;
type Place = Pick<LegRecord, 'serviceId' | 'providerId' | 'visitType' | 'priority'>;

/** Those who come, wait, are called and go on one day. Every step says how to take it back. */
export class RecordedQueue {
  readonly legs = new RecordedLegs();
  policy: QueuePolicy = queuePolicyOf(DEFAULT_SETTINGS, Infinity);
  readonly #stations: RecordedStations;
  readonly #bookings: RecordedBookings;
  #saysStarted: boolean;

  constructor(parts: {
    readonly stations: RecordedStations;
    readonly bookings: RecordedBookings;
    readonly saysStarted: boolean;
  }) {
    this.#stations = parts.stations;
    this.#bookings = parts.bookings;
    this.#saysStarted = parts.saysStarted;
  }

  /** Whether this log says when people go in. As long as it has not, called is started. */
  get saysStarted(): boolean {
    return this.#saysStarted;
  }

  /** Everybody waiting, called, inside or held. */
  entries(): readonly SceneEntry[] {
    return Array.from(this.legs.active(), ({ entry }) =>
      entry.status === 'called' && !this.#saysStarted
        ? { ...entry, status: 'in-service', startedAt: entry.calledAt }
        : entry,
    );
  }

  /** Where somebody is called to or inside. */
  busyStations(): ReadonlySet<string> {
    const busy = new Set<string>();
    for (const { record } of this.legs.active()) {
      if (record.stationId !== null) busy.add(record.stationId);
    }
    return busy;
  }

  checkIn(event: Of<'checked-in'>): Undo {
    const leg = this.legs.latestOf(event.visit);
    if (!leg) return this.#arrive(event);
    const to: Place = {
      serviceId: event.service,
      providerId: event.provider ?? null,
      visitType: event.visitType ?? leg.record.visitType,
      priority: event.priority ?? leg.record.priority,
    };
    const { status, serviceId, providerId } = leg.record;
    if (status === 'done' || this.#isInside(leg)) {
      return this.#goOn(leg, { ...to, visitType: event.visitType ?? null }, event.at);
    }
    if (status === 'held') return this.#replace(leg, changedLeg(leg, to));
    const isSameQueue = serviceId === to.serviceId && providerId === to.providerId;
    const since = status === 'waiting' && isSameQueue ? leg.callableSinceAt : event.at;
    return this.#replace(leg, waitingLeg(leg, since, to));
  }

  /**
   * A call ends what its station was doing, if nothing else did. `anyService`: what somebody waits for
   * who is called unannounced to an unknown station. Null when it repeats a call, or nobody can be meant.
   */
  call(event: Of<'called'>, anyService: string | null): Undo | null {
    const { station, at } = event;
    const known = this.legs.latestOf(event.visit);
    if (known && isThere(known) && known.record.stationId === station) return null;
    const arrival = this.#comeToBeCalled(known, event, anyService);
    if (!arrival) return null;
    const { leg } = arrival;
    const state = this.#stations.openForCall(event, leg.record.serviceId);
    const { freeSinceAt, hasSeenOut } = this.#stations.freeStation(station);
    const ends = this.endThere(station, at, 'next-call');
    const context = {
      station: state,
      stationFreeAt: ends.length === 0 && hasSeenOut ? freeSinceAt : null,
      entries: Array.from(this.legs.active(), ({ entry }) => entry),
      policy: this.policy,
      now: at,
    };
    const undone = [
      this.#replace(leg, callOf(leg, context)),
      countOvertaken(leg, context, this.legs),
      this.#stations.spendNotice(station),
      ...ends,
      ...arrival.undone,
    ];
    return () => {
      for (const undo of undone) undo();
    };
  }

  /** The steps of somebody who is here, but for the call. Null when it does not fit. */
  move({ type, visit, at }: Move): Undo | null {
    const leg = this.legs.latestOf(visit);
    if (!leg) return type === 'no-show' ? this.#bookings.giveUp(visit) : null;
    const { status } = leg.record;
    const isUnseen = status === 'called' || isUnseenForAllWeKnow(leg);
    switch (type) {
      case 'started':
        if (status !== 'called') return null;
        this.#saysStarted = true;
        return this.#replace(leg, changedLeg(leg, { status: 'in-service', startedAt: at }));
      case 'finished':
        return this.#finish(leg, at);
      case 'held':
        if (status !== 'waiting' && status !== 'no-show' && !isUnseen) return null;
        return this.#replace(leg, waitingLeg(leg, at, { status: 'held' }));
      case 'resumed':
        if (status !== 'held' && status !== 'no-show') return null;
        return this.#replace(leg, waitingLeg(leg, at));
      case 'no-show':
      case 'left':
        if (status !== 'waiting' && status !== 'held' && !isUnseen) return null;
        return this.#replace(leg, changedLeg(leg, { status: type, endedAt: at, endedBy: null }));
    }
  }

  /** Ends whoever is still with a station when it calls the next or closes. */
  endThere(stationId: string, at: EpochMs, endedBy: 'next-call' | 'closing'): readonly Undo[] {
    const there = Array.from(this.legs.active()).filter(
      (leg) =>
        leg.record.stationId === stationId && (endedBy === 'next-call' || this.#isInside(leg)),
    );
    return there.map((leg) => {
      const undo = this.#replace(leg, changedLeg(leg, { status: 'done', endedAt: at, endedBy }));
      return () => {
        // Its end may have been told since, or it has gone on.
        const now = this.legs.latestOf(leg.record.visitId)?.record;
        const isSame = now?.entryId === leg.record.entryId;
        if (isSame && now.endedBy === endedBy && now.endedAt === at) undo();
      };
    });
  }

  /** Also corrects an end that was only inferred. */
  #finish(leg: RecordedLeg, at: EpochMs): Undo | null {
    const { status, endedBy } = leg.record;
    const isInferred = status === 'done' && endedBy !== 'finish';
    if (!isThere(leg) && !isInferred) return null;
    return this.#replace(leg, changedLeg(leg, { status: 'done', endedAt: at, endedBy: 'finish' }));
  }

  #arrive(event: Omit<Of<'checked-in'>, 'type' | 'utcOffsetMinutes'>): Undo {
    const { visit, at } = event;
    const booking = this.#bookings.ofVisit(visit);
    const appointmentAt = event.bookedAt ?? booking?.startAt ?? null;
    const leg = arrivingLeg({
      visitId: visit,
      leg: 1,
      serviceId: event.service,
      visitType: event.visitType ?? booking?.visitType ?? null,
      bookedMinutes: booking?.minutes ?? null,
      providerId: event.provider ?? null,
      appointmentAt,
      priority: event.priority ?? 0,
      queuedAt: at,
      dueAt: dueAt({ queuedAt: at, appointmentAt }, this.policy),
    });
    this.legs.put(leg);
    const undoBooking = this.#bookings.checkIn(visit, at);
    return () => {
      this.legs.remove(leg, null);
      undoBooking?.();
    };
  }

  /** Was seen and waits for somebody else: due now, as booked time and handicap are spent. */
  #goOn(before: RecordedLeg, to: Place, at: EpochMs): Undo {
    const undoFinish = this.#isInside(before) ? this.#finish(before, at) : null;
    const { visitId, leg } = before.record;
    const place = { visitId, leg: leg + 1, queuedAt: at, dueAt: at };
    const next = arrivingLeg({ ...place, bookedMinutes: null, appointmentAt: null, ...to });
    this.legs.put(next);
    return () => {
      this.legs.remove(next, before);
      undoFinish?.();
    };
  }

  /** Who is called without having checked in has come all the same; who was seen already goes on. */
  #comeToBeCalled(
    leg: RecordedLeg | null,
    { visit, station, at }: Of<'called'>,
    anyService: string | null,
  ): { readonly leg: RecordedLeg; readonly undone: readonly Undo[] } | null {
    if (leg?.record.status === 'waiting') return { leg, undone: [] };
    const [served] = this.#stations.servicesOf(station);
    let undo: Undo;
    if (!leg) {
      const service = this.#bookings.ofVisit(visit)?.serviceId ?? served ?? anyService;
      if (service === null) return null;
      undo = this.#arrive({ visit, service, at });
    } else if (this.#isInside(leg) || this.#isSeen(leg)) {
      const { priority, serviceId } = leg.record;
      const to = { serviceId: served ?? serviceId, providerId: null, visitType: null, priority };
      undo = this.#goOn(leg, to, at);
    } else {
      undo = this.#replace(leg, waitingLeg(leg, at));
    }
    const come = this.legs.latestOf(visit);
    return come && { leg: come, undone: [undo] };
  }

  /** Puts a leg in the place of what it was, which may free its station. */
  #replace(before: RecordedLeg, after: RecordedLeg): Undo {
    const { stationId, entryId } = before.record;
    this.legs.put(after);
    const isGone = isThere(before) && !isThere(after);
    const { endedAt, endedBy } = after.record;
    const undoFree =
      stationId !== null && isGone
        ? this.#stations.free(stationId, endedAt ?? after.callableSinceAt, endedBy === 'finish')
        : null;
    return () => {
      // Others' calls may have passed over them since: that count stays.
      const now = this.legs.get(entryId)?.record.overtakenCount ?? 0;
      const overtakenCount = Math.max(before.record.overtakenCount, now);
      this.legs.put(changedLeg(before, { overtakenCount }));
      undoFree?.();
    };
  }

  #isInside({ record }: RecordedLeg): boolean {
    return record.status === 'in-service' || (record.status === 'called' && !this.#saysStarted);
  }

  #isSeen(leg: RecordedLeg): boolean {
    return leg.record.status === 'done' && !(this.#saysStarted && isUnseenForAllWeKnow(leg));
  }
}
