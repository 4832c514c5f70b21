import type { PhoneSnapshot } from '../../../shared/contract/snapshots.ts';
import { noticesForPatient } from '../../day/notices-for-patient.ts';
import type { StoredEntry } from '../../db/queue-entries.ts';
import type { Content } from '../audience.ts';
import { common, shownNotice, shownSlip, type SnapshotSource } from './snapshot-source.ts';

/** What one patient's phone sees: a ticket and where it stands. Null when the visit is not of today. */
export function phoneSnapshot(
  visitId: string,
  source: SnapshotSource,
): Content<PhoneSnapshot> | null {
  const { clinic, day, waits } = source;
  const visit = day.visit(visitId);
  const entry = day.currentEntry(visitId);
  const service = clinic.services.find((item) => item.id === entry?.serviceId);
  const area = clinic.areas.find((item) => item.id === service?.areaId);
  if (!visit || !entry || !area) return null;
  const wait = waits.of(entry.id);
  return {
    ...common(source),
    ticket: visit.ticket,
    status: entry.status,
    areaLabel: area.label,
    areaDirections: area.directions,
    wait: wait?.shown ?? null,
    position: wait?.position ?? null,
    slip: shownSlip(wait?.slip ?? null, clinic),
    call: callOf(entry, source),
    phoneAnswer: visit.phoneAnswer,
    notices: noticesForPatient(entry, day).map((notice) => shownNotice(notice, clinic)),
    isHelpComing: day.openHelp().some((request) => request.visitId === visitId),
  };
}

function callOf(entry: StoredEntry, { clinic, day }: SnapshotSource): PhoneSnapshot['call'] {
  if (entry.status !== 'called') return null;
  const call = day.calls().findLast((item) => item.entryId === entry.id);
  const station = clinic.stations.find((item) => item.id === call?.stationId);
  if (!call || !station) return null;
  return {
    callNumber: call.number,
    calledAt: call.calledAt,
    stationLabel: station.label,
    stationDirections: station.directions,
  };
}
