import { normalAbove } from './lognormal.ts';

/** For each path, which of the equally likely strata one random quantity falls into there. */
export type Draw = Uint16Array;

const TURN_PURPOSES = ['visit', 'turnover', 'patience', 'order'] as const;

/**
 * For each path four strata in a row: of the visit, of the turnover after it, of the patience
 * before it, and of what decides whether the call after it keeps to the order.
 */
export type TurnDraws = Uint16Array;
export const TURN = { visit: 0, turnover: 1, patience: 2, order: 3, count: 4 } as const;

/** What the middle of each stratum stands for, from the lowest to the highest. */
export type Strata = {
  readonly paths: number;
  readonly uniform: Float64Array;
  /** Of the standard normal law. */
  readonly normal: Float64Array;
  /** Of the exponential law of mean 1. */
  readonly exponential: Float64Array;
};

/** As many strata as there are paths, so that every quantity takes each of them exactly once. */
export function strataOf(paths: number): Strata {
  const uniform = Float64Array.from({ length: paths }, (_, index) => (index + 0.5) / paths);
  return {
    paths,
    uniform,
    normal: uniform.map((share) => -normalAbove(share)),
    exponential: uniform.map((share) => -Math.log1p(-share)),
  };
}

/** In how many strata, from the lowest, something happens that has this chance. */
export function countBelow({ paths, uniform }: Strata, share: number): number {
  let count = Math.max(0, Math.min(paths, Math.ceil(share * paths - 0.5)));
  // The product may be off by its last bit.
  while (count > 0 && (uniform[count - 1] ?? 0) >= share) count -= 1;
  while (count < paths && (uniform[count] ?? 1) < share) count += 1;
  return count;
}

/** The random quantities of one patient, station or provider, each by what it is for. */
export class Draws {
  readonly #key: string;
  readonly #paths: number;
  readonly #byPurpose = new Map<string, Draw>();
  #turn: TurnDraws | null = null;

  constructor(key: string, paths: number) {
    this.#key = key;
    this.#paths = paths;
  }

  of(purpose: string): Draw {
    let draw = this.#byPurpose.get(purpose);
    if (draw === undefined) {
      draw = this.#drawn(purpose);
      this.#byPurpose.set(purpose, draw);
    }
    return draw;
  }

  /** What a person's turn takes, in one table: in a path it is looked up all at once. */
  turn(): TurnDraws {
    this.#turn ??= interleaved(TURN_PURPOSES.map((purpose) => this.#drawn(purpose)));
    return this.#turn;
  }

  #drawn(purpose: string): Draw {
    return shuffled(this.#paths, hashOf(`${this.#key} ${purpose}`));
  }
}

function interleaved(draws: readonly Draw[]): Draw {
  const count = draws.length;
  const all = new Uint16Array(count * (draws[0]?.length ?? 0));
  draws.forEach((draw, offset) => {
    for (let path = 0; path < draw.length; path += 1) all[path * count + offset] = draw[path] ?? 0;
  });
  return all;
}

/**
 * Draws by what they belong to, so that the same patient has the same luck in the same path at the
 * next look: figures move only by what happened in between (common random numbers).
 * What a whole round did not ask for is forgotten; it would come out the same again.
 */
export class DrawsByKey {
  readonly #paths: number;
  #current = new Map<string, Draws>();
  #previous = new Map<string, Draws>();

  constructor(paths: number) {
    this.#paths = paths;
  }

  startRound(): void {
    this.#previous = this.#current;
    this.#current = new Map();
  }

  of(key: string): Draws {
    const known = this.#current.get(key);
    if (known !== undefined) return known;
    const draws = this.#previous.get(key) ?? new Draws(key, this.#paths);
    this.#current.set(key, draws);
    return draws;
  }
}

function shuffled(length: number, seed: number): Draw {
  const draw = Uint16Array.from({ length }, (_, index) => index);
  let state = seed;
  for (let last = length - 1; last > 0; last -= 1) {
    state = (state + 0x6d2b79f5) | 0;
    const other = Math.floor((mixed(state) / 2 ** 32) * (last + 1));
    const moved = draw[last] ?? 0;
    draw[last] = draw[other] ?? 0;
    draw[other] = moved;
  }
  return draw;
}

/** The output step of mulberry32, a generator of 32 bits that is ample for shuffling. */
function mixed(state: number): number {
  let value = Math.imul(state ^ (state >>> 15), state | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return (value ^ (value >>> 14)) >>> 0;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
