import type { RecentDays } from './recent-change.ts';
import type { SeenVisit } from './visits-seen.ts';

/** Weighted sums over the ln minutes of one performer's visits of one kind. */
export type MinutesCell = {
  readonly performer: string;
  readonly weight: number;
  readonly sum: number;
  readonly squares: number;
};

export type KindMemory = {
  readonly kind: string;
  readonly serviceId: string;
  /** What its visits were planned to take, on average of their logarithms. */
  readonly plannedLog: number;
  readonly cells: readonly MinutesCell[];
};

export type PerformerMemory = {
  readonly performer: string;
  /** Sum of the weights of their days, and of the squares of these: how many days that is worth. */
  readonly days: number;
  readonly daysSquared: number;
  readonly recent: RecentDays;
};

export type MinutesMemory = {
  readonly kinds: readonly KindMemory[];
  readonly performers: readonly PerformerMemory[];
};

export const NO_MINUTES: MinutesMemory = { kinds: [], performers: [] };

const FORGOTTEN_WEIGHT = 0.02;
/** Enough for any clinic; beyond it the least seen are dropped. */
const MOST_KINDS = 60;
const MOST_PERFORMERS = 60;

/** What is left of what is known: of those who `worked`, and of the others. */
export type Fading = {
  readonly worked: ReadonlySet<string>;
  readonly fade: number;
  readonly others: number;
};

/** The memory with these visits in it, everything older weighing less. */
export function addVisits(
  memory: MinutesMemory,
  visits: readonly SeenVisit[],
  fading: Fading,
): MinutesMemory {
  const kinds = new Map(memory.kinds.map((kind) => [kind.kind, fadedKind(kind, fading)]));
  for (const visit of visits) {
    const plannedLog = Math.log(visit.plannedMinutes);
    const known = kinds.get(visit.kind) ?? { ...visit, plannedLog, cells: [] };
    const total = weightOf(known) + visit.weight;
    kinds.set(visit.kind, {
      kind: visit.kind,
      serviceId: visit.serviceId,
      plannedLog: known.plannedLog + ((plannedLog - known.plannedLog) * visit.weight) / total,
      cells: withVisit(known.cells, visit),
    });
  }
  const kept = [...kinds.values()].filter(({ cells }) => cells.length > 0);
  return { ...memory, kinds: heaviest(kept, MOST_KINDS, weightOf) };
}

/** Counts a day for each of those who worked, with what their recent days say now. */
export function addDayOf(
  memory: MinutesMemory,
  recents: ReadonlyMap<string, RecentDays>,
  fading: Fading,
): MinutesMemory {
  const performers = new Map(
    memory.performers.map((known) => {
      const fade = fading.worked.has(known.performer) ? fading.fade : fading.others;
      const { days, daysSquared } = known;
      return [
        known.performer,
        { ...known, days: days * fade, daysSquared: daysSquared * fade ** 2 },
      ];
    }),
  );
  for (const [performer, recent] of recents) {
    const { days, daysSquared } = performers.get(performer) ?? { days: 0, daysSquared: 0 };
    performers.set(performer, {
      performer,
      days: days + 1,
      daysSquared: daysSquared + 1,
      recent,
    });
  }
  const kept = [...performers.values()].filter(({ days }) => days >= FORGOTTEN_WEIGHT);
  return { ...memory, performers: heaviest(kept, MOST_PERFORMERS, ({ days }) => days) };
}

export function weightOf({ cells }: Pick<KindMemory, 'cells'>): number {
  return cells.reduce((sum, { weight }) => sum + weight, 0);
}

function fadedKind(kind: KindMemory, fading: Fading): KindMemory {
  const cells = kind.cells
    .map((cell) => {
      const fade = fading.worked.has(cell.performer) ? fading.fade : fading.others;
      const { performer, weight, sum, squares } = cell;
      return { performer, weight: weight * fade, sum: sum * fade, squares: squares * fade };
    })
    .filter(({ weight }) => weight >= FORGOTTEN_WEIGHT);
  return { ...kind, cells };
}

function withVisit(cells: readonly MinutesCell[], visit: SeenVisit): MinutesCell[] {
  const { performer, weight } = visit;
  const log = Math.log(visit.minutes);
  const known = cells.find((cell) => cell.performer === performer);
  const added = {
    performer,
    weight: (known?.weight ?? 0) + weight,
    sum: (known?.sum ?? 0) + weight * log,
    squares: (known?.squares ?? 0) + weight * log * log,
  };
  return known ? cells.map((cell) => (cell === known ? added : cell)) : [...cells, added];
}

/** Those that weigh most, in their old order. */
function heaviest<T>(items: readonly T[], most: number, weigh: (item: T) => number): readonly T[] {
  if (items.length <= most) return items;
  const kept = new Set(items.toSorted((a, b) => weigh(b) - weigh(a)).slice(0, most));
  return items.filter((item) => kept.has(item));
}
