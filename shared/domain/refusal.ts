/** Every expected "no", as a closed list: each page can explain each of them in every language. */
export const REFUSALS = [
  'appointment-cancelled',
  'already-answered',
  'already-checked-in',
  'claim-expired',
  'contact-unreadable',
  'entry-not-found',
  'entry-not-held',
  'entry-not-called',
  'entry-not-in-service',
  'entry-not-waiting',
  'entry-over',
  'nobody-waiting',
  'not-found',
  'not-served-here',
  'nothing-to-undo',
  'pause-before-no-show',
  'reason-needed',
  'recall-before-no-show',
  'same-service',
  'service-unknown',
  'station-busy',
  'station-not-open',
  'station-unknown',
  'too-early',
  'too-late',
  'walk-ins-not-accepted',
  'provider-unknown',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Refusal };

export function accept<T>(value: T): Decision<T> {
  return { ok: true, value };
}

export function refuse(reason: Refusal): { readonly ok: false; readonly reason: Refusal } {
  return { ok: false, reason };
}
