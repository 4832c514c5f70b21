import type { Service } from '../../shared/domain/clinic.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { shownOf } from '../../shared/domain/waits/told/held-window.ts';
import { PromiseBook } from '../../shared/domain/waits/told/promise-book.ts';
import type { Trust } from '../../shared/domain/waits/told/promise-trust.ts';
import { simpleWaitMinutes } from '../../shared/domain/waits/told/simple-wait.ts';
import {
  tellWait,
  toldBefore,
  type ToldWait,
  type WaitTelling,
} from '../../shared/domain/waits/told/tell-wait.ts';
import {
  QUANTILE_LEVELS,
  type WaitEstimate,
  type WaitEstimates,
  type WaitExplanation,
} from '../../shared/domain/waits/wait-estimate.ts';
import type { WaitScene } from '../../shared/domain/waits/wait-scene.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { PromiseStore } from '../db/promises.ts';
import type { StoredEntry } from '../db/queue-entries.ts';
import type { WaitLook } from './wait-look.ts';
import type { WaitTold, WaitsTold } from './wait-told.ts';

/** What is known of everybody's wait, and the clinic it is known of. */
export type WaitsSeen = {
  readonly scene: WaitScene;
  readonly estimates: WaitEstimates;
  readonly explanations: ReadonlyMap<string, WaitExplanation>;
};

export type WaitBoardParts = {
  readonly services: readonly Pick<Service, 'id' | 'minutes'>[];
  readonly day: ClinicDay;
  readonly promises: PromiseStore;
  /** The clinic as it is, and what was learned of it. */
  readonly look: (now: EpochMs) => WaitLook;
  /** Estimates within a bounded time. */
  readonly quickLook: (look: WaitLook) => WaitsSeen;
};

const MEDIAN = (QUANTILE_LEVELS.length - 1) / 2;

type OnBoard = { readonly wait: ToldWait; readonly told: WaitTold };

/**
 * What everybody waiting has been told, the same on every screen. Changed only inside a transaction, so
 * that every window people see is in the ledger before they see it. Whoever is new is told at once, in
 * the transaction that put them in the queue; for the others estimates come from outside (`hold`).
 */
export class WaitBoard implements WaitsTold {
  readonly #parts: WaitBoardParts;
  #board = new Map<string, OnBoard>();
  #promised = new Set<string>();
  #book = new PromiseBook();

  constructor(parts: WaitBoardParts, now: EpochMs) {
    this.#parts = parts;
    this.reload(now);
  }

  /** Takes up what people were told last, after a start, an undone transaction or at midnight. */
  reload(now: EpochMs): void {
    const { day, promises } = this.#parts;
    const latest = promises.latestOfWaiting(day.day);
    this.#board = new Map(
      latest.map(({ entryId, window, reason }) => [entryId, onBoard(toldBefore(window, reason))]),
    );
    this.#promised = new Set(latest.map(({ entryId }) => entryId));
    this.#book = new PromiseBook(promises.known(now));
  }

  of(entryId: string): WaitTold | null {
    return this.#board.get(entryId)?.told ?? null;
  }

  /** How far what people are promised can be trusted, by how it was kept of late. */
  trust(serviceId: string): Trust {
    return this.#book.trust(serviceId);
  }

  /** In the transaction of a batch: who is no longer waiting goes, and who is new is told. */
  settle(now: EpochMs): void {
    const waiting = this.#parts.day.entries().filter(isToldAWait);
    this.#letGo(waiting, now);
    this.#book.look(now);
    const untold = waiting.filter((entry) => !this.#knowsOf(entry));
    if (untold.length === 0) return;
    const seen = this.#parts.quickLook(this.#parts.look(now));
    for (const entry of untold) this.#tell(entry, seen);
  }

  /**
   * Takes up estimates for everybody, in a transaction of their own. They may be of a moment ago:
   * whoever was somewhere else then, or has been told something since, keeps what they have.
   */
  hold(seen: WaitsSeen): void {
    const statuses = new Map(seen.scene.entries.map(({ id, status }) => [id, status]));
    for (const entry of this.#parts.day.entries()) {
      if (!isToldAWait(entry) || statuses.get(entry.id) !== entry.status) continue;
      const issuedAt = this.#board.get(entry.id)?.wait.window.issuedAt ?? seen.scene.now;
      if (issuedAt <= seen.scene.now) this.#tell(entry, seen);
    }
  }

  #letGo(waiting: readonly StoredEntry[], now: EpochMs): void {
    const ids = new Set(waiting.map(({ id }) => id));
    for (const entryId of this.#board.keys()) {
      if (ids.has(entryId)) continue;
      this.#board.delete(entryId);
      const calledAt = this.#parts.day.entry(entryId)?.calledAt ?? null;
      if (calledAt === null) this.#book.gone(entryId, now);
      else this.#book.called(entryId, calledAt);
    }
  }

  #knowsOf({ id, status }: StoredEntry): boolean {
    const window = this.#board.get(id)?.wait.window;
    if (!window) return false;
    const saysHeld = window.kind === 'unknown' && window.reason === 'held';
    return saysHeld === (status === 'held');
  }

  #tell(entry: StoredEntry, { scene, estimates, explanations }: WaitsSeen): void {
    const estimate = estimateOf(entry, estimates);
    if (!estimate) return;
    const basis = {
      entryId: entry.id,
      scene,
      explanation: explanations.get(entry.id) ?? null,
      delays: this.#parts.day.notices(),
    };
    const previous = this.#board.get(entry.id)?.wait ?? null;
    const trust = this.#book.trust(entry.serviceId);
    const telling = tellWait(previous, { estimate, basis, trust });
    this.#board.set(entry.id, onBoard(telling.told));
    this.#promise(entry, telling, { scene, estimate });
  }

  /** Puts a window that was issued into the ledger, with what else was known. */
  #promise(
    entry: StoredEntry,
    { told: { window, slip }, change }: WaitTelling,
    { scene, estimate }: { readonly scene: WaitScene; readonly estimate: WaitEstimate },
  ): void {
    if (window.kind === 'unknown' || change === 'kept' || estimate.kind === 'unknown') return;
    const { id: entryId, serviceId } = entry;
    this.#parts.promises.insert({
      entryId,
      ...window,
      change,
      reason: change === 'slipped' ? (slip?.reason ?? null) : null,
      estimateMinutes: estimate.quantiles[MEDIAN] ?? null,
      simpleMinutes: simpleWaitMinutes({
        entry,
        position: estimate.position,
        stations: scene.stations,
        serviceMinutes: this.#parts.services.find(({ id }) => id === serviceId)?.minutes ?? 0,
      }),
    });
    if (this.#promised.has(entryId)) return;
    this.#promised.add(entryId);
    this.#book.issued({ entryId, serviceId }, window);
  }
}

function isToldAWait({ status }: StoredEntry): boolean {
  return status === 'waiting' || status === 'held';
}

/** Whoever is held is not estimated: staff decide. */
function estimateOf({ id, status }: StoredEntry, estimates: WaitEstimates): WaitEstimate | null {
  if (status === 'held') return { kind: 'unknown', reason: 'held' };
  return estimates.get(id) ?? null;
}

function onBoard(wait: ToldWait): OnBoard {
  const { window, position, slip } = wait;
  return { wait, told: { shown: shownOf(window), position, slip } };
}
