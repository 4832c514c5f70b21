import type { KindMemory, MinutesMemory } from './minutes-memory.ts';

export const CLINIC_ROW = 0;

/** Where each unknown of the fit has its row. */
export type Rows = {
  readonly services: ReadonlyMap<string, number>;
  readonly kinds: ReadonlyMap<string, number>;
  /** A performer's mean over the days remembered; today's is the row after it. */
  readonly performers: ReadonlyMap<string, number>;
  readonly size: number;
};

/** Weighted sums over visits of one kind and performer, and the unknowns that add up to their mean. */
export type Cell = {
  readonly kind: KindMemory;
  readonly performer: string;
  readonly weight: number;
  readonly sum: number;
  readonly squares: number;
  /** What is known to come on top: how the performer has changed of late. */
  readonly change: number;
  readonly rows: readonly [clinic: number, service: number, kind: number, effect: number];
};

/** The kinds of both memories, as the first knows them. */
export function mergeKinds(history: MinutesMemory, today: MinutesMemory): KindMemory[] {
  const kinds = new Map(history.kinds.map((kind) => [kind.kind, kind]));
  for (const kind of today.kinds) if (!kinds.has(kind.kind)) kinds.set(kind.kind, kind);
  return [...kinds.values()];
}

export function rowsOf(
  kinds: readonly KindMemory[],
  history: MinutesMemory,
  today: MinutesMemory,
): Rows {
  let size = CLINIC_ROW + 1;
  const numbered = (names: ReadonlySet<string>, width: number): Map<string, number> => {
    const rows = new Map<string, number>();
    for (const name of names) {
      rows.set(name, size);
      size += width;
    }
    return rows;
  };
  const performers = [history, today].flatMap((memory) =>
    memory.kinds.flatMap(({ cells }) => cells.map(({ performer }) => performer)),
  );
  const services = numbered(new Set(kinds.map(({ serviceId }) => serviceId)), 1);
  const kindRows = numbered(new Set(kinds.map(({ kind }) => kind)), 1);
  const performerRows = numbered(new Set(performers), 2);
  return { services, kinds: kindRows, performers: performerRows, size };
}

/** With each performer's row for today in place of the one for the days before. */
export function todaysOf(rows: Rows): Rows {
  return {
    ...rows,
    performers: new Map([...rows.performers].map(([name, row]) => [name, row + 1])),
  };
}

export function cellsOf(
  memory: MinutesMemory,
  kinds: ReadonlyMap<string, KindMemory>,
  { rows, changes }: { readonly rows: Rows; readonly changes: ReadonlyMap<string, number> },
): Cell[] {
  return memory.kinds.flatMap((remembered) => {
    const kind = kinds.get(remembered.kind) ?? remembered;
    return remembered.cells.map((cell) => ({
      ...cell,
      kind,
      change: changes.get(cell.performer) ?? 0,
      rows: [
        CLINIC_ROW,
        rows.services.get(kind.serviceId) ?? CLINIC_ROW,
        rows.kinds.get(kind.kind) ?? CLINIC_ROW,
        rows.performers.get(cell.performer) ?? CLINIC_ROW,
      ] as const,
    }));
  });
}
