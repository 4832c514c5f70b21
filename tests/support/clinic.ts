import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { CommandInput } from '../../shared/contract/commands.ts';
import { ClinicFile } from '../../shared/contract/clinic-file.ts';

export const TOKENS = {
  kiosk: 'kiosk-token-for-the-tests-1',
  kiosk2: 'kiosk-token-for-the-tests-2',
  feedback: 'feedback-token-for-the-tests',
  display: 'display-token-for-the-tests-b',
  displayAll: 'display-token-for-the-tests-a',
  desk: 'desk-token-for-the-tests-123',
  manager: 'manager-token-for-the-tests-1',
} as const;

/** A small clinic with one doctor's area and one walk-in service; `change` alters its file. */
export function clinicFile(change: Readonly<Record<string, unknown>> = {}): ClinicFileContent {
  return ClinicFile.parse(clinicSettings(change));
}

/** The same as somebody would write it, before it is checked. */
export function clinicSettings(change: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'Test Clinic',
    shortName: 'Test',
    timeZone: 'Europe/London',
    deskDirections: 'Behind you',
    areas: [
      { id: 'blue', label: 'Blue area', directions: 'Level 1' },
      { id: 'green', label: 'Green area', directions: 'Level 2' },
    ],
    services: [
      { id: 'doctor', label: 'Doctor', areaId: 'blue', minutes: 15 },
      { id: 'blood', label: 'Blood test', areaId: 'green', minutes: 6, acceptsWalkIns: true },
    ],
    stations: [
      {
        id: 'room-3',
        label: 'Room 3',
        areaId: 'blue',
        directions: 'Second door',
        serviceIds: ['doctor'],
      },
      {
        id: 'room-5',
        label: 'Room 5',
        areaId: 'blue',
        directions: 'Last door',
        serviceIds: ['doctor'],
      },
      {
        id: 'bloods',
        label: 'Blood tests',
        areaId: 'green',
        directions: 'First door',
        serviceIds: ['blood'],
      },
    ],
    providers: [
      { id: 'adeyemi', label: 'Dr T. Adeyemi' },
      { id: 'osei', label: 'Dr R. Osei' },
    ],
    openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '08:00', closes: '18:00' }],
    delayReasons: [{ id: 'more-time', label: 'A patient needed more time' }],
    feedback: {
      betterReasons: [{ id: 'waiting', label: 'Waiting time' }],
      thanksReasons: [{ id: 'doctor', label: 'The doctor' }],
    },
    devices: [
      { id: 'kiosk-1', role: 'check-in', label: 'Kiosk 1', token: TOKENS.kiosk },
      { id: 'kiosk-2', role: 'check-in', label: 'Kiosk 2', token: TOKENS.kiosk2 },
      { id: 'exit', role: 'feedback', label: 'Exit', token: TOKENS.feedback },
      { id: 'tv-blue', role: 'display', label: 'Blue TV', areaId: 'blue', token: TOKENS.display },
      { id: 'tv-all', role: 'display', label: 'Main TV', token: TOKENS.displayAll },
      { id: 'desk-1', role: 'desk', label: 'Desk', stationId: 'room-3', token: TOKENS.desk },
      { id: 'office', role: 'manager', label: 'Office', token: TOKENS.manager },
    ],
    ...change,
  };
}

/** What a kiosk sends for a number at the blood test, the test clinic's one walk-in service. */
export const A_NUMBER: Omit<CommandInput<'check-in:take-number'>, 'commandId'> = {
  serviceId: 'blood',
  needs: [],
  language: 'en',
};
