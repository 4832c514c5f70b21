/** Chance that can be repeated: the same seed gives the same numbers. Never used for a secret. */
export type Chance = {
  /** At least 0 and less than 1. */
  readonly fraction: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  /** True in this share of cases. */
  readonly isLucky: (share: number) => boolean;
  readonly oneOf: <T>(items: readonly [T, ...T[]]) => T;
  /** One of the items, each as likely as its weight says. */
  readonly weighted: <T>(items: readonly (readonly [item: T, weight: number])[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
};

export function createChance(seed: string): Chance {
  const fraction = fractionsOf(seed);
  const whole = (low: number, high: number): number =>
    low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    whole,
    isLucky: (share) => fraction() < share,
    oneOf: (items) => items[whole(0, items.length - 1)] ?? items[0],
    weighted: (items) => weighted(items, fraction()),
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: fraction() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ item }) => item),
  };
}

function weighted<T>(items: readonly (readonly [item: T, weight: number])[], fraction: number): T {
  let rest = fraction * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  throw new Error('there is nothing to choose from');
}

/** xmur3 makes the start of a text and mulberry32 the numbers from it: small, fast and even enough. */
function fractionsOf(seed: string): () => number {
  let hash = 1_779_033_703 ^ seed.length;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 3_432_918_353);
    hash = (hash << 13) | (hash >>> 19);
  }
  let state = hash;
  return () => {
    state = (state + 1_831_565_813) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
