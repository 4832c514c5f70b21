import { expect, test } from 'vitest';
import { bookUpstream, connectClinic, REQUEST_MS } from '../support/fhir-clinic.ts';
import { CheckedRepository } from '../support/checked-repository.ts';
import {
  type FhirBehaviour,
  type FhirServerChoice,
  startFhirServer,
} from '../support/fhir-server.ts';
import {
  answersHtml,
  answersWithoutBody,
  asksToWait,
  conflicts,
  doneButCut,
  doneButFails,
  doneLate,
  failsInHtml,
  first,
  ignoresIfMatch,
  isWrite,
  RacyRepository,
  readsOf,
  RewritingRepository,
  writesOf,
} from '../support/hostile-fhir.ts';

const late = REQUEST_MS + 50;

/** At servers that choose ids themselves. */
const HOSTILE: readonly (readonly [string, () => FhirServerChoice])[] = [
  ['is slow and keeps creates apart badly', () => ({ repository: new RacyRepository(() => late) })],
  [
    'answers creates with 409',
    () => ({ behaviour: first(2, writesOf('Encounter'), conflicts(409)) }),
  ],
  [
    'lets others be quicker at the appointment (409)',
    () => ({ behaviour: first(2, writesOf('Appointment'), conflicts(409)) }),
  ],
  [
    'lets others be quicker at the appointment (412)',
    () => ({ behaviour: first(4, writesOf('Appointment'), conflicts(412)) }),
  ],
  ['asks to wait', () => ({ behaviour: first(1, isWrite, asksToWait) })],
  ['has a portal in front of it', () => ({ behaviour: first(2, isWrite, answersHtml) })],
  ['has a failing proxy in front of it', () => ({ behaviour: first(2, isWrite, failsInHtml) })],
  ['answers writes without a body', () => ({ behaviour: answersWithoutBody })],
  ['keeps things in its own way', () => ({ repository: new RewritingRepository() })],
  ['does it and loses the answer', () => ({ behaviour: first(3, isWrite, doneButCut) })],
];

/** At servers that take ours. */
const HOSTILE_TO_OUR_IDS: typeof HOSTILE = [
  ['ignores If-Match', () => ({ behaviour: ignoresIfMatch })],
  ['does what it says it could not (500)', () => ({ behaviour: first(3, isWrite, doneButFails) })],
  [
    'does it after we gave up',
    () => ({
      behaviour: first(
        2,
        isWrite,
        doneLate(() => late),
      ),
    }),
  ],
  [
    'answers reads after we gave up',
    () => ({
      behaviour: first(
        2,
        readsOf('Enc'),
        doneLate(() => late),
      ),
    }),
  ],
  ['answers writes without a body', () => ({ behaviour: answersWithoutBody })],
];

test.for(HOSTILE)('one Encounter for each visit at a server that %s', async ([, choice]) => {
  await oneForEach(choice());
});

test.for(HOSTILE_TO_OUR_IDS)(
  'one Encounter under our id at a server that %s',
  async ([, choice]) => {
    await oneForEach({ ...choice(), updateCreates: true });
  },
);

async function oneForEach(choice: FhirServerChoice): Promise<void> {
  await using server = await startFhirServer(choice);
  await bookUpstream(server, 'a1');
  await bookUpstream(server, 'a2');
  await using foyer = await connectClinic(server);
  await foyer.pull();

  const one = await foyer.checkIn('a1');
  await foyer.checkIn('a2');
  await foyer.deliver();
  await foyer.call();
  await foyer.step('queue:start', one);
  await foyer.deliver();

  expect((await server.all('Encounter')).map(({ status }) => status).toSorted()).toEqual([
    'arrived',
    'in-progress',
  ]);
  expect((await server.appointment('a1')).status).toBe('checked-in');
  expect((await server.appointment('a2')).status).toBe('arrived');
  expect(foyer.setAside).toEqual([]);
}

test('a process that ends in the middle of a create leaves one Encounter all the same', async () => {
  const repository = new RacyRepository(() => late);
  await using server = await startFhirServer({ repository });
  await using foyer = await connectClinic(server);
  await foyer.checkInWalkIn();

  const whileItRuns = foyer.deliver();
  // A new process knows nothing of the request of the old one but that it was begun.
  await expect.poll(() => server.requests.some(isWrite)).toBe(true);
  foyer.reconnect();
  await foyer.deliverAgain();
  await whileItRuns;

  expect(await server.all('Encounter')).toHaveLength(1);
});

