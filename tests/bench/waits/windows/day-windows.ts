import { FollowedWindows } from '../../../../server/replay/followed-windows.ts';
import { DAY_MS, type EpochMs } from '../../../../shared/domain/time.ts';
import { type HeldWindow, shownOf } from '../../../../shared/domain/waits/told/held-window.ts';
import type { RecordedDay } from '../../../../shared/domain/waits/recorded/recorded-day.ts';
import { wordsForWait } from '../../../../shared/domain/waits/told/shown-wait.ts';
import type { WaitEstimates } from '../../../../shared/domain/waits/wait-estimate.ts';
import { type DisplayRule, neverRaise, rawMedian } from './display-rule.ts';
import { ShownHistories } from './shown-histories.ts';
import type { ShownTimes, WindowSums } from './window-sums.ts';

export const FOYER_WINDOW = 'Foyer';

/** Rounded to 5 minutes anew at each look, the same end appears up to 5 minutes later. */
const FLICKER_MINUTES = 5;
const BASELINES: Readonly<Record<string, DisplayRule>> = {
  'raw median, 5 min': rawMedian,
  'never raised': neverRaise,
};

type Baseline = {
  readonly rule: DisplayRule;
  readonly histories: ShownHistories;
  readonly shown: Map<string, ShownTimes>;
};

export type Look = {
  readonly day: RecordedDay;
  readonly estimates: WaitEstimates;
  readonly now: EpochMs;
  /** Whether this instant counts: ticks are evenly spaced, events are not. */
  readonly isTick: boolean;
};

/** What people are shown through one day after another, by Foyer's rule and by simpler ones. */
export class DayWindows {
  readonly #followed = new FollowedWindows();
  #histories = new ShownHistories(0);
  #baselines = newBaselines();

  /** Decides what everybody is shown now, as the replay of recorded days does. */
  look({ day, estimates, now, isTick }: Look): void {
    for (const [entryId, window] of this.#followed.follow(day, estimates, now)) {
      this.#histories.note(entryId, timesOf(window, now), isTick);
    }
    for (const { rule, histories, shown } of this.#baselines.values()) {
      for (const [entryId, estimate] of estimates) {
        const next = rule(shown.get(entryId) ?? null, estimate, now);
        shown.set(entryId, next);
        histories.note(entryId, next, isTick);
      }
    }
  }

  /** Sums up the day by rule of display, and begins the next. */
  endDay(
    day: RecordedDay,
    calledAt: ReadonlyMap<string, EpochMs>,
  ): Readonly<Record<string, WindowSums>> {
    const baselines = [...this.#baselines].map(([name, { histories }]) => [
      name,
      histories.sums(calledAt),
    ]);
    const sums = Object.fromEntries([[FOYER_WINDOW, this.#histories.sums(calledAt)], ...baselines]);
    this.#followed.endDay(day, (day.dayNumber + 2) * DAY_MS);
    this.#histories = new ShownHistories(0);
    this.#baselines = newBaselines();
    return sums;
  }
}

function newBaselines(): ReadonlyMap<string, Baseline> {
  return new Map(
    Object.entries(BASELINES).map(([name, rule]) => [
      name,
      { rule, histories: new ShownHistories(FLICKER_MINUTES), shown: new Map() },
    ]),
  );
}

function timesOf(window: HeldWindow, now: EpochMs): ShownTimes {
  const shown = shownOf(window);
  if (shown.kind === 'unknown') return null;
  const words = wordsForWait(shown, now);
  const hasEnd = words.kind === 'up-to' || words.kind === 'range' || words.kind === 'late';
  return { fromAt: shown.fromAt, toAt: shown.toAt, hasEnd };
}
