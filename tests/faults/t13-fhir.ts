import { RacyRepository } from '../support/hostile-fhir.ts';
import { bookUpstream, connectClinic, type FhirClinic } from '../support/fhir-clinic.ts';
import { startFhirServer } from '../support/fhir-server.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { auditRecord } from './fhir/audit-record.ts';
import { sendNaively } from './fhir/naive-sender.ts';
import { stumble } from './fhir/stumble.ts';
import { wholeOf } from './seeded-random.ts';

const VISITS = 40;
const FAULTY_SHARE = 0.3;
/** Longer than the sender waits for an answer, and shorter than that and its rest together. */
const MOST_GAP_MS = 250;
const NAIVE_REQUEST_MS = 100;

/** A record's server that does things late, twice, otherwise, or not, and seldom says so. */
export const fhir: Fault = {
  id: 'T13',
  title:
    'FHIR: racy creates, 409 and 412, ignored If-Match, answers lost, late, wrong or throttled',
  run: async (tools) => {
    const ourIds = await visitClinic(tools, true);
    const theirIds = await visitClinic(tools, false);
    return {
      tried: ourIds.tried + theirIds.tried,
      acknowledged: ourIds.acknowledged + theirIds.acknowledged,
      lost: ourIds.lost + theirIds.lost,
      duplicated: ourIds.duplicated + theirIds.duplicated,
      reordered: ourIds.reordered + theirIds.reordered,
      broken: [...ourIds.broken, ...theirIds.broken],
    };
  },
  control: {
    title: 'a sender that repeats a create without letting the last one settle',
    run: async (tools) => {
      const repository = new RacyRepository(() => (1 + tools.random()) * (MOST_GAP_MS / 2));
      await using server = await startFhirServer({ repository });
      const visitIds = visitIdsFor(tools);
      const tried = await sendNaively(server.url, visitIds, NAIVE_REQUEST_MS);
      const duplicated = (await server.all('Encounter')).length - visitIds.length;
      const acknowledged = visitIds.length;
      return { tried, acknowledged, lost: 0, duplicated, reordered: 0, broken: [] };
    },
  },
};

function visitIdsFor({ scale, random }: FaultTools): readonly string[] {
  const count = Math.max(6, Math.round(VISITS * scale));
  const salt = Math.floor(random() * 1e6);
  return Array.from({ length: count }, (_none, index) => `naive-${salt}-${index}`);
}

async function visitClinic(tools: FaultTools, updateCreates: boolean): Promise<FaultCount> {
  const { random } = tools;
  const repository = new RacyRepository(() => random() * MOST_GAP_MS);
  await using server = await startFhirServer({ repository, updateCreates });
  const people = Math.max(3, Math.round((VISITS / 2) * tools.scale));
  const ids = Array.from({ length: people }, (_none, index) => `a${index}`);
  for (const id of ids) await bookUpstream(server, id);
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const stumbling = stumble({ random, share: FAULTY_SHARE });
  server.behave(stumbling.behaviour);
  for (const id of ids) await seePatient(id, foyer, random);
  await foyer.deliver();
  return { ...(await auditRecord(foyer, server, repository)), tried: stumbling.count() };
}

/** Somebody comes and is seen, some only as far as the chair; the record hears of it in between. */
async function seePatient(id: string, foyer: FhirClinic, random: () => number): Promise<void> {
  const hearSometimes = async (): Promise<void> => {
    if (random() < 0.5) await foyer.deliver();
    if (random() < 0.1) foyer.reconnect();
  };
  const entryId = await foyer.checkIn(id);
  await hearSometimes();
  await foyer.call();
  await hearSometimes();
  await foyer.step('queue:start', entryId);
  await hearSometimes();
  await foyer.step('queue:finish', entryId);
  if (wholeOf(random, 1, 4) > 1) return;
  await foyer.deliver();
  await foyer.step('queue:undo', entryId);
}
