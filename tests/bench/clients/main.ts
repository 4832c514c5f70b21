import { answerQuestions, sharedNow } from './child.ts';
import { type Kiosk, openKiosk, openScreen, type Protocol } from './clients.ts';
import { percentile } from './statistics.ts';

const OPENED_AT_ONCE = 50;
const COUNT = /"waitingCount":(\d+)/;

type Target = { readonly port: number; readonly protocol: Protocol };

/** All screens and kiosks of a run, for every subject, in one process of their own. */
const screens = new Map<number, ScreenWall>();
const kiosks = new Map<number, Kiosk[]>();

/** Screens of one subject: knows when the last of them has seen a broadcast. */
class ScreenWall {
  #seen = 0;
  #lastFrameAt = 0;
  #wanted = 0;
  #onAll: (() => void) | null = null;
  /** When the last screen saw each waiting count, by that count. */
  readonly #lastAtByCount = new Map<number, number>();
  readonly #screensByCount = new Map<number, number>();
  #size = 0;
  #readsCounts = false;

  async open({ port, protocol }: Target, size: number, readsCounts: boolean): Promise<void> {
    this.#readsCounts = readsCounts;
    for (let opened = 0; opened < size; opened += OPENED_AT_ONCE) {
      const batch = Math.min(OPENED_AT_ONCE, size - opened);
      await Promise.all(
        Array.from({ length: batch }, () =>
          openScreen(port, protocol, (bytes) => this.#onSnapshot(bytes)),
        ),
      );
    }
    this.#size = size;
  }

  /** Resolves with the time at which every screen has had one more snapshot. */
  nextBroadcast(): Promise<number> {
    this.#seen = 0;
    this.#wanted = this.#size;
    return new Promise((resolve) => {
      this.#onAll = () => resolve(this.#lastFrameAt);
    });
  }

  reset(): void {
    this.#lastAtByCount.clear();
    this.#screensByCount.clear();
  }

  /** When the last screen showed at least this many check-ins, or null when it has not yet. */
  shownAt(count: number): number | null {
    let best: number | null = null;
    for (const [shown, at] of this.#lastAtByCount) {
      if (shown >= count && (best === null || at < best)) best = at;
    }
    return best;
  }

  #onSnapshot(bytes: Buffer): void {
    this.#lastFrameAt = sharedNow();
    this.#seen += 1;
    if (this.#readsCounts) this.#count(bytes);
    if (this.#onAll && this.#seen === this.#wanted) {
      const done = this.#onAll;
      this.#onAll = null;
      done();
    }
  }

  #count(bytes: Buffer): void {
    const count = Number(COUNT.exec(bytes.toString('latin1'))?.[1]);
    const screensNow = (this.#screensByCount.get(count) ?? 0) + 1;
    this.#screensByCount.set(count, screensNow);
    if (screensNow === this.#size) this.#lastAtByCount.set(count, this.#lastFrameAt);
  }
}

function wallOf(port: number): ScreenWall {
  const wall = screens.get(port);
  if (!wall) throw new Error(`no screens on ${port}`);
  return wall;
}

type CheckIn = { readonly sentAt: number; readonly ackedAt: number };

async function timedCheckIn(kiosk: Kiosk): Promise<CheckIn> {
  const sentAt = sharedNow();
  await kiosk.checkIn();
  return { sentAt, ackedAt: sharedNow() };
}

/** Every kiosk sends its next check-in as soon as the last is acknowledged. */
async function flatOut(port: number, each: number): Promise<readonly CheckIn[]> {
  const done = await Promise.all(
    (kiosks.get(port) ?? []).map(async (kiosk) => {
      const own: CheckIn[] = [];
      for (let index = 0; index < each; index += 1) own.push(await timedCheckIn(kiosk));
      return own;
    }),
  );
  return done.flat();
}

/** Check-ins at an even pace, the kiosks in turn, however long each takes. */
async function paced(port: number, count: number, perSecond: number): Promise<readonly CheckIn[]> {
  const all = kiosks.get(port) ?? [];
  const pending: Promise<CheckIn>[] = [];
  const startAt = sharedNow();
  for (let index = 0; index < count; index += 1) {
    const dueAt = startAt + (index * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - sharedNow())));
    const kiosk = all[index % all.length];
    if (kiosk) pending.push(timedCheckIn(kiosk));
  }
  return Promise.all(pending);
}

/** Waits until the wall has shown the last check-in, then measures from each request to its showing. */
async function report(port: number, done: readonly CheckIn[]) {
  const wall = wallOf(port);
  while (wall.shownAt(done.length) === null) await new Promise((resolve) => setImmediate(resolve));
  const inOrder = done.toSorted((a, b) => a.ackedAt - b.ackedAt);
  const shown = inOrder.map(({ sentAt }, index) => (wall.shownAt(index + 1) ?? 0) - sentAt);
  const acked = inOrder.map(({ sentAt, ackedAt }) => ackedAt - sentAt);
  return { shown: percentile(shown, 0.5), acked: percentile(acked, 0.5) };
}

answerQuestions({
  'open screens': async (body: Target & { size: number; readsCounts: boolean }) => {
    const wall = new ScreenWall();
    screens.set(body.port, wall);
    await wall.open(body, body.size, body.readsCounts);
  },
  'open kiosks': async (body: Target & { size: number }) => {
    const opened: Kiosk[] = [];
    for (let index = 0; index < body.size; index += 1) {
      opened.push(await openKiosk(body.port, body.protocol));
    }
    kiosks.set(body.port, opened);
  },
  'next broadcast': (body: { port: number }) => wallOf(body.port).nextBroadcast(),
  'check in flat out': async (body: { port: number; each: number }) => {
    wallOf(body.port).reset();
    return report(body.port, await flatOut(body.port, body.each));
  },
  'check in at a pace': async (body: { port: number; count: number; perSecond: number }) => {
    wallOf(body.port).reset();
    return report(body.port, await paced(body.port, body.count, body.perSecond));
  },
  'check-ins a second': async (body: { port: number; each: number }) => {
    const startAt = sharedNow();
    const done = await flatOut(body.port, body.each);
    return (done.length * 1000) / (sharedNow() - startAt);
  },
});
