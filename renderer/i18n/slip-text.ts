import type { TFunction } from 'i18next';
import type { ShownSlip } from '../../shared/contract/snapshots.ts';
import type { LocalizedText } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

type Words = {
  readonly t: TFunction<'slip'>;
  readonly label: (text: LocalizedText) => string;
  readonly clock: (at: EpochMs) => string;
};

/** Why somebody waits longer than they were told, as one sentence: never a person, never blame. */
export function slipText(slip: ShownSlip, { t, label, clock }: Words, now: EpochMs): string {
  const { code, stationLabel, untilAt } = slip;
  switch (code) {
    case 'urgent-first':
    case 'booked-first':
    case 'put-back':
    case 'called-out-of-turn':
    case 'slower':
      return t(code);
    case 'station-paused':
    case 'station-closed':
    case 'not-started':
    case 'running-long':
    case 'notice': {
      if (stationLabel === null) return t(`${code}.anywhere`);
      const station = label(stationLabel);
      // A break that should be over by now is not over: its end is not said again.
      return code === 'station-paused' && untilAt !== null && untilAt > now
        ? t('station-paused.until', { station, time: clock(untilAt) })
        : t(`${code}.at`, { station });
    }
  }
}
