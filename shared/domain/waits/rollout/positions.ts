/** Somebody waiting, and the numbers of the stations that may call them. */
type Waiting = { readonly id: string; readonly stations: readonly number[] };

/**
 * How many of those waiting come before each in the order and may be called where they may.
 * Needs everybody waiting in the order of the queue; those of one line share one array of stations.
 */
export function positionsOf(waiting: readonly Waiting[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  const counts = new Map<readonly number[], number>();
  for (const { id, stations } of waiting) {
    let before = 0;
    for (const [other, count] of counts) if (meet(stations, other)) before += count;
    positions.set(id, before);
    counts.set(stations, (counts.get(stations) ?? 0) + 1);
  }
  return positions;
}

function meet(stations: readonly number[], others: readonly number[]): boolean {
  return stations === others || stations.some((station) => others.includes(station));
}
