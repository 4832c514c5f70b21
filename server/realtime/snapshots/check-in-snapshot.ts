import type { CheckInSnapshot } from '../../../shared/contract/snapshots.ts';
import type { Content } from '../audience.ts';
import { common, noticesFor, type SnapshotSource } from './snapshot-source.ts';

/** What a kiosk needs before anybody has touched it. */
export function checkInSnapshot(
  deviceId: string,
  source: SnapshotSource,
): Content<CheckInSnapshot> {
  const { clinic, day } = source;
  return {
    ...common(source),
    deskDirections: clinic.deskDirections,
    walkInServices: clinic.services
      .filter((service) => service.acceptsWalkIns)
      .map((service) => ({ serviceId: service.id, label: service.label })),
    notices: noticesFor(null, source),
    openHelp: day
      .openHelp()
      .filter((request) => request.deviceId === deviceId)
      .map((request) => ({ helpId: request.id, askedAt: request.askedAt })),
  };
}
