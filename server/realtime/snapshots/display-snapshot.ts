import type { DisplaySnapshot } from '../../../shared/contract/snapshots.ts';
import { orderQueue } from '../../../shared/domain/queue-order.ts';
import type { Call } from '../../db/calls.ts';
import type { Content } from '../audience.ts';
import { common, noticesFor, type SnapshotSource, stationLabel } from './snapshot-source.ts';

const NEXT_SHOWN = 5;
const CALLS_SHOWN = 20;

/** What a waiting room sees: tickets, stations and waits. No field could hold a name. */
export function displaySnapshot(
  areaId: string | null,
  source: SnapshotSource,
): Content<DisplaySnapshot> {
  const { clinic, day, waits } = source;
  const areaOfService = new Map(clinic.services.map((service) => [service.id, service.areaId]));
  const waiting = day
    .entries()
    .filter(
      (entry) =>
        entry.status === 'waiting' &&
        (areaId === null || areaOfService.get(entry.serviceId) === areaId),
    );
  const next = orderQueue(waiting, clinic.queue).slice(0, NEXT_SHOWN);
  const calls = day.calls().filter((call) => areaId === null || call.areaId === areaId);
  return {
    ...common(source),
    areaLabel: clinic.areas.find((area) => area.id === areaId)?.label ?? null,
    calls: calls.slice(-CALLS_SHOWN).map((call) => ({
      callNumber: call.number,
      ticket: call.ticket,
      stationLabel: stationLabel(call.stationId, clinic),
      calledAt: call.calledAt,
      isRecall: call.isRecall,
      isOpen: isOpenCall(call, source),
    })),
    next: next.map((entry) => ({
      ticket: entry.ticket,
      wait: waits.of(entry.id)?.shown ?? { kind: 'unknown', reason: 'nobody-serving' },
    })),
    waitingCount: waiting.length,
    opensAt: source.opensAt,
    notices: noticesFor(areaId, source),
  };
}

/** Only the newest call of somebody who has not yet come is open. */
function isOpenCall(call: Call, { day }: SnapshotSource): boolean {
  const entry = day.entry(call.entryId);
  return entry?.status === 'called' && entry.lastCallAt === call.calledAt;
}
