import type { Bundle } from 'fhir/r4.js';
import { createFhirSchedule } from '../../../server/upstream/fhir/fhir-schedule.ts';
import { applySchedule } from '../../../server/upstream/schedule/apply-schedule.ts';
import { clinicOf } from '../../../shared/contract/clinic-file.ts';
import { clinicFile } from '../../support/clinic.ts';
import { fhirSettings, type FhirClinic } from '../../support/fhir-clinic.ts';
import { answer, startFhirServer } from '../../support/fhir-server.ts';

/** The mistake: every page of the hospital's list is taken for the whole list, as soon as it is there. */
export async function applyPageByPage(foyer: FhirClinic, url: string): Promise<'applied'> {
  let next: string | undefined = firstPage(url);
  while (next !== undefined) {
    const page: Bundle = await (await fetch(next)).json();
    await applyPage(foyer, page);
    next = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  return 'applied';
}

function firstPage(url: string): string {
  const from = encodeURIComponent('2026-11-21T00:00:00.000Z');
  return `${url}/Appointment?date=ge${from}&_include=Appointment:patient`;
}

/** Read by the real feed, from a server that has nothing but this page. */
async function applyPage(foyer: FhirClinic, page: Bundle): Promise<void> {
  const { link: _link, total: _total, ...alone } = page;
  await using server = await startFhirServer({ behaviour: async () => answer(200, alone) });
  const { db, stores } = foyer.clinic.app;
  const now = foyer.clinic.clock.now();
  const clinic = clinicOf(clinicFile());
  const feed = createFhirSchedule(fhirSettings(server.url), {
    clinic,
    now: () => now,
  });
  const list = await feed?.pull(now, AbortSignal.timeout(10_000));
  if (list) applySchedule(list, { db, stores, now });
  foyer.clinic.app.refresh();
}
