import { type EpochMs, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { addUpWindows, type ShownTimes, type WindowSums, windowSums } from './window-sums.ts';

type Writable = {
  ticks: ShownTimes[];
  firstToAt: EpochMs | null;
  slips: number;
  slipMinutes: number;
  lastToAt: EpochMs | null;
};

/** What everybody was shown through one day by one rule of display. */
export class ShownHistories {
  readonly #leastSlipMs: number;
  readonly #histories = new Map<string, Writable>();

  /** A later end is a slip when it is more than `leastSlipMinutes` later: what is rounded flickers. */
  constructor(leastSlipMinutes: number) {
    this.#leastSlipMs = leastSlipMinutes * MINUTE_MS;
  }

  note(entryId: string, shown: ShownTimes, isTick: boolean): void {
    const history = this.#histories.get(entryId) ?? newHistory();
    this.#histories.set(entryId, history);
    if (isTick) history.ticks.push(shown);
    if (shown === null) return;
    history.firstToAt ??= shown.toAt;
    const last = history.lastToAt ?? shown.toAt;
    const isLater = shown.toAt - last > this.#leastSlipMs;
    if (isLater) {
      history.slips += 1;
      history.slipMinutes += (shown.toAt - last) / MINUTE_MS;
    }
    if (isLater || shown.toAt <= last) history.lastToAt = shown.toAt;
  }

  /** Those who went home uncalled are in no figure. */
  sums(calledAt: ReadonlyMap<string, EpochMs>): WindowSums {
    return addUpWindows(
      [...this.#histories].flatMap(([entryId, history]) => {
        const at = calledAt.get(entryId);
        return at === undefined ? [] : [windowSums(history, at)];
      }),
    );
  }
}

function newHistory(): Writable {
  return { ticks: [], firstToAt: null, slips: 0, slipMinutes: 0, lastToAt: null };
}
