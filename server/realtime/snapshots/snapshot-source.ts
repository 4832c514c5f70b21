import type { ShownNotice, ShownSlip } from '../../../shared/contract/snapshots.ts';
import type { Clinic, LocalizedText } from '../../../shared/domain/clinic.ts';
import { isActive } from '../../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Slip } from '../../../shared/domain/waits/told/slip-reason.ts';
import type { ClinicDay } from '../../day/clinic-day.ts';
import type { Notice } from '../../db/notices.ts';
import type { Stores } from '../../db/stores.ts';
import type { WaitsTold } from '../../waits/wait-told.ts';
import { isBehind, type UpstreamView } from '../../upstream/upstream-view.ts';

/** What every snapshot is drawn from. */
export type SnapshotSource = {
  readonly clinic: Clinic;
  readonly isDemonstration: boolean;
  readonly day: ClinicDay;
  readonly waits: WaitsTold;
  readonly stores: Stores;
  readonly now: EpochMs;
  /** When the clinic opens next; null while it is open. */
  readonly opensAt: EpochMs | null;
  readonly utcOffsetMinutes: number;
  readonly upstream: UpstreamView;
};

/** The part every snapshot has, but for the number and time it is sent with. */
export function common({ clinic, isDemonstration, utcOffsetMinutes }: SnapshotSource) {
  return {
    clinicName: clinic.name,
    timeZone: clinic.timeZone,
    utcOffsetMinutes,
    languages: clinic.languages,
    isDemonstration,
  };
}

/**
 * Until when kiosks may rest: null while the clinic is open by its file's hours, and after them for as
 * long as anybody is waiting, called, held or being seen.
 */
export function closedUntilAt({
  opensAt,
  day,
}: Pick<SnapshotSource, 'opensAt' | 'day'>): EpochMs | null {
  return opensAt !== null && day.entries().some(isActive) ? null : opensAt;
}

/** Whether what happens now will reach the hospital only later. */
export function isUpstreamBehind({ upstream }: Pick<SnapshotSource, 'upstream'>): boolean {
  return isBehind(upstream.destinations());
}

export function stationLabel(stationId: string, clinic: Clinic): LocalizedText {
  const station = clinic.stations.find((item) => item.id === stationId);
  return station?.label ?? { en: stationId };
}

export function shownNotice(notice: Notice, clinic: Clinic): ShownNotice {
  const reason = clinic.delayReasons.find((item) => item.id === notice.reasonId);
  return {
    noticeId: notice.id,
    stationLabel: notice.stationId === null ? null : stationLabel(notice.stationId, clinic),
    minutes: notice.minutes,
    reason: reason?.label ?? { en: '' },
  };
}

/** Why somebody waits longer than they were told, with the words people know the place by. */
export function shownSlip(slip: Slip | null, clinic: Clinic): ShownSlip | null {
  if (slip === null) return null;
  const { code, stationId, untilAt } = slip.reason;
  return {
    code,
    stationLabel: stationId === null ? null : stationLabel(stationId, clinic),
    untilAt,
    saidAt: slip.saidAt,
    isLater: slip.isLater,
  };
}

/** The notices that concern an area: its stations' and the whole clinic's. Null: all of them. */
export function noticesFor(
  areaId: string | null,
  { clinic, day }: SnapshotSource,
): readonly ShownNotice[] {
  return day
    .notices()
    .filter((notice) => {
      if (areaId === null || notice.stationId === null) return true;
      return day.station(notice.stationId)?.areaId === areaId;
    })
    .map((notice) => shownNotice(notice, clinic));
}
