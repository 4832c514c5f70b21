import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';

/** Who works where in the demonstration clinic. */
const PROVIDER_OF_STATION: Readonly<Record<string, string>> = {
  'room-3': 'adeyemi',
  'room-4': 'lindqvist',
  'room-5': 'haddad',
  'nurse-1': 'okafor',
  'nurse-2': 'flynn',
  'blood-tests': 'idris',
  'x-ray-1': 'moreau',
};

/** How patients are spread over the services. */
export const SERVICE_WEIGHTS = [
  ['doctor', 50],
  ['nurse', 24],
  ['blood-test', 16],
  ['x-ray', 10],
] as const;

export function providerOf(stationId: string): string | null {
  return PROVIDER_OF_STATION[stationId] ?? null;
}

export function stationsOf(file: ClinicFileContent, serviceId: string): readonly string[] {
  return file.stations
    .filter((station) => station.serviceIds.includes(serviceId))
    .map((station) => station.id);
}

/** Only doctors are booked by name; of nurses and tests, whoever is free sees the patient. */
export function doctorsOf(file: ClinicFileContent): readonly string[] {
  return stationsOf(file, 'doctor').flatMap((stationId) => providerOf(stationId) ?? []);
}
