import type { DeskEntry } from '../../shared/contract/snapshots.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

type NoShowRules = { readonly calls: number; readonly pauseMinutes: number };

/**
 * What a clinic's file says unless it says otherwise. The server holds the clinic's own numbers and
 * decides; these only spare staff a press that would be refused.
 */
const USUAL_NO_SHOW_RULES: NoShowRules = { calls: 2, pauseMinutes: 2 };

export type NoShowReadiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'call-again' }
  | { readonly kind: 'wait-until'; readonly readyAt: EpochMs };

/** Whether "did not come" may be pressed: after enough calls and a pause, so that nobody is lost by haste. */
export function noShowReadiness(
  entry: Pick<DeskEntry, 'callCount' | 'lastCallAt'>,
  now: EpochMs,
  rules: NoShowRules = USUAL_NO_SHOW_RULES,
): NoShowReadiness {
  if (entry.callCount < rules.calls) return { kind: 'call-again' };
  const readyAt = (entry.lastCallAt ?? now) + rules.pauseMinutes * MINUTE_MS;
  return now < readyAt ? { kind: 'wait-until', readyAt } : { kind: 'ready' };
}
