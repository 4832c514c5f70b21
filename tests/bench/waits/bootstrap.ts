/** One clinic-day's part in a ratio of sums. */
export type Part = { readonly over: number; readonly under: number };

export type Interval = { readonly value: number; readonly low: number; readonly high: number };

const RESAMPLES = 1000;
const SEED = 20_260_101;
const TAIL = 0.025;

/**
 * The ratio of two sums over clinic-days, with the middle 95 % of what it comes to when the same
 * number of days is drawn from them again and again with replacement. The same days give the same
 * interval.
 */
export function ratioInterval(days: readonly Part[], resamples = RESAMPLES): Interval {
  const value = ratioOf(days);
  const random = randomFrom(SEED);
  const ratios: number[] = [];
  for (let made = 0; made < resamples; made += 1) {
    const drawn = days.map(() => days[Math.floor(random() * days.length)]);
    const ratio = ratioOf(drawn.filter((day) => day !== undefined));
    if (Number.isFinite(ratio)) ratios.push(ratio);
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (level: number): number => sorted[Math.round(level * (sorted.length - 1))] ?? value;
  return { value, low: at(TAIL), high: at(1 - TAIL) };
}

function ratioOf(days: readonly Part[]): number {
  let over = 0;
  let under = 0;
  for (const day of days) {
    over += day.over;
    under += day.under;
  }
  return over / under;
}

/** mulberry32: 32 bits of state, which is enough to draw days. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
