import { MINUTE_MS } from '../../time.ts';
import type { PlannedBreak, Sample } from '../wait-law.ts';
import type { Draw, Draws } from './draws.ts';
import type { RolledLaw } from './rolled-law.ts';
import { valueAt } from './sample.ts';
import { NEVER_MS, wholeMs } from './whole-ms.ts';

type RolledBreak = {
  readonly dueAt: number;
  readonly share: number;
  readonly isTaken: Draw;
  readonly length: Draw;
  readonly minutes: Sample;
};

/** The breaks of one station that are still to come, in the order in which they are due. */
export class RolledBreaks {
  readonly #breaks: readonly RolledBreak[];
  readonly #uniform: Float64Array;
  #past = 0;
  /** When the next of them is due; before it, `until` is always 0. */
  nextDueAt = NEVER_MS;

  constructor(planned: readonly PlannedBreak[], draws: Draws, { strata }: RolledLaw) {
    this.#uniform = strata.uniform;
    this.#breaks = planned.map(({ inMinutes, minutes, share }, index) => ({
      dueAt: wholeMs(Math.max(0, inMinutes * MINUTE_MS)),
      share,
      isTaken: draws.of(`break ${index}`),
      length: draws.of(`minutes of break ${index}`),
      minutes,
    }));
  }

  startPath(): void {
    this.#past = 0;
    this.nextDueAt = this.#breaks[0]?.dueAt ?? NEVER_MS;
  }

  /**
   * Until when a break keeps a station from calling at `at`; 0: it calls. A break is taken once it
   * is due and whoever was there is done, which was at `endedAt`.
   */
  until(at: number, endedAt: number, path: number): number {
    while (this.#past < this.#breaks.length) {
      const due = this.#breaks[this.#past];
      if (due === undefined || due.dueAt > at) return 0;
      this.#past += 1;
      this.nextDueAt = this.#breaks[this.#past]?.dueAt ?? NEVER_MS;
      const level = this.#uniform[due.isTaken[path] ?? 0] ?? 0;
      if (level >= due.share) continue;
      const ms = valueAt(due.minutes, this.#uniform[due.length[path] ?? 0] ?? 0) * MINUTE_MS;
      const backAt = Math.max(endedAt, due.dueAt) + wholeMs(ms);
      if (backAt > at) return backAt;
    }
    return 0;
  }
}
