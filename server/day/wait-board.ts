import type { Clinic } from '../../shared/domain/clinic.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { estimateWaits } from '../../shared/domain/waits/estimate-waits.ts';
import { type HeldWindow, holdWindow } from '../../shared/domain/waits/held-window.ts';
import { learnFromToday } from '../../shared/domain/waits/learn-from-today.ts';
import { minutesWithPatient } from '../../shared/domain/waits/minutes-with-patient.ts';
import type { ShownWait } from '../../shared/domain/waits/shown-wait.ts';
import type { WaitEstimate } from '../../shared/domain/waits/wait-estimate.ts';
import type { PromiseStore } from '../db/promises.ts';
import type { ClinicDay } from './clinic-day.ts';

export type Wait = { readonly shown: ShownWait; readonly position: number | null };

/**
 * What everybody waiting has been told. Refreshed inside the transaction of each batch of commands,
 * so that every window people see is in the ledger before they see it.
 */
export class WaitBoard {
  readonly #clinic: Clinic;
  readonly #day: ClinicDay;
  readonly #promises: PromiseStore;
  #held = new Map<string, HeldWindow>();
  #waits = new Map<string, Wait>();

  constructor(clinic: Clinic, day: ClinicDay, promises: PromiseStore) {
    this.#clinic = clinic;
    this.#day = day;
    this.#promises = promises;
    this.reload();
  }

  /** Takes up the windows that people were told last, after a start or an undone transaction. */
  reload(): void {
    this.#held = new Map(
      this.#promises
        .latestOfWaiting(this.#day.day)
        .map(({ entryId, ...window }) => [entryId, { kind: 'window', ...window }]),
    );
    this.#waits = new Map();
  }

  of(entryId: string): Wait | null {
    return this.#waits.get(entryId) ?? null;
  }

  /** Estimates every wait anew; a window is issued again only as its rules say. */
  refresh(now: EpochMs): void {
    const estimates = this.#estimate(now);
    const held = new Map<string, HeldWindow>();
    const waits = new Map<string, Wait>();
    for (const [entryId, estimate] of estimates) {
      const previous = this.#held.get(entryId) ?? null;
      const { window, change } = holdWindow(previous, estimate, now);
      held.set(entryId, window);
      if (window.kind === 'window' && change !== 'kept' && change !== 'lost') {
        const { issuedAt, fromAt, toAt } = window;
        this.#promises.insert({ entryId, issuedAt, fromAt, toAt, change });
      }
      const position = estimate.kind === 'known' ? estimate.position : null;
      waits.set(entryId, { shown: told(window), position });
    }
    this.#held = held;
    this.#waits = waits;
  }

  #estimate(now: EpochMs): ReadonlyMap<string, WaitEstimate> {
    const entries = this.#day.entries();
    const finished = entries.flatMap((entry) => {
      const minutes = minutesWithPatient(entry);
      return minutes === null ? [] : [{ serviceId: entry.serviceId, minutes }];
    });
    const state = {
      entries: entries.filter(isActive),
      stations: this.#day.stations(),
      policy: this.#clinic.queue,
    };
    return estimateWaits(state, learnFromToday(this.#clinic.services, finished), now);
  }
}

/** Without when it was said: that is for the ledger, and would make every snapshot differ. */
function told(window: HeldWindow): ShownWait {
  return window.kind === 'window'
    ? { kind: 'window', fromAt: window.fromAt, toAt: window.toAt }
    : { kind: 'unknown', reason: window.reason };
}
