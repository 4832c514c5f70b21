import { answerQuestions, sharedNow } from '../child.ts';
import { atPace, flatOut, medianUntilShown } from './check-ins.ts';
import { type Kiosk, openKiosk, type Target } from './devices.ts';
import { percentile } from '../statistics.ts';
import { ScreenWall } from './screen-wall.ts';

/** All screens and kiosks of a run, for every subject by its port, in one process of their own. */
const walls = new Map<number, ScreenWall>();
const kiosksByPort = new Map<number, readonly Kiosk[]>();

type OfSubject = { readonly port: number };
type Run = OfSubject & { readonly waitingBefore: number };

function wallOf({ port }: OfSubject): ScreenWall {
  const wall = walls.get(port);
  if (!wall) throw new Error(`no screens on ${port}`);
  return wall;
}

function kiosksOf({ port }: OfSubject): readonly Kiosk[] {
  const kiosks = kiosksByPort.get(port);
  if (!kiosks) throw new Error(`no kiosks on ${port}`);
  return kiosks;
}

answerQuestions({
  'open screens': async (body: Target & { size: number; field: string }) => {
    const wall = new ScreenWall(body.field);
    walls.set(body.port, wall);
    await wall.open(body, body.size);
  },
  'open kiosks': async (body: Target & { upTo: number }) => {
    const open = kiosksByPort.get(body.port) ?? [];
    const more = Array.from({ length: body.upTo - open.length }, (_, index) =>
      openKiosk(body, open.length + index),
    );
    kiosksByPort.set(body.port, [...open, ...(await Promise.all(more))]);
  },
  'forget what was seen': (body: OfSubject) => wallOf(body).forget(),
  'number seen': (body: OfSubject & { number: number }) => wallOf(body).seen(body.number),
  'latest snapshot': (body: OfSubject) => wallOf(body).latest,
  'shown flat out': async (body: Run & { each: number }) => {
    const done = await flatOut(kiosksOf(body), body.each);
    return medianUntilShown(done, body.waitingBefore, wallOf(body));
  },
  'shown at a pace': async (body: Run & { count: number; perSecond: number }) => {
    const done = await atPace(kiosksOf(body), body.count, body.perSecond);
    return medianUntilShown(done, body.waitingBefore, wallOf(body));
  },
  'p99 of check-ins': async (body: OfSubject & { count: number; perSecond: number }) => {
    const done = await atPace(kiosksOf(body), body.count, body.perSecond);
    return percentile(
      done.map(({ sentAt, ackedAt }) => ackedAt - sentAt),
      0.99,
    );
  },
  'check-ins a second': async (body: OfSubject & { each: number }) => {
    const startAt = sharedNow();
    const done = await flatOut(kiosksOf(body), body.each);
    return (done.length * 1000) / (sharedNow() - startAt);
  },
});