test('several matches of one identifier are shown to staff and never added to', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server);
  await foyer.checkInWalkIn();
  await foyer.deliver();
  const [encounter] = await server.all('Encounter');
  if (!encounter) throw new Error('There is no Encounter');
  await server.put({ ...encounter, id: 'another' });
  await server.put({ ...encounter, id: 'a-third' });
  foyer.clinic.app.db.exec('DELETE FROM upstream_resource');

  await foyer.deliverAgain();

  expect(foyer.setAside.map(({ kind, code }) => [kind, code])).toEqual([
    ['quarantined', 'multiple-matches'],
  ]);
  expect(await server.all('Encounter')).toHaveLength(3);
});

test('an appointment that is cancelled just before we write stays cancelled', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  const cancelAfterwards: FhirBehaviour = async (_exchange, serve) => {
    const read = await serve();
    await bookUpstream(server, 'a1', { status: 'cancelled' });
    return read;
  };
  server.behave(first(1, readsOf('Appointment'), cancelAfterwards));

  await foyer.checkIn('a1');
  await foyer.deliver();

  expect((await server.appointment('a1')).status).toBe('cancelled');
  expect(foyer.setAside.map(({ code }) => code)).toEqual(['appointment-closed']);
});

test('where a search by identifier lists everything, nothing is made a second time', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server);
  await foyer.checkInWalkIn();
  await foyer.deliver();
  await foyer.checkInWalkIn();
  const loseAnswer = first(1, isWrite, doneButCut);
  server.behave((exchange, serve) => {
    if (isWrite(exchange)) return loseAnswer(exchange, serve);
    return serve({ ...exchange, path: exchange.path.replace(/identifier=[^&]*/, '_count=50') });
  });

  const delivering = foyer.deliver();
  await expect.poll(() => foyer.failures.join()).toContain('misconfigured');
  server.behave((_exchange, serve) => serve());
  await delivering;

  expect(await server.all('Encounter')).toHaveLength(2);
});

test('an appointment that others change at every try is given to staff', async () => {
  const behaviour = first(Infinity, writesOf('Appointment'), conflicts(412));
  await using server = await startFhirServer({ behaviour });
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();

  await foyer.checkIn('a1');
  await foyer.deliver();

  expect(foyer.setAside.map(({ code }) => code)).toEqual(['version-conflict']);
  expect(server.requests.filter(writesOf('Appointment'))).toHaveLength(5);
});

test('what the server finds wrong is told by code and path, and never in its words', async () => {
  class Refusing extends CheckedRepository {
    override async createResource(): Promise<never> {
      const { badRequest, OperationOutcomeError } = await import('@medplum/core');
      throw new OperationOutcomeError(
        badRequest('Whitfield, James is unknown', 'Encounter.subject'),
      );
    }
  }
  await using server = await startFhirServer({ repository: new Refusing(), updateCreates: true });
  await using foyer = await connectClinic(server);

  await foyer.checkInWalkIn();
  await foyer.deliver();

  expect(foyer.setAside).toMatchObject([
    { code: 'rejected', detail: 'Encounter: HTTP 400: invalid (Encounter.subject)' },
  ]);
});

test('a visit the server stumbles over never keeps the others back', async () => {
  await using server = await startFhirServer({ updateCreates: true });
  await using foyer = await connectClinic(server);
  await foyer.checkInWalkIn();
  const [poison] = foyer.clinic.app.stores.visits.ofDay('2026-11-21', {
    day: '2026-11-20',
    activeSinceAt: 0,
    checkedInSinceAt: 0,
  });
  let failed = 0;
  server.behave((exchange, serve) => {
    const isPoison = isWrite(exchange) && exchange.path.endsWith(poison?.id ?? '?');
    failed += isPoison ? 1 : 0;
    return isPoison && failed <= 3 ? failsInHtml(exchange, serve) : serve();
  });
  await foyer.checkInWalkIn();

  const everything = foyer.deliver();
  await expect.poll(() => server.all('Encounter')).toHaveLength(1);
  await everything;

  expect(failed).toBe(4);
  expect(await server.all('Encounter')).toHaveLength(2);
});
