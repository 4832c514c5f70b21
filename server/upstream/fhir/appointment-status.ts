/** The states of an appointment that we may ask for, in the order in which they follow each other. */
export type WantedAppointmentStatus = 'arrived' | 'checked-in' | 'fulfilled' | 'noshow';

export type AppointmentStep =
  | { readonly kind: 'write'; readonly status: WantedAppointmentStatus }
  /** It is as far already, or further. */
  | { readonly kind: 'nothing' }
  /** Somebody ended it; only a person can tell what is right. */
  | { readonly kind: 'closed' };

/** Both ends of the scale as in FHIR R4's AppointmentStatus. */
const RANKS: Readonly<Record<string, number>> = {
  pending: 0,
  booked: 0,
  arrived: 1,
  'checked-in': 2,
  fulfilled: 3,
};

/**
 * The step from an appointment's present status to the one that the visit supports: forward only, and
 * never over one that was cancelled, missed, entered in error or is unknown to us.
 */
export function appointmentStep(present: string, wanted: WantedAppointmentStatus): AppointmentStep {
  if (present === wanted) return { kind: 'nothing' };
  const rank = RANKS[present];
  if (rank === undefined) return { kind: 'closed' };
  if (wanted === 'noshow') {
    // Seen elsewhere and missed here: one of the two is a mistake.
    return present === 'fulfilled' ? { kind: 'closed' } : { kind: 'write', status: wanted };
  }
  return (RANKS[wanted] ?? 0) > rank ? { kind: 'write', status: wanted } : { kind: 'nothing' };
}
