import { setTimeout as sleep } from 'node:timers/promises';
import { sharedNow } from '../child.ts';
import { percentile } from '../statistics.ts';
import type { Kiosk } from './devices.ts';
import type { ScreenWall } from './screen-wall.ts';

export type CheckIn = { readonly sentAt: number; readonly ackedAt: number };

/** Every kiosk sends its next check-in as soon as the last is acknowledged. */
export async function flatOut(kiosks: readonly Kiosk[], each: number): Promise<readonly CheckIn[]> {
  const done = await Promise.all(
    kiosks.map(async (kiosk) => {
      const own: CheckIn[] = [];
      for (let index = 0; index < each; index += 1) own.push(await timedCheckIn(kiosk));
      return own;
    }),
  );
  return done.flat();
}

/** Check-ins at an even pace, the kiosks in turn, however long each takes. */
export async function atPace(
  kiosks: readonly Kiosk[],
  count: number,
  perSecond: number,
): Promise<readonly CheckIn[]> {
  const started: Promise<CheckIn>[] = [];
  const startAt = sharedNow();
  for (let index = 0; index < count; index += 1) {
    const dueAt = startAt + (index * 1000) / perSecond;
    await sleep(Math.max(0, dueAt - sharedNow()));
    const kiosk = kiosks[index % kiosks.length];
    if (kiosk) started.push(timedCheckIn(kiosk));
  }
  return Promise.all(started);
}

async function timedCheckIn(kiosk: Kiosk): Promise<CheckIn> {
  const sentAt = sharedNow();
  await kiosk.checkIn();
  return { sentAt, ackedAt: sharedNow() };
}

/**
 * The median from a request until the last screen showed it. Screens show how many wait: the
 * check-in acknowledged n-th is shown once that number has gone up by n.
 */
export async function medianUntilShown(
  done: readonly CheckIn[],
  waitingBefore: number,
  wall: ScreenWall,
): Promise<number> {
  await wall.seen(waitingBefore + done.length);
  const history = wall.history();
  const shownAt = (count: number): number => {
    const enough = history.filter(({ number }) => number >= count);
    return Math.min(...enough.map(({ lastAt }) => lastAt));
  };
  const waits = done
    .toSorted((a, b) => a.ackedAt - b.ackedAt)
    .map(({ sentAt }, index) => shownAt(waitingBefore + index + 1) - sentAt);
  return percentile(waits, 0.5);
}
