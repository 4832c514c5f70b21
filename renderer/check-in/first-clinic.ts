import { CONTRACT_VERSION } from '../../shared/contract/events.ts';
import {
  type CheckInSnapshot,
  KIOSK_CLINIC_ELEMENT,
  type KioskClinic,
} from '../../shared/contract/snapshots.ts';

// Of another version of the contract it might not be what its type says.
const KEY = `foyer.kiosk-clinic.${CONTRACT_VERSION}`;

/**
 * The clinic as the server wrote it into the page, so that the first screen waits for nothing. A page
 * of the kiosk's shell holds none and begins with the clinic as it was last known here, so that it can
 * say where the desk is with the server away; null when there was none.
 */
export function firstClinic(): KioskClinic | null {
  // Both casts are true because only the server writes the element, and only we write the key.
  const data = document.getElementById(KIOSK_CLINIC_ELEMENT)?.textContent ?? '';
  if (data !== '') return JSON.parse(data) as KioskClinic;
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as KioskClinic | null;
  } catch {
    return null;
  }
}

/** Keeps what is public of a snapshot and still true tomorrow. */
export function rememberClinic(snapshot: CheckInSnapshot): void {
  const clinic: KioskClinic = {
    clinicName: snapshot.clinicName,
    timeZone: snapshot.timeZone,
    utcOffsetMinutes: snapshot.utcOffsetMinutes,
    languages: snapshot.languages,
    isDemonstration: snapshot.isDemonstration,
    closedUntilAt: snapshot.closedUntilAt,
    deskDirections: snapshot.deskDirections,
    walkInServices: snapshot.walkInServices,
    notices: [],
  };
  try {
    localStorage.setItem(KEY, JSON.stringify(clinic));
  } catch {
    // A browser that keeps nothing begins with nothing.
  }
}

/** What is known before the server has said anything: enough to say where things stand. */
export const UNKNOWN_CLINIC: KioskClinic = {
  clinicName: '',
  timeZone: 'UTC',
  utcOffsetMinutes: 0,
  languages: ['en', 'es', 'ar'],
  isDemonstration: false,
  closedUntilAt: null,
  deskDirections: { en: '' },
  walkInServices: [],
  notices: [],
};
