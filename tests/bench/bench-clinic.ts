import { demonstrationFile } from '../../server/demo/demonstration.ts';
import { ClinicFile, type ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { KIOSKS, kioskToken, TOKENS } from './tokens.ts';

/** The demonstration's clinic with devices that have tokens, each kiosk one of its own. */
export function benchClinic(): ClinicFileContent {
  const kiosks = Array.from({ length: KIOSKS }, (_, index) => ({
    id: `kiosk-${index}`,
    role: 'check-in',
    label: `Kiosk ${index}`,
    token: kioskToken(index),
  }));
  return ClinicFile.parse({
    ...demonstrationFile(),
    devices: [
      ...kiosks,
      { id: 'screen', role: 'display', label: 'Screen', token: TOKENS.display },
      { id: 'desk', role: 'desk', label: 'Desk', token: TOKENS.desk },
    ],
  });
}
