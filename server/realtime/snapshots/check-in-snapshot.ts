import type { CheckInSnapshot, KioskClinic } from '../../../shared/contract/snapshots.ts';
import type { Content } from '../audience.ts';
import {
  closedUntilAt,
  common,
  isUpstreamBehind,
  noticesFor,
  type SnapshotSource,
} from './snapshot-source.ts';

/** What a kiosk needs before anybody has touched it. */
export function checkInSnapshot(
  deviceId: string,
  source: SnapshotSource,
): Content<CheckInSnapshot> {
  return {
    ...kioskClinic(source),
    openHelp: source.day
      .openHelp()
      .filter((request) => request.deviceId === deviceId)
      .map((request) => ({ helpId: request.id, askedAt: request.askedAt })),
    isUpstreamBehind: isUpstreamBehind(source),
  };
}

/** The part that is the same at every kiosk. */
export function kioskClinic(source: SnapshotSource): KioskClinic {
  const { clinic } = source;
  return {
    ...common(source),
    closedUntilAt: closedUntilAt(source),
    deskDirections: clinic.deskDirections,
    walkInServices: clinic.services
      .filter((service) => service.acceptsWalkIns)
      .map((service) => ({ serviceId: service.id, label: service.label })),
    notices: noticesFor(null, source),
  };
}
