/** What a subject says of one patient's wait: minutes until called, from the instant it was asked. */
export type Forecast = {
  /** The one number it would show: its median, or a peer's only figure. */
  readonly minutes: number;
  /** At `QUANTILE_LEVELS`. */
  readonly quantiles: readonly number[];
};

const MEDIAN_INDEX = 9;

/** A subject that gives a distribution shows its median. */
export function forecastOf(quantiles: readonly number[]): Forecast {
  const minutes = quantiles[MEDIAN_INDEX];
  if (minutes === undefined) throw new Error('a forecast has 19 quantiles');
  return { minutes, quantiles };
}
