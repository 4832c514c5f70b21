import type { DayRecord, StationRecord } from '../recorded/day-record.ts';

/**
 * The day with the provider of every station: one that has closed has nobody any more, and who worked
 * there is known by the calls alone.
 */
export function withProviders(record: DayRecord): DayRecord {
  const last = new Map<string, string>();
  for (const { stationId, seenByProviderId } of record.legs) {
    if (stationId !== null && seenByProviderId !== null) last.set(stationId, seenByProviderId);
  }
  const providerOf = ({ stationId, providerId }: StationRecord): string | null =>
    providerId ?? last.get(stationId) ?? null;
  return {
    ...record,
    stations: record.stations.map((station) => {
      const providerId = providerOf(station);
      return providerId === station.providerId ? station : { ...station, providerId };
    }),
  };
}
