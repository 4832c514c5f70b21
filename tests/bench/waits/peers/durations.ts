/** What a peer has learned of minutes with a patient and between two of them. */
export type Durations = ReturnType<typeof newDurations>;

type Kind = { readonly service: string; readonly visitType: string | null };
type Mean = { sum: number; count: number };

/** So many visits' weight has what the clinic's file says. */
const CONFIGURED_WEIGHT = 4;
const CONFIGURED_MINUTES = 15;
/** A longer gap is a break. */
const LONGEST_PAUSE_MINUTES = 30;
const PAUSE_MINUTES = 2;
const PAUSE_WEIGHT = 20;

/** Plain means over everything seen so far; before that, what the clinic's file says. */
export function newDurations() {
  const configured = new Map<string, number>();
  const means = new Map<string, Mean>();
  const all: Mean = { sum: 0, count: 0 };
  const pause: Mean = { sum: PAUSE_MINUTES * PAUSE_WEIGHT, count: PAUSE_WEIGHT };
  const add = (mean: Mean, minutes: number): void => {
    mean.sum += minutes;
    mean.count += 1;
  };
  const averageConfigured = (): number => {
    const known = [...configured.values()];
    if (known.length === 0) return CONFIGURED_MINUTES;
    return known.reduce((sum, minutes) => sum + minutes, 0) / known.length;
  };
  return {
    configure: (service: string, minutes: number): void => {
      configured.set(service, minutes);
    },
    addVisit: (kind: Kind, minutes: number): void => {
      const mean = means.get(keyOf(kind)) ?? { sum: 0, count: 0 };
      add(mean, minutes);
      means.set(keyOf(kind), mean);
      add(all, minutes);
    },
    addPause: (minutes: number): void => {
      if (minutes <= LONGEST_PAUSE_MINUTES) add(pause, minutes);
    },
    /** Mean minutes with such a patient, the pause after them not included. */
    of: (kind: Kind): number => {
      const mean = means.get(keyOf(kind)) ?? { sum: 0, count: 0 };
      const prior = configured.get(kind.service) ?? averageConfigured();
      return (mean.sum + prior * CONFIGURED_WEIGHT) / (mean.count + CONFIGURED_WEIGHT);
    },
    /** Mean minutes between the end of one visit and the next call. */
    pause: (): number => pause.sum / pause.count,
    /** Mean minutes a patient takes a room, the pause included, over all who come. */
    each: (): number =>
      (all.sum + averageConfigured() * CONFIGURED_WEIGHT) / (all.count + CONFIGURED_WEIGHT) +
      pause.sum / pause.count,
  };
}

function keyOf({ service, visitType }: Kind): string {
  return `${service}/${visitType ?? ''}`;
}
