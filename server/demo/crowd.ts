import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { initialOf } from '../../shared/domain/initials.ts';
import { type Booking, dateText, type Person } from './booking.ts';
import { type Chance, createChance } from './chance.ts';
import { NAMES } from './names.ts';
import { doctorsOf, SERVICE_WEIGHTS } from './roster.ts';

const GRID_MS = 5 * MINUTE_MS;
const OLDEST_YEARS = 96;

type CrowdWish = {
  readonly file: ClinicFileContent;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly perHour: number;
  /** Says whose crowd it is: the same seed makes the same people. */
  readonly seed: string;
};

export const CROWD_REF = 'crowd-';

/** Books invented people evenly between two instants, on the five minutes. */
export function bookCrowd(wish: CrowdWish): readonly Booking[] {
  const { file, fromAt, toAt, perHour, seed } = wish;
  const chance = createChance(seed);
  const people = inventPeople(chance, new Date(toAt).getUTCFullYear());
  const count = Math.max(0, Math.round(((toAt - fromAt) / HOUR_MS) * perHour));
  return Array.from({ length: count }, (_, index) => {
    const at = fromAt + ((index + chance.fraction()) / count) * (toAt - fromAt);
    const serviceId = chance.weighted(SERVICE_WEIGHTS);
    return {
      ref: `${CROWD_REF}${seed}-${index}`,
      person: people(),
      serviceId,
      providerId: serviceId === 'doctor' ? (chance.shuffled(doctorsOf(file))[0] ?? null) : null,
      startAt: Math.round(at / GRID_MS) * GRID_MS,
    };
  });
}

/** Invents one person after another; no two share a birth date and a first letter. */
function inventPeople(chance: Chance, thisYear: number): () => Person {
  const taken = new Set<string>();
  let names = chance.shuffled(NAMES);
  return () => {
    const [[firstName, lastName] = ['Maria', 'Santos'], ...rest] = names;
    names = rest.length > 0 ? rest : chance.shuffled(NAMES);
    for (;;) {
      const dateOfBirth = inventBirthDate(chance, thisYear);
      const identity = `${dateOfBirth} ${initialOf(lastName)}`;
      if (taken.has(identity)) continue;
      taken.add(identity);
      return { firstName, lastName, dateOfBirth };
    }
  };
}

/** Never the 15th, nor after the 28th: those are the birthdays of the example people. */
function inventBirthDate(chance: Chance, thisYear: number): string {
  const day = chance.whole(1, 27);
  return dateText(
    thisYear - chance.whole(1, OLDEST_YEARS),
    chance.whole(1, 12),
    day < 15 ? day : day + 1,
  );
}
