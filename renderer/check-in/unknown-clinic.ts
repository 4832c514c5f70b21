import type { CheckInSnapshot } from '../../shared/contract/snapshots.ts';

/** What is known before the server has said anything: enough to say where things stand. */
export const UNKNOWN_CLINIC: CheckInSnapshot = {
  revision: 0,
  sentAt: 0,
  clinicName: '',
  timeZone: 'UTC',
  languages: ['en'],
  isDemonstration: false,
  deskDirections: { en: '' },
  walkInServices: [],
  notices: [],
  openHelp: [],
};
