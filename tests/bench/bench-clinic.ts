import { demonstrationFile } from '../../server/demo/demonstration.ts';
import { ClinicFile, type ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { HUB_TOKEN, KIOSKS, kioskToken, TOKENS } from './tokens.ts';

/** The demonstration's clinic with devices that have tokens, each kiosk one of its own, and maybe a hub. */
export function benchClinic(hubUrl?: string): ClinicFileContent {
  const kiosks = Array.from({ length: KIOSKS }, (_, index) => ({
    id: `kiosk-${index}`,
    role: 'check-in',
    label: `Kiosk ${index}`,
    token: kioskToken(index),
  }));
  const hub = { kind: 'hub', id: 'hub', label: 'Hub', url: hubUrl, token: HUB_TOKEN };
  return ClinicFile.parse({
    ...demonstrationFile(),
    destinations: hubUrl === undefined ? [] : [hub],
    devices: [
      ...kiosks,
      { id: 'screen', role: 'display', label: 'Screen', token: TOKENS.display },
      { id: 'desk', role: 'desk', label: 'Desk', token: TOKENS.desk },
    ],
  });
}
