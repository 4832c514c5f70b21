import { isDelayedBy } from '../../shared/domain/delay-reach.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import type { Notice } from '../db/notices.ts';
import type { ClinicDay } from './clinic-day.ts';

/** The notices that can make this patient wait: the whole clinic's, and those of their stations. */
export function noticesForPatient(entry: QueueEntry, day: ClinicDay): readonly Notice[] {
  return day.notices().filter(({ stationId }) => {
    if (stationId === null) return true;
    const station = day.station(stationId);
    return station !== null && isDelayedBy(station, entry, day.stations());
  });
}
