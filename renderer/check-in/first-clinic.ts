import { KIOSK_CLINIC_ELEMENT, type KioskClinic } from '../../shared/contract/snapshots.ts';

/**
 * The clinic as the server wrote it into the page, so that the first screen waits for nothing; null
 * where the page did not come from the site server.
 */
export function firstClinic(): KioskClinic | null {
  const data = document.getElementById(KIOSK_CLINIC_ELEMENT)?.textContent ?? '';
  // True because only the server that serves this page writes this element.
  return data === '' ? null : (JSON.parse(data) as KioskClinic);
}

/** What is known before the server has said anything: enough to say where things stand. */
export const UNKNOWN_CLINIC: KioskClinic = {
  clinicName: '',
  timeZone: 'UTC',
  utcOffsetMinutes: 0,
  languages: ['en'],
  isDemonstration: false,
  deskDirections: { en: '' },
  walkInServices: [],
  notices: [],
};
