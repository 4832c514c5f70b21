const TABLE = 8192;
const LN_MEAN = 2.6;
const LN_DEVIATION = 0.5;

export type BareRollout = {
  readonly paths: number;
  readonly stations: number;
  /** Patients simulated on each path. */
  readonly services: number;
};

/**
 * The least that any simulation of a queue has to do: for every patient on every path the station that
 * is free first, a normal draw from a table, one exp, and the start written down. No order, no booked,
 * no breaks, no quantiles.
 */
export function newBareRollout({ paths, stations, services }: BareRollout): () => number {
  const normals = Float64Array.from({ length: TABLE }, (_, index) => normalAt(index));
  const starts = new Float64Array(paths * services);
  const free = new Float64Array(stations);
  return () => {
    let next = 0;
    for (let path = 0; path < paths; path += 1) {
      free.fill(0);
      for (let service = 0; service < services; service += 1) {
        let first = 0;
        for (let station = 1; station < stations; station += 1) {
          if ((free[station] ?? 0) < (free[first] ?? 0)) first = station;
        }
        const start = free[first] ?? 0;
        starts[service * paths + path] = start;
        const minutes = Math.exp(LN_MEAN + LN_DEVIATION * (normals[next] ?? 0));
        free[first] = start + minutes;
        next = (next + 1) & (TABLE - 1);
      }
    }
    return starts[starts.length - 1] ?? 0;
  };
}

/** Box and Muller's, from two sequences that fill the unit interval evenly. */
function normalAt(index: number): number {
  const u = ((index + 1) * 0.618_033_988_749_895) % 1;
  const v = ((index + 1) * 0.754_877_666_246_693) % 1;
  return Math.sqrt(-2 * Math.log(u || 0.5)) * Math.cos(2 * Math.PI * v);
}
