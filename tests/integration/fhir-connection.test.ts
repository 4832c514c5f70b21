import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startAuthorizationServer } from '../support/authorization-server.ts';
import { clinicFile, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { bookUpstream, connectClinic, fhirSettings, OURS } from '../support/fhir-clinic.ts';
import { startFhirServer } from '../support/fhir-server.ts';
import { runClinic, TEN_O_CLOCK } from '../support/running-clinic.ts';

test('an answer at the exit leads to nobody, holds no words, and is amended when it changes', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server);
  using exit = await TestDevice.connect(foyer.clinic.app.url, 'feedback', TOKENS.feedback);
  const answerId = '3f6b1a52-4a5e-4b6e-9a53-1f2d3c4b5a69';
  const touch = { answerId, score: 4, touchedAt: TEN_O_CLOCK - 60_000, language: 'en' } as const;
  await exit.send('feedback:face', {
    ...touch,
    happySide: 'left',
    recentTouches: 1,
    sinceLastTouchMs: null,
  });
  await foyer.deliver();
  const [given] = await server.all('QuestionnaireResponse');
  await exit.send('feedback:change', { answerId, score: 2 });
  await exit.send('feedback:follow-up', {
    answerId,
    reasonIds: ['waiting'],
    words: 'Nurse Abernathy was rude',
  });
  await foyer.deliver();

  const [{ id: _id, meta: _meta, ...response } = {}, ...others] =
    await server.all('QuestionnaireResponse');
  expect(given?.status).toBe('completed');
  expect(others).toEqual([]);
  expect(response).toEqual({
    resourceType: 'QuestionnaireResponse',
    identifier: { system: OURS, value: `answer-${answerId}` },
    questionnaire: `${OURS}/Questionnaire/exit-face`,
    status: 'amended',
    authored: '2026-11-21T09:59:00.000Z',
    item: [
      { linkId: 'face', answer: [{ valueInteger: 2 }] },
      { linkId: 'faces', answer: [{ valueInteger: 4 }] },
      {
        linkId: 'reasons',
        answer: [{ valueCoding: { system: `${OURS}/feedback-reason`, code: 'waiting' } }],
      },
    ],
  });
  expect(server.requests.some(({ body }) => body.includes('Abernathy'))).toBe(false);
});

test('no name, birth date or word of a patient is sent to the server or into an address', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();
  await foyer.checkIn('a1');
  await foyer.deliver();

  const sent = server.requests.map((request) => `${request.path} ${request.body}`).join('\n');
  expect(sent).toContain('visit-');
  expect(sent).not.toMatch(/Whitfield|1984-03-15/);
});

test('a server where appointments can only be patched gets a patch', async () => {
  await using server = await startFhirServer({ patchesAppointmentsOnly: true });
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);
  await foyer.pull();

  await foyer.checkIn('a1');
  await foyer.deliver();

  expect((await server.appointment('a1')).status).toBe('arrived');
  const written = server.requests.filter((request) => request.path === 'Appointment/a1');
  expect(written.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
});

test('a token that was revoked is renewed, and a server that allows nothing is asked again later', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-smart-'));
  const client = { folder, clientId: 'kiosk-1', alg: 'ES384' } as const;
  await using authority = await startAuthorizationServer(client);
  let isOpen = true;
  await using server = await startFhirServer({
    isAllowed: (authorization) => isOpen && authority.isAllowed(authorization),
  });
  const { clientId } = client;
  const { keyFile } = authority;
  const auth = { kind: 'smart', clientId, keyFile, tokenUrl: `${authority.url}/token` };
  await using foyer = await connectClinic(server, { auth });
  await foyer.checkInWalkIn();
  await foyer.deliver();
  authority.revokeAll();
  await foyer.checkInWalkIn();
  await foyer.deliver();
  isOpen = false;
  await foyer.checkInWalkIn();
  const delivering = foyer.deliver();
  await expect.poll(() => foyer.failures.length).toBeGreaterThan(0);
  isOpen = true;
  await delivering;
  rmSync(folder, { recursive: true });

  expect(await server.all('Encounter')).toHaveLength(3);
  expect(foyer.failures[0]).toBe('not-allowed: HTTP 401');
  expect(foyer.setAside).toEqual([]);
});

test('the whole server takes the list and delivers to the record by itself', async () => {
  await using server = await startFhirServer({ updateCreates: true });
  await bookUpstream(server, 'a1');
  const { id, kind, label, identifierSystem, schedule } = fhirSettings(server.url);
  const file = clinicFile({
    destinations: [{ id, kind, label, url: server.url, identifierSystem, schedule }],
  });
  await using clinic = await runClinic({ file });
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  const { appointments } = clinic.app.stores;
  await expect.poll(() => appointments.ofDay('2026-11-21'), { timeout: 15_000 }).toHaveLength(1);
  const appointmentId = appointments.ofDay('2026-11-21')[0]?.id ?? '';

  await desk.send('check-in:by-desk', { appointmentId, needs: [] });

  const status = async () => (await server.appointment('a1')).status;
  await expect.poll(status, { timeout: 15_000 }).toBe('arrived');
  expect((await server.all('Encounter')).map((encounter) => encounter.status)).toEqual(['arrived']);
});

test('settings without feedback or visits pass over what they leave out', async () => {
  await using server = await startFhirServer();
  await using foyer = await connectClinic(server, { push: { visits: false, feedback: true } });

  await foyer.checkInWalkIn();
  await foyer.deliver();

  expect(await server.all('Encounter')).toEqual([]);
});
