import { KIOSK_PAGES, type KioskPage } from '../../shared/contract/kiosk-bridge.ts';
import { TOKENS } from '../support/clinic.ts';
import type { ClinicFolder } from '../support/clinic-folder.ts';
import type { TestDisplay } from './harness.ts';

/** The PIN of the tests' kiosks and what `hash-pin` made of it. */
export const PIN = '482915';
export const PIN_HASH =
  'scrypt$32768$8$1$87FNBigyYDUu9smYAlVx4w$m-TbtU9Q2loZOxKwnwTRJ7Ko-_6wSefUEwV7G4-ib1E';

const TOKEN_OF: Readonly<Record<KioskPage, string>> = {
  'check-in': TOKENS.kiosk,
  feedback: TOKENS.feedback,
  display: TOKENS.displayAll,
};

/** A `kiosk.json` whose server is its own, for this clinic; `change` alters it. */
export function kioskFile(
  clinic: ClinicFolder,
  change: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    server: { clinic: clinic.file, data: clinic.data, port: clinic.port },
    windows: windowsOf('check-in', 'feedback'),
    pinHash: PIN_HASH,
    ...change,
  };
}

export function windowsOf(...pages: readonly KioskPage[]) {
  return KIOSK_PAGES.filter((page) => pages.includes(page)).map((page) => ({
    page,
    token: TOKEN_OF[page],
  }));
}

/** A touchscreen on its end, which is the primary display. */
export const PORTRAIT: TestDisplay = {
  id: 1,
  label: 'DSI-1',
  bounds: { x: 0, y: 0, width: 1080, height: 1920 },
  isPrimary: true,
};

/** A second one beside it. */
export const LANDSCAPE: TestDisplay = {
  id: 2,
  label: 'HDMI-1',
  bounds: { x: 1080, y: 0, width: 1920, height: 1080 },
};
