import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { KioskClinic } from '../../shared/contract/snapshots.ts';
import { servePages } from './pages.ts';

const CLINIC: KioskClinic = {
  clinicName: 'North </script><script>alert(1)</script> & $& South',
  timeZone: 'Europe/London',
  utcOffsetMinutes: 0,
  languages: ['en', 'ar'],
  isDemonstration: false,
  closedUntilAt: null,
  deskDirections: { en: 'Left' },
  walkInServices: [],
  notices: [],
};
const EMPTY_PAGE = '<!doctype html><html><head><title>Check in</title></head><body></body></html>';

async function serving(clinic: () => KioskClinic) {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-pages-'));
  for (const page of ['check-in', 'desk', 'staff']) {
    mkdirSync(path.join(folder, page));
    writeFileSync(path.join(folder, page, 'index.html'), EMPTY_PAGE);
  }
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets/desk-1234.css'), 'p {}');
  writeFileSync(path.join(folder, '.built-from'), '');
  const app = Fastify();
  await servePages(app, { folder, kioskClinic: clinic });
  return {
    get: (url: string) => app.inject({ method: 'GET', url }),
    async [Symbol.asyncDispose]() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function clinicIn(page: string): unknown {
  const data = /<script type="application\/json" id="kiosk-clinic">(.*?)<\/script>/s.exec(page);
  return JSON.parse(data?.[1] ?? 'null');
}

test('the check-in page holds the clinic as data, whatever the clinic calls itself', async () => {
  await using pages = await serving(() => CLINIC);

  const { body, headers } = await pages.get('/check-in');

  expect(clinicIn(body)).toEqual(CLINIC);
  expect(body.match(/<\/script>/g)).toHaveLength(1);
  expect(headers['content-type']).toContain('text/html');
  expect(headers['cache-control']).toBe('no-cache');
});

test('each time the page is asked for it holds the present', async () => {
  let minutes = 0;
  await using pages = await serving(() => ({ ...CLINIC, utcOffsetMinutes: minutes }));

  minutes = 60;
  const { body } = await pages.get('/check-in');

  expect(clinicIn(body)).toMatchObject({ utcOffsetMinutes: 60 });
});

test('the site begins at the check-in', async () => {
  await using pages = await serving(() => CLINIC);

  expect((await pages.get('/')).headers.location).toBe('/check-in');
});

test('what belongs to the pages of the site is served', async () => {
  await using pages = await serving(() => CLINIC);

  const answers = await Promise.all(
    ['/desk', '/desk/index.html', '/assets/desk-1234.css'].map(pages.get),
  );

  expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
});

test("the shell's own page is not served, however it is asked for", async () => {
  await using pages = await serving(() => CLINIC);
  const addresses = [
    '/staff',
    '/staff/',
    '/staff/index.html',
    '/%73taff/index.html',
    '/desk/../staff/index.html',
    '/assets/%2e%2e/staff/index.html',
    '//staff/index.html',
    '/./staff/index.html',
    '/.built-from',
  ];

  const answers = await Promise.all(addresses.map(pages.get));

  expect(answers.filter((answer) => answer.statusCode === 200)).toEqual([]);
});
