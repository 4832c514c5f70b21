import { bookUpstream, connectClinic, type FhirClinic } from '../support/fhir-clinic.ts';
import { startFhirServer } from '../support/fhir-server.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { BrokenPages } from './fhir/broken-pages.ts';
import { HospitalList } from './fhir/hospital-list.ts';
import { applyPageByPage } from './fhir/page-by-page.ts';
import { ScheduleAudit } from './fhir/schedule-audit.ts';

const ROUNDS = 60;
const BOOKED = 9;
const PAGE_SIZE = 4;

/** The hospital's list comes cut, stale, wrong or changed, while patients are here already. */
export const schedulePull: Fault = {
  id: 'T12',
  title:
    'the list of appointments: cut at a page, older after newer, rows gone, cancelled after arrival',
  run: (tools) => pullAgainAndAgain(tools, async (foyer) => (await foyer.pull()).kind),
  control: {
    title: 'each page applied as it comes',
    run: (tools) => pullAgainAndAgain(tools, applyPageByPage),
  },
};

/** Has the list once and applies it; rejects when it cannot be had. */
type Pull = (foyer: FhirClinic, url: string) => Promise<'applied' | 'too-old'>;

async function pullAgainAndAgain(tools: FaultTools, pull: Pull): Promise<FaultCount> {
  const { random } = tools;
  const pages = new BrokenPages(random);
  await using server = await startFhirServer({ pageSize: PAGE_SIZE, behaviour: pages.behaviour });
  await using foyer = await connectClinic(server);
  const hospital = new HospitalList(random);
  const audit = new ScheduleAudit(foyer);
  for (let added = 0; added < BOOKED; added += 1) hospital.add();

  const rounds = Math.max(15, Math.round(ROUNDS * tools.scale));
  for (let round = 0; round < rounds; round += 1) {
    // The last word is a list that comes whole.
    const way = round === 0 || round === rounds - 1 ? 'whole' : pages.draw();
    await hospital.writeTo((id, change) => bookUpstream(server, id, change), server.remove);
    pages.begin(round, way);
    const before = audit.localFacts();
    const result = await pull(foyer, server.url).catch(() => 'failed' as const);
    audit.check({ listed: hospital.rows(), way, result, before });
    if (random() < 0.5) await audit.somebodyComes(random);
    hospital.change();
  }
  return { ...audit.count(), tried: pages.brokenCount() };
}
