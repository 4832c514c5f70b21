/** What one way of breaking things came to. */
export type FaultCount = {
  /** How many times it was broken: kills, cuts, lost answers. */
  readonly tried: number;
  /** Told to somebody as done, or told to us by a receiver. */
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Anything else that must hold and did not; one sentence each. */
  readonly broken: readonly string[];
};

export type FaultTools = {
  /** From 0 up to, not including, 1. All chance in a fault comes from here, so that a seed repeats it. */
  readonly random: () => number;
  /** 1 for `npm run faults`; less for the short run in `npm test`. */
  readonly scale: number;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
};

/** A fault of the plan, with the mistake that it must catch. */
export type Fault = {
  /** "T4". */
  readonly id: string;
  readonly title: string;
  readonly run: (tools: FaultTools) => Promise<FaultCount>;
  /** The same with one known mistake built in: it must come out broken, or the fault proves nothing. */
  readonly control: {
    readonly title: string;
    readonly run: (tools: FaultTools) => Promise<FaultCount>;
  } | null;
  /** Why it cannot be tried on this machine, or null. */
  readonly missing?: () => string | null;
};

export function isSound(count: FaultCount): boolean {
  const { lost, duplicated, reordered, broken } = count;
  return lost === 0 && duplicated === 0 && reordered === 0 && broken.length === 0;
}
