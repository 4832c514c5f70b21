/** A seeded source of randomness: equal seeds give equal numbers, on every machine. */
export type Random = {
  /** Above 0 and below 1. */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
  /** Mean 1. */
  readonly exponential: () => number;
};

/** The stream of a seed and of what it is for: streams with different names are independent. */
export function randomFor(seed: number, name: string): Random {
  const next = sfc32(seedWords(`${seed}/${name}`));
  const uniform = () => (next() + 0.5) / 2 ** 32;
  return { uniform, normal: normalFrom(uniform), exponential: () => -Math.log(uniform()) };
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** Chris Doty-Humphrey's Small Fast Counter, 32 bits, from PractRand. */
function sfc32([first, second, third]: readonly [number, number, number]): () => number {
  let a = first;
  let b = second;
  let c = third;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** Marsaglia's polar method; every second number is the spare of the one before. */
function normalFrom(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}

function seedWords(text: string): readonly [number, number, number] {
  return [hash(text, 0x9e3779b9), hash(text, 0x85ebca6b), hash(text, 0xc2b2ae35)];
}

/** FNV-1a with a final mix, so that seeds next to each other share nothing. */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return value ^ (value >>> 16);
}
