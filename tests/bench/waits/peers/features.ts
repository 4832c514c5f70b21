import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { headOfLine, lastToEnter } from './delay-history.ts';
import { type Picture, readyAt } from './picture.ts';
import { rollingGap } from './positions.ts';
import { queueLengthByKind } from './queue-length.ts';

const SOON_MINUTES = 30;
const NOON = 12;
const LUNCH_HOURS = { from: 11.5, to: 13.5 };

/** What the regression on the queue knows of a person: the sixteen features of the study. */
export function featuresOf(picture: Picture): readonly number[] {
  const { person, tracker, now, ahead, rooms } = picture;
  const hour = tracker.hourAt(now);
  const isBooked = person.bookedAt !== null;
  const soon = tracker.booked.filter(
    ({ startAt }) => startAt > now - SOON_MINUTES * MINUTE_MS && startAt < readyAt(person),
  );
  const sinceInside = rooms.map(({ inside }) => (inside ? (now - inside.sinceAt) / MINUTE_MS : 0));
  const count = Math.max(1, rooms.length);
  return [
    queueLengthByKind(picture),
    ahead.length / count,
    rooms.length,
    lastToEnter(picture),
    headOfLine(picture),
    rollingGap(picture),
    person.priority > 0 ? 1 : 0,
    isBooked ? 1 : 0,
    hour - NOON,
    (hour - NOON) ** 2,
    hour >= LUNCH_HOURS.from && hour < LUNCH_HOURS.to ? 1 : 0,
    soon.length / count,
    isBooked ? Math.max(0, readyAt(person) - now) / MINUTE_MS : 0,
    Math.max(0, now - readyAt(person)) / MINUTE_MS,
    sinceInside.reduce((sum, minutes) => sum + minutes, 0) / count,
    rooms.length === 0 ? 1 : 0,
  ];
}
