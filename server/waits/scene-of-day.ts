import type { QueuePolicy } from '../../shared/domain/clinic.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type {
  ExpectedVisit,
  SceneEntry,
  SceneStation,
  WaitScene,
} from '../../shared/domain/waits/wait-scene.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Appointment } from '../db/appointments.ts';
import type { StoredEntry } from '../db/queue-entries.ts';

export type SceneParts = {
  readonly day: ClinicDay;
  readonly policy: QueuePolicy;
  /** The list of the day. */
  readonly appointments: readonly Appointment[];
  readonly now: EpochMs;
};

/** The clinic as it is now, for the wait predictor. `ClinicDay` is the one truth of who is where. */
export function sceneOfDay({ day, policy, appointments, now }: SceneParts): WaitScene {
  const entries = day.entries();
  const active = entries.filter(isActive);
  const busy = new Set(active.map(({ stationId }) => stationId));
  const freeSince = lastEndByStation(entries);
  const stations = day.stations().map((station): SceneStation => ({
    ...station,
    freeSinceAt: busy.has(station.stationId) ? null : (freeSince.get(station.stationId) ?? null),
  }));
  return {
    now,
    entries: active.map(sceneEntry),
    stations,
    expected: appointments.filter((item) => isExpected(item, day)).map(expectedVisit),
    policy,
  };
}

function lastEndByStation(entries: readonly StoredEntry[]): ReadonlyMap<string, EpochMs> {
  const ends = new Map<string, EpochMs>();
  for (const { stationId, endedAt } of entries) {
    if (stationId === null || endedAt === null) continue;
    ends.set(stationId, Math.max(endedAt, ends.get(stationId) ?? endedAt));
  }
  return ends;
}

/** Nobody says here what kind of visit it is or how long it was booked for. */
function sceneEntry({ undo: _undo, ...entry }: StoredEntry): SceneEntry {
  return { ...entry, visitType: null, bookedMinutes: null };
}

function isExpected({ id, status }: Appointment, day: ClinicDay): boolean {
  return status === 'booked' && day.visitOfAppointment(id) === null;
}

function expectedVisit({ id, serviceId, providerId, startAt }: Appointment): ExpectedVisit {
  return { visitId: id, serviceId, providerId, visitType: null, bookedMinutes: null, startAt };
}
