import type { ArrivalWindow, QueuePolicy } from './clinic.ts';
import { type EpochMs, MINUTE_MS } from './time.ts';

export type Arrival =
  | { readonly kind: 'too-early'; readonly opensAt: EpochMs }
  | { readonly kind: 'on-time' }
  | { readonly kind: 'late' }
  | { readonly kind: 'too-late' };

/** How an arrival now stands to an appointment: whether the kiosk may check it in, and as what. */
export function judgeArrival(
  appointmentAt: EpochMs,
  now: EpochMs,
  rules: { readonly window: ArrivalWindow; readonly policy: QueuePolicy },
): Arrival {
  const opensAt = appointmentAt - rules.window.opensMinutesBefore * MINUTE_MS;
  if (now < opensAt) return { kind: 'too-early', opensAt };
  if (now > appointmentAt + rules.window.closesMinutesAfter * MINUTE_MS) {
    return { kind: 'too-late' };
  }
  const isLate = now > appointmentAt + rules.policy.lateGraceMinutes * MINUTE_MS;
  return { kind: isLate ? 'late' : 'on-time' };
}
