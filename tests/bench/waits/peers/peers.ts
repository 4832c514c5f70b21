import type { EpochMs } from '../../../../shared/domain/time.ts';
import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import { type Forecast, forecastOf } from '../forecast.ts';
import { headOfLine, lastToEnter } from './delay-history.ts';
import { featuresOf } from './features.ts';
import { type Picture, picturesAt } from './picture.ts';
import {
  positionByRooms,
  positionTimesGap,
  positionTimesMinutes,
  rollingWaits,
} from './positions.ts';
import { fitQuantiles } from './quantile-regression.ts';
import { queueLength, queueLengthByKind } from './queue-length.ts';
import { QueueTracker } from './queue-tracker.ts';
import { residualQuantiles } from './residual-quantiles.ts';

/** The rules that queue products and the literature use, by the names of the table. */
const RULES: Readonly<Record<string, (picture: Picture) => number>> = {
  'queue length by kind': queueLengthByKind,
  'position × minutes ÷ rooms': positionByRooms,
  'head of line': headOfLine,
  'queue length': queueLength,
  'last to enter': lastToEnter,
  'mean of last 8 waits': rollingWaits,
  'position × rolling gap': positionTimesGap,
  'position × minutes': positionTimesMinutes,
};
const REGRESSION = 'quantile regression';

/** Every peer's name, in the order of the table. */
export const PEER_NAMES: readonly string[] = [REGRESSION, ...Object.keys(RULES)];

/** One person's forecasts by the peers' names, and the picture that they were drawn from. */
export type Asked = {
  readonly picture: Picture;
  readonly forecasts: ReadonlyMap<string, Forecast>;
};

/** What was shown on a day of the past, and what came of it. */
type Past = {
  readonly day: number;
  readonly features: readonly number[];
  readonly shown: Readonly<Record<string, number>>;
  readonly actual: number;
};

/** Errors older than this many days of history do not make a peer's intervals. */
const DAYS_OF_ERRORS = 10;
const LEAST_ROWS = 200;

/** All peers of one clinic: they see its events, train on its history, and are then asked. */
export class Peers {
  readonly #tracker = new QueueTracker();
  readonly #past: Past[] = [];
  #regression: ((features: readonly number[]) => readonly number[]) | null = null;
  #spreads = new Map<string, (shown: number) => readonly number[]>();

  take(event: RecordedEvent): void {
    this.#tracker.take(event);
  }

  /** Looks at everybody who waits at an instant of a past day, and at when they were called. */
  study(now: EpochMs, day: number, minutesOf: (entry: string) => number | null): void {
    for (const [entry, picture] of picturesAt(this.#tracker, now)) {
      const actual = minutesOf(entry);
      if (actual === null) continue;
      const shown = Object.fromEntries(
        Object.entries(RULES).map(([name, rule]) => [name, rule(picture)]),
      );
      this.#past.push({ day, features: featuresOf(picture), shown, actual });
    }
  }

  /** Trains on all that was studied. */
  train(): void {
    if (this.#past.length < LEAST_ROWS) return;
    this.#regression = fitQuantiles(
      this.#past.map(({ features, actual }) => ({ features, minutes: actual })),
    );
    const last = Math.max(...this.#past.map(({ day }) => day));
    const recent = this.#past.filter(({ day }) => day > last - DAYS_OF_ERRORS);
    for (const name of Object.keys(RULES)) {
      const spread = residualQuantiles(
        recent.map(({ shown, actual }) => ({ shown: shown[name] ?? 0, actual })),
      );
      if (spread) this.#spreads.set(name, spread);
    }
  }

  /** Everybody waiting at an instant, by queue entry: who they are, and each peer's forecast. */
  forecastsAt(now: EpochMs): ReadonlyMap<string, Asked> {
    return new Map(
      [...picturesAt(this.#tracker, now)].map(([entry, picture]) => [
        entry,
        { picture, forecasts: this.#of(picture) },
      ]),
    );
  }

  #of(picture: Picture): ReadonlyMap<string, Forecast> {
    const forecasts = new Map<string, Forecast>();
    if (this.#regression) {
      forecasts.set(REGRESSION, forecastOf(this.#regression(featuresOf(picture))));
    }
    for (const [name, rule] of Object.entries(RULES)) {
      const minutes = rule(picture);
      const quantiles = this.#spreads.get(name)?.(minutes) ?? everywhere(minutes);
      forecasts.set(name, { minutes, quantiles });
    }
    return forecasts;
  }
}

function everywhere(minutes: number): readonly number[] {
  return Array.from({ length: 19 }, () => minutes);
}
