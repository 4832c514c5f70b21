import type { LogMinutes } from '../wait-law.ts';
import { type KindMemory, type MinutesMemory, weightOf } from './minutes-memory.ts';
import {
  KIND_VARIANCE,
  PRIOR_LOG_VARIANCE,
  priorLog,
  priorPrecision,
  SERVICE_VARIANCE,
  SPREAD_WEIGHT,
} from './minutes-prior.ts';
import {
  type Cell,
  cellsOf,
  CLINIC_ROW,
  mergeKinds,
  type Rows,
  rowsOf,
  todaysOf,
} from './minutes-unknowns.ts';
import { recentChange } from './recent-change.ts';
import { type Given, solve, type Solved, variancesOf, type Variances } from './solve-minutes.ts';
import { at } from './symmetric-solve.ts';

/** Somebody's speed today in ln minutes beyond the mean of the kind, before anybody runs over. */
export type Effect = {
  readonly mean: number;
  readonly variance: number;
  /** The mean without what the last days alone have changed. */
  readonly usual: number;
};

export type MinutesFit = {
  readonly kinds: ReadonlyMap<string, LogMinutes>;
  readonly effects: ReadonlyMap<string, Effect>;
  /** For a kind nobody had yet: from its service's other kinds, and from the clinic's as a whole. */
  readonly unseen: (serviceId: string, plannedMinutes: number) => LogMinutes;
};

/** Of a performer of whom nothing is known. */
export const UNKNOWN_EFFECT: Effect = { mean: 0, usual: 0, variance: 0.2 ** 2 + 0.1 ** 2 };

const ROUNDS = 2;
const NO_CHANGES: ReadonlyMap<string, number> = new Map();
/** Nothing is known better than to one in a hundred. */
const LEAST_VARIANCE = 0.01 ** 2;

/**
 * What visits take, by kind, and how fast everybody is today: the exact posterior of
 * ln minutes = settings + clinic + service + kind + performer's effect today + noise,
 * all of them normal, from the days before (`history`) and today's visits (`today`) together.
 * The spread of each kind is found with it, in a fixed number of rounds.
 */
export function fitMinutes(history: MinutesMemory, today: MinutesMemory): MinutesFit {
  const kinds = mergeKinds(history, today);
  const rows = rowsOf(kinds, history, today);
  const known = new Map(kinds.map((kind) => [kind.kind, kind]));
  const changes = new Map(
    history.performers.map(({ performer, recent }) => [performer, recentChange(recent).mean]),
  );
  const cells = [
    ...cellsOf(history, known, { rows, changes: NO_CHANGES }),
    ...cellsOf(today, known, { rows: todaysOf(rows), changes }),
  ];
  const prior = priorPrecision(rows, history);
  let variances: Variances = new Map();
  let solved = solve(cells, prior, { rows, variances });
  for (let round = 0; round < ROUNDS; round += 1) {
    variances = variancesOf(cells, solved, rows);
    solved = solve(cells, prior, { rows, variances });
  }
  const posterior = { ...solved, rows, variances, kinds, usual: usualEffect(cells, solved, rows) };
  return {
    kinds: new Map(kinds.map((kind) => [kind.kind, kindLaw(kind, posterior)])),
    effects: new Map(
      [...rows.performers].map(([performer, row]) => [
        performer,
        effectOf(row + 1, changes.get(performer) ?? 0, posterior),
      ]),
    ),
    unseen: (serviceId, plannedMinutes) => unseenLaw(serviceId, plannedMinutes, posterior),
  };
}

/** What the performers have in common: the mean of their effects, each by the visits known. */
type UsualEffect = {
  /** Its covariance with each unknown. */
  readonly covariances: Float64Array;
  readonly variance: number;
};

type Posterior = Solved &
  Given & { readonly kinds: readonly KindMemory[]; readonly usual: UsualEffect };

// A kind's mean and a performer's effect are drawn apart, but only their sum is known well: that all
// kinds take longer, or that all performers are slower, comes to the same. So what is told of a kind is
// how sure its mean is with the usual performer, and of a performer how sure the difference to that is;
// of what these still have in common each bears half.

