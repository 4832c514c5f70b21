import type { EpochMs } from '../../../shared/domain/time.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { WaitEstimates } from '../../../shared/domain/waits/wait-estimate.ts';
import { type BySubject, SUBJECTS } from './day-result.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { groupsOf } from './groups.ts';
import type { Asked } from './peers/peers.ts';
import { pitDeciles } from './pit.ts';
import { addUp, scoreOf, type ScoreSums } from './scores.ts';

/** What everybody says at one instant, by queue entry. */
export type Answers = {
  readonly oracle: ReadonlyMap<string, readonly number[]>;
  readonly foyer: WaitEstimates;
  readonly byMeans: WaitEstimates;
  readonly peers: ReadonlyMap<string, Asked>;
};

/** The scores of one day. All subjects are scored on the same predictions. */
export class DayScores {
  readonly #scores = new Map<string, Map<string, ScoreSums[]>>();
  #pit: readonly number[] = Array.from({ length: 10 }, () => 0);
  asked = 0;
  unknown = 0;

  get pit(): readonly number[] {
    return this.#pit;
  }

  add(at: EpochMs, answers: Answers, calledAt: ReadonlyMap<string, EpochMs>): void {
    for (const [entryId, quantiles] of answers.oracle) {
      const called = calledAt.get(entryId);
      if (called === undefined) continue;
      this.#addOne(entryId, (called - at) / MINUTE_MS, { ...answers, quantiles });
    }
  }

  sums(): Readonly<Record<string, BySubject>> {
    return Object.fromEntries(
      [...this.#scores].map(([group, subjects]) => [
        group,
        Object.fromEntries([...subjects].map(([name, all]) => [name, addUp(all)])),
      ]),
    );
  }

  #addOne(
    entryId: string,
    actual: number,
    answers: Answers & { readonly quantiles: readonly number[] },
  ): void {
    const peers = answers.peers.get(entryId);
    if (!peers) throw new Error(`the peers do not know ${entryId}`);
    const foyer = answers.foyer.get(entryId);
    const byMeans = answers.byMeans.get(entryId);
    this.asked += 1;
    if (foyer?.kind !== 'known' || byMeans?.kind !== 'known') {
      this.unknown += 1;
      return;
    }
    const oracle = forecastOf(answers.quantiles);
    const deciles = pitDeciles(answers.quantiles, actual);
    this.#pit = this.#pit.map((sum, index) => sum + (deciles[index] ?? 0));
    const forecasts = new Map<string, Forecast>([
      [SUBJECTS.oracle, oracle],
      [SUBJECTS.foyer, forecastOf(foyer.quantiles)],
      [SUBJECTS.byMeans, forecastOf(byMeans.quantiles)],
      ...peers.forecasts,
    ]);
    const groups = groupsOf(peers.picture, oracle.minutes);
    for (const [subject, forecast] of forecasts) {
      this.#note(groups, subject, scoreOf(forecast, actual));
    }
  }

  #note(groups: readonly string[], subject: string, score: ScoreSums): void {
    for (const group of groups) {
      const subjects = this.#scores.get(group) ?? new Map<string, ScoreSums[]>();
      this.#scores.set(group, subjects);
      const all = subjects.get(subject) ?? [];
      subjects.set(subject, all);
      all.push(score);
    }
  }
}
