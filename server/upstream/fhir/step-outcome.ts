import type { Stopped } from './fhir-client.ts';

/** What one step for one visit or answer came to. */
export type StepOutcome = { readonly kind: 'done' } | Quarantined | Stopped;

/** Nothing more can be done for it by itself: staff are shown the code. */
export type Quarantined = {
  readonly kind: 'quarantined';
  readonly code:
    | 'multiple-matches'
    | 'deleted-upstream'
    | 'version-conflict'
    | 'rejected'
    | 'encounter-closed'
    | 'appointment-closed'
    | 'appointment-unknown'
    | 'appointment-of-another'
    | 'server-error'
    | 'not-found-here';
  readonly detail: string;
};

/** @param detail for IT; never a patient's name */
export function quarantined(code: Quarantined['code'], detail: string): Quarantined {
  return { kind: 'quarantined', code, detail };
}
