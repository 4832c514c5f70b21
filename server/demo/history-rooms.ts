import type { QueuePolicy } from '../../shared/domain/clinic.ts';
import type { QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import { callNext } from '../../shared/domain/queue-steps.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { Chance } from './chance.ts';
import type { PastDayParts } from './history-visits.ts';
import { providerOf } from './roster.ts';

/** A station on an invented day. */
export type PastRoom = {
  readonly station: StationState;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
};

const STEP_MS = 10 * SECOND_MS;
const CLOSES_AFTER_MS = 10 * HOUR_MS;
/** Whoever is still waiting then is seen. */
const LATEST_MS = 14 * HOUR_MS;
const REST_MS = 50 * SECOND_MS;
const NEVER_COMES_SHARE = 0.02;
const IMPATIENT_SHARE = 0.06;
const PATIENCE_MS = 45 * MINUTE_MS;

/** Sends everybody who comes on a day through its rooms, by the clinic's own rule of who is next. */
export function runRooms(
  arrivals: readonly QueueEntry[],
  parts: PastDayParts,
): { readonly entries: readonly QueueEntry[]; readonly rooms: readonly PastRoom[] } {
  const { day, file, chance } = parts;
  const rooms = file.stations.map((station) => openRoom(station, parts));
  const floor = new Floor({ rooms, policy: file.queue, chance, file });
  const coming = arrivals.toSorted((a, b) => a.queuedAt - b.queuedAt);
  const firstAt = Math.min(day.opensAt, coming[0]?.queuedAt ?? day.opensAt);
  for (let now = firstAt; now < day.opensAt + LATEST_MS; now += STEP_MS) {
    while (coming[0] && coming[0].queuedAt <= now) floor.enter(coming.shift());
    floor.step(now);
  }
  return { entries: floor.done, rooms: floor.rooms() };
}

function openRoom(
  { id, areaId, serviceIds }: PastDayParts['file']['stations'][number],
  { day, chance }: PastDayParts,
): PastRoom & { readonly freeAt: EpochMs } {
  const opensAt = day.opensAt + chance.whole(0, 8) * MINUTE_MS;
  const station = {
    stationId: id,
    areaId,
    serviceIds,
    status: 'open',
    providerId: providerOf(id),
    sinceAt: opensAt,
    untilAt: null,
  } as const;
  return { station, opensAt, closesAt: day.opensAt + CLOSES_AFTER_MS, freeAt: opensAt };
}

type FloorParts = {
  readonly rooms: readonly (PastRoom & { readonly freeAt: EpochMs })[];
  readonly policy: QueuePolicy;
  readonly chance: Chance;
  readonly file: PastDayParts['file'];
};

/** Who waits and which rooms are free, from one step to the next. */
class Floor {
  readonly done: QueueEntry[] = [];
  readonly #parts: FloorParts;
  readonly #freeAt: Map<string, EpochMs>;
  readonly #patience = new Map<string, EpochMs>();
  #waiting: readonly QueueEntry[] = [];

  constructor(parts: FloorParts) {
    this.#parts = parts;
    this.#freeAt = new Map(parts.rooms.map(({ station, freeAt }) => [station.stationId, freeAt]));
  }

  rooms(): readonly PastRoom[] {
    return this.#parts.rooms.map(({ station, opensAt, closesAt }) => {
      const lastAt = this.#freeAt.get(station.stationId) ?? closesAt;
      return { station, opensAt, closesAt: Math.max(closesAt, lastAt) };
    });
  }

  enter(entry: QueueEntry | undefined): void {
    if (!entry) return;
    const { chance } = this.#parts;
    this.#waiting = [...this.#waiting, entry];
    if (!chance.isLucky(IMPATIENT_SHARE)) return;
    const dueAt = Math.max(entry.queuedAt, entry.appointmentAt ?? 0);
    this.#patience.set(entry.id, dueAt + PATIENCE_MS * (0.5 + chance.fraction()));
  }

  step(now: EpochMs): void {
    const gone = this.#waiting.filter(({ id }) => (this.#patience.get(id) ?? Infinity) <= now);
    for (const entry of gone) this.#end({ ...entry, status: 'left', endedAt: now });
    for (const { station, opensAt } of this.#parts.rooms) {
      const freeAt = this.#freeAt.get(station.stationId) ?? 0;
      if (now >= opensAt && now >= freeAt) this.#call(station, now);
    }
  }

  #call(station: StationState, now: EpochMs): void {
    const { policy } = this.#parts;
    const step = callNext(station, { entries: this.#waiting, policy, now });
    if (!step.ok) return;
    const entry = this.#see(step.value.entry);
    this.#end(entry);
    this.#waiting = this.#waiting.map((other) =>
      step.value.overtookIds.includes(other.id)
        ? { ...other, overtakenCount: other.overtakenCount + 1 }
        : other,
    );
    this.#freeAt.set(station.stationId, (entry.endedAt ?? now) + REST_MS);
  }

  /** What becomes of somebody who was called. */
  #see(called: QueueEntry): QueueEntry {
    const { chance, file } = this.#parts;
    const calledAt = called.calledAt ?? called.queuedAt;
    if (chance.isLucky(NEVER_COMES_SHARE)) {
      const lastCallAt = calledAt + 2 * MINUTE_MS;
      const endedAt = calledAt + 4 * MINUTE_MS;
      return { ...called, status: 'no-show', callCount: 2, lastCallAt, endedAt };
    }
    const minutes = file.services.find(({ id }) => id === called.serviceId)?.minutes ?? 10;
    const startedAt = calledAt + chance.whole(50, 110) * SECOND_MS;
    const stayMs = minutes * (0.55 + 0.7 * chance.fraction()) * MINUTE_MS;
    return { ...called, status: 'done', startedAt, endedAt: Math.round(startedAt + stayMs) };
  }

  #end(entry: QueueEntry): void {
    this.done.push(entry);
    this.#waiting = this.#waiting.filter(({ id }) => id !== entry.id);
  }
}