function kindLaw(kind: KindMemory, posterior: Posterior): LogMinutes {
  const { rows, usual, variances } = posterior;
  const own = rowsOfKind(kind, rows);
  const performers = [...rows.performers.values()];
  const shared = performers.reduce((sum, row) => sum + sharedBy(own, row + 1, posterior), 0);
  const variance =
    covarianceOf(posterior, own, own) + 2 * sumAt(usual.covariances, own) + usual.variance;
  return {
    mean: priorLog(kind.plannedLog) + sumAt(posterior.means, own),
    meanDeviation: Math.sqrt(Math.max(LEAST_VARIANCE, variance + shared / performers.length)),
    deviation: Math.sqrt(variances.get(kind.kind) ?? PRIOR_LOG_VARIANCE),
  };
}

/** `row` is that of a performer's today. */
function effectOf(row: number, change: number, posterior: Posterior): Effect {
  const { usual, rows } = posterior;
  let shared = 0;
  let weights = 0;
  for (const kind of posterior.kinds) {
    const weight = weightOf(kind);
    shared += weight * sharedBy(rowsOfKind(kind, rows), row, posterior);
    weights += weight;
  }
  const variance =
    covarianceOf(posterior, [row], [row]) - 2 * at(usual.covariances, row) + usual.variance;
  return {
    mean: at(posterior.means, row) + change,
    usual: at(posterior.means, row),
    variance: Math.max(LEAST_VARIANCE, variance + shared / weights),
  };
}

/** The covariance of a kind's mean with the usual performer and of a performer's difference to that. */
function sharedBy(kind: readonly number[], performer: number, posterior: Posterior): number {
  const { covariances, variance } = posterior.usual;
  return (
    covarianceOf(posterior, kind, [performer]) -
    sumAt(covariances, kind) +
    at(covariances, performer) -
    variance
  );
}

function usualEffect(cells: readonly Cell[], { covariance }: Solved, rows: Rows): UsualEffect {
  const weights = new Map<number, number>();
  let total = 0;
  for (const { performer, weight } of cells) {
    const row = rows.performers.get(performer) ?? CLINIC_ROW;
    weights.set(row, (weights.get(row) ?? 0) + weight);
    total += weight;
  }
  const covariances = new Float64Array(rows.size);
  let variance = 0;
  for (const [row, weight] of weights) {
    const share = weight / total;
    for (let other = 0; other < rows.size; other += 1) {
      covariances[other] = at(covariances, other) + share * at(covariance, row * rows.size + other);
    }
  }
  for (const [row, weight] of weights) variance += (weight / total) * at(covariances, row);
  return { covariances, variance };
}

function unseenLaw(serviceId: string, plannedMinutes: number, posterior: Posterior): LogMinutes {
  const service = posterior.rows.services.get(serviceId);
  const known = service === undefined ? [CLINIC_ROW] : [CLINIC_ROW, service];
  const unknown = KIND_VARIANCE + (service === undefined ? SERVICE_VARIANCE : 0);
  return {
    mean: priorLog(Math.log(plannedMinutes)) + sumAt(posterior.means, known),
    meanDeviation: Math.sqrt(covarianceOf(posterior, known, known) + unknown),
    deviation: Math.sqrt(overallVariance(posterior)),
  };
}

function rowsOfKind({ kind, serviceId }: KindMemory, { services, kinds }: Rows): readonly number[] {
  return [CLINIC_ROW, services.get(serviceId) ?? CLINIC_ROW, kinds.get(kind) ?? CLINIC_ROW];
}

function sumAt(values: Float64Array, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + at(values, row), 0);
}

/** The covariance of the sums of two groups of unknowns. */
function covarianceOf(
  { covariance, rows: { size } }: Posterior,
  a: readonly number[],
  b: readonly number[],
): number {
  let sum = 0;
  for (const row of a) for (const column of b) sum += at(covariance, row * size + column);
  return sum;
}

function overallVariance({ kinds, variances }: Posterior): number {
  let sum = SPREAD_WEIGHT * PRIOR_LOG_VARIANCE;
  let weights = SPREAD_WEIGHT;
  for (const kind of kinds) {
    const weight = weightOf(kind);
    sum += weight * (variances.get(kind.kind) ?? PRIOR_LOG_VARIANCE);
    weights += weight;
  }
  return sum / weights;
}
