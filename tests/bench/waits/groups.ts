import type { Picture } from './peers/picture.ts';

export const ALL = 'all';

const WAIT_BANDS = [10, 25, 45] as const;

/** The groups in which a prediction is counted: where an error comes from shows there. */
export function groupsOf(picture: Picture, oracleMinutes: number): readonly string[] {
  const hour = Math.floor(picture.tracker.hourAt(picture.now));
  return [
    ALL,
    classOf(picture),
    `hour ${String(hour).padStart(2, '0')}`,
    waitBandOf(oracleMinutes),
    picture.rooms.length === 0 ? 'no room open for them' : 'a room is open for them',
  ];
}

function classOf({ person }: Picture): string {
  if (person.priority > 0) return 'urgent';
  return person.bookedAt === null ? 'walked in' : 'booked';
}

function waitBandOf(minutes: number): string {
  const upTo = WAIT_BANDS.find((band) => minutes <= band);
  return upTo === undefined ? `oracle > ${WAIT_BANDS.at(-1)} min` : `oracle ≤ ${upTo} min`;
}
