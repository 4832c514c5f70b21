import type {
  DeskEntry,
  DeskHelp,
  DeskSnapshot,
  DeskStation,
} from '../../../shared/contract/snapshots.ts';
import type { DeskConflict } from '../../../shared/contract/upstream-state.ts';
import { isActive, type StationState } from '../../../shared/domain/queue-entry.ts';
import { nextFor, orderQueue } from '../../../shared/domain/queue-order.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { HelpRequest } from '../../db/help-requests.ts';
import type { StoredEntry } from '../../db/queue-entries.ts';
import type { ScheduleConflict } from '../../db/schedule-conflicts.ts';
import type { Content } from '../audience.ts';
import {
  common,
  shownNotice,
  shownSlip,
  type SnapshotSource,
  stationLabel,
} from './snapshot-source.ts';

const ENDED_SHOWN_MS = 15 * MINUTE_MS;

export type DeskDevice = { readonly label: string; readonly homeStationId: string | null };

/** What staff see: names too, which is why only the role "desk" gets it. */
export function deskSnapshot(device: DeskDevice, source: SnapshotSource): Content<DeskSnapshot> {
  const { clinic, day, stores } = source;
  return {
    ...common(source),
    shortName: clinic.shortName,
    deviceLabel: device.label,
    homeStationId: device.homeStationId,
    areas: clinic.areas.map(({ id, label }) => ({ areaId: id, label })),
    services: clinic.services.map(({ id, label, areaId }) => ({ serviceId: id, label, areaId })),
    providers: clinic.providers.map(({ id, label }) => ({ providerId: id, label })),
    stations: day.stations().map((station) => deskStation(station, source)),
    entries: shownEntries(source).map((entry) => deskEntry(entry, source)),
    help: day.openHelp().map((request) => deskHelp(request, source)),
    notices: day
      .notices()
      .map((notice) => ({ ...shownNotice(notice, clinic), stationId: notice.stationId })),
    delayReasons: clinic.delayReasons,
    noShow: {
      calls: clinic.queue.callsBeforeNoShow,
      pauseMinutes: clinic.queue.noShowPauseMinutes,
    },
    expectedCount: stores.appointments.expectedCount(day.day),
    scheduleAt: stores.appointments.lastChangeAt(day.day),
    scheduleSource: source.upstream.scheduleSource(),
    destinations: source.upstream.destinations(),
    conflicts: stores.conflicts.open().flatMap((conflict) => deskConflict(conflict, source)),
  };
}

function shownEntries({ clinic, day, now }: SnapshotSource): readonly StoredEntry[] {
  const entries = day.entries();
  const here = entries.filter(isActive);
  const ended = entries.filter(
    (entry) => !isActive(entry) && entry.endedAt !== null && entry.endedAt > now - ENDED_SHOWN_MS,
  );
  const inOrder = new Map(entries.map((entry) => [entry.id, entry]));
  return [
    ...orderQueue(here, clinic.queue),
    ...ended.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)),
  ].flatMap(({ id }) => inOrder.get(id) ?? []);
}

function deskEntry(entry: StoredEntry, { clinic, day, waits }: SnapshotSource): DeskEntry {
  const wait = waits.of(entry.id);
  const visit = day.visit(entry.visitId);
  return {
    entryId: entry.id,
    ticket: entry.ticket,
    name: visit?.name ?? null,
    status: entry.status,
    serviceId: entry.serviceId,
    providerId: entry.providerId,
    stationId: entry.stationId,
    appointmentAt: entry.appointmentAt,
    queuedAt: entry.queuedAt,
    calledAt: entry.calledAt,
    callCount: entry.callCount,
    lastCallAt: entry.lastCallAt,
    startedAt: entry.startedAt,
    endedAt: entry.endedAt,
    notBeforeAt: entry.notBeforeAt,
    priority: entry.priority,
    isLate: visit?.isLate ?? false,
    needs: visit?.needs ?? [],
    language: visit?.language ?? 'en',
    wait: wait?.shown ?? null,
    position: wait?.position ?? null,
    slip: shownSlip(wait?.slip ?? null, clinic),
    phoneAnswer: visit?.phoneAnswer ?? null,
    undoes: entry.undo?.step ?? null,
  };
}

function deskStation(station: StationState, { clinic, day, now }: SnapshotSource): DeskStation {
  const { stationId, areaId, serviceIds, status, providerId, untilAt } = station;
  const next = nextFor(station, day.entries(), { policy: clinic.queue, now });
  return {
    stationId,
    label: stationLabel(stationId, clinic),
    areaId,
    serviceIds,
    status,
    providerId,
    untilAt,
    nextEntryId: next?.id ?? null,
  };
}

function deskHelp(request: HelpRequest, { day, stores }: SnapshotSource): DeskHelp {
  const visit = request.visitId === null ? null : day.visit(request.visitId);
  return {
    helpId: request.id,
    kind: request.kind,
    place: request.place,
    screen: request.screen,
    language: request.language,
    ticket: visit?.ticket ?? null,
    score: request.answerId === null ? null : stores.answers.score(request.answerId),
    askedAt: request.askedAt,
  };
}

/** Those of earlier days are past helping: nobody of them is here to be asked. */
function deskConflict(
  conflict: ScheduleConflict,
  { day }: SnapshotSource,
): readonly DeskConflict[] {
  const visit = day.visit(conflict.visitId);
  if (!visit) return [];
  const { id, kind, nowStartAt, nowServiceId, nowProviderId, seenAt } = conflict;
  const entry = day.currentEntry(visit.id);
  return [
    {
      conflictId: id,
      kind,
      ticket: visit.ticket,
      name: visit.name,
      entryId: entry !== null && isActive(entry) ? entry.id : null,
      nowStartAt,
      nowServiceId,
      nowProviderId,
      seenAt,
    },
  ];
}
