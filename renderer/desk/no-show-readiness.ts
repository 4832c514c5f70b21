import type { DeskEntry, DeskSnapshot } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

type NoShowReadiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'call-again' }
  | { readonly kind: 'wait-until'; readonly readyAt: EpochMs };

/** Whether "did not come" may be pressed: after enough calls and a pause, so that nobody is lost by haste. */
export function noShowReadiness(
  entry: Pick<DeskEntry, 'callCount' | 'lastCallAt'>,
  rules: DeskSnapshot['noShow'],
  now: EpochMs,
): NoShowReadiness {
  if (entry.callCount < rules.calls) return { kind: 'call-again' };
  const readyAt = (entry.lastCallAt ?? now) + rules.pauseMinutes * MINUTE_MS;
  return now < readyAt ? { kind: 'wait-until', readyAt } : { kind: 'ready' };
}
