import type { DeskEntry, DeskSnapshot, DeskStation } from '../../shared/contract/snapshots.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { isLongWaiting } from './waited.ts';

/** Which part of the waiting list is shown. `station`: those the chosen station may see. */
export type ListFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'station' }
  | { readonly kind: 'area'; readonly areaId: string }
  | { readonly kind: 'long' };

type FilterContext = {
  readonly services: DeskSnapshot['services'];
  readonly station: DeskStation | null;
  readonly now: EpochMs;
};

/** Keeps those the filter asks for, in the order they came in. */
export function filterEntries(
  entries: readonly DeskEntry[],
  filter: ListFilter,
  { services, station, now }: FilterContext,
): readonly DeskEntry[] {
  switch (filter.kind) {
    case 'all':
      return entries;
    case 'station':
      return entries.filter((entry) => station !== null && isFor(station, entry));
    case 'area': {
      const here = new Set(
        services.filter((service) => service.areaId === filter.areaId).map((one) => one.serviceId),
      );
      return entries.filter((entry) => here.has(entry.serviceId));
    }
    case 'long':
      return entries.filter((entry) => isLongWaiting(entry, now));
  }
}

/** Whether this station sees people like this one, open or not. */
export function isFor(station: DeskStation, entry: DeskEntry): boolean {
  return (
    station.serviceIds.includes(entry.serviceId) &&
    (entry.providerId === null || entry.providerId === station.providerId)
  );
}

/** Finds by part of the name, by ticket, or by booked time as the page writes it ("10:40"). */
export function searchEntries(
  entries: readonly DeskEntry[],
  text: string,
  clock: (at: EpochMs) => string,
): readonly DeskEntry[] {
  const wanted = folded(text);
  if (wanted === '') return entries;
  return entries.filter(
    (entry) =>
      folded(entry.name ?? '').includes(wanted) ||
      folded(entry.ticket).startsWith(wanted) ||
      (entry.appointmentAt !== null && clock(entry.appointmentAt).startsWith(wanted)),
  );
}

/** Without accents and capitals: "Muñoz" is found by "munoz". */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .trim()
    .replace(/\s+/gu, ' ');
}
