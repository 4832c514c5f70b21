import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page, test as base } from '@playwright/test';
import type { KioskReport, UnlockResult } from '../../shared/contract/kiosk-bridge.ts';
import { keepsTheRules } from '../support/keeps-the-rules.ts';

// Loopback, because the shell's own scheme exists in Electron only; nothing listens there.
const ORIGIN = 'http://localhost:9';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const REPORT: KioskReport = {
  version: '0.1.0',
  runtime: { electron: '45.4.1', chromium: '154.0', node: '24.18.1', system: 'Linux x64' },
  startedAt: 0,
  isSoftwareDrawn: true,
  windows: [{ page: 'check-in', display: 'HDMI-1', lastBeatAt: 0, recoveries: 2 }],
  displays: [
    { label: 'HDMI-1', width: 1080, height: 1920, scale: 1, isPrimary: true, hasTouch: true },
  ],
  addresses: [{ network: 'eth0', address: '10.20.30.41' }],
  server: {
    kind: 'remote',
    url: 'http://10.0.0.5:8080',
    state: null,
    restarts: 0,
    health: {
      status: 'attention',
      scheduleAt: null,
      lastEventAt: 0,
      destinations: [
        {
          destinationId: 'hub',
          label: 'City hub',
          status: 'failing',
          lastSuccessAt: 0,
          waitingCount: 14,
          setAsideCount: 1,
        },
      ],
    },
  },
  log: Array.from({ length: 80 }, (_, line) => `line ${line}`),
};

/** What the shell answers, and what it was asked. */
type Shell = {
  unlock: UnlockResult;
  isLocked: boolean;
  readonly asked: string[];
};
type Fixtures = { readonly shell: Shell; readonly staff: Page };

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern
  shell: async ({}, use) => {
    await use({ unlock: { kind: 'unlocked' }, isLocked: false, asked: [] });
  },
  staff: async ({ browser, shell }, use) => {
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    const page = await context.newPage();
    await page.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      await route.fulfill({
        body: await readFile(path.join('dist/renderer', file)),
        contentType: TYPES[path.extname(file)] ?? 'text/plain',
      });
    });
    await page.exposeFunction('askShell', (call: string, value: string) => {
      shell.asked.push(value === '' ? call : `${call} ${value}`);
      if (call === 'unlock') return shell.unlock;
      if (shell.isLocked) return { ok: false, reason: 'locked' };
      return call === 'report' ? { ok: true, report: REPORT } : { ok: true };
    });
    await page.addInitScript(() => {
      const ask = (call: string, value = ''): unknown =>
        Reflect.apply(Reflect.get(window, 'askShell'), null, [call, value]);
      Object.assign(window, {
        kiosk: {
          serverUrl: 'http://127.0.0.1:9',
          beatEveryMs: 60_000,
          beat: () => undefined,
          unlock: (pin: string) => ask('unlock', pin),
          report: () => ask('report'),
          act: (action: string) => ask('act', action),
        },
      });
    });
    await page.clock.install();
    await page.goto(`${ORIGIN}/staff/`);
    await use(page);
    await context.close();
  },
});

const OWN_NAMES = { en: 'English', es: 'Español', ar: 'العربية' } as const;

for (const language of ['en', 'es', 'ar'] as const) {
  test(`every screen of the staff page keeps the rules of WCAG 2.2 AA in ${language}`, async ({
    staff,
    shell,
  }) => {
    await staff.getByRole('button', { name: OWN_NAMES[language], exact: true }).click();
    await expect(staff.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await keepsTheRules(staff, 'entry');
    for (const unlock of [
      { kind: 'wrong', triesLeft: 2 },
      { kind: 'locked-out', untilAt: Date.now() + 600_000 },
      { kind: 'no-pin' },
    ] as const) {
      shell.unlock = unlock;
      await staff.reload();
      await enterPin(staff);
      await expect(staff.locator('.pin-notice p').first()).toBeVisible();
      await keepsTheRules(staff, unlock.kind);
    }
    shell.unlock = { kind: 'unlocked' };
    await staff.reload();
    await enterPin(staff);
    await expect(staff.getByText('http://10.0.0.5:8080')).toBeVisible();
    await keepsTheRules(staff, 'maintenance');
    await staff.locator('.action').last().click();
    await keepsTheRules(staff, 'sure');
    await staff.reload();
    await staff.locator('.option').click();
    await keepsTheRules(staff, 'cleaning');
  });
}

test('while the screen is wiped nothing is heard, now or afterwards, and patients get it back', async ({
  staff,
  shell,
}) => {
  await staff.getByRole('button', { name: 'Clean the screen' }).click();
  await expect(staff.getByRole('heading', { name: 'Wipe the screen now' })).toBeVisible();
  await staff.evaluate(() => {
    const hear = (): void => {
      document.title = 'heard';
    };
    for (const type of ['pointerdown', 'click', 'keydown']) document.addEventListener(type, hear);
  });
  for (const place of [60, 400, 900]) {
    for (let taps = 0; taps < 5; taps += 1) await staff.mouse.click(place, place * 2);
  }
  await staff.keyboard.type('123456');
  await staff.keyboard.press('Enter');
  await staff.clock.runFor(20_000);
  await expect(staff.getByRole('heading', { name: 'Wipe the screen now' })).toBeVisible();
  expect(shell.asked).toEqual([]);

  await expect(staff.getByRole('heading', { name: 'Ready' })).toBeVisible();
  await staff.mouse.click(300, 1800);
  await staff.keyboard.press('Enter');
  await expect.poll(() => shell.asked).toEqual(['act close-staff']);
  expect(await staff.title()).toBe('Staff');
});

test('too many wrong PINs hold the keys until the time is over', async ({ staff, shell }) => {
  const now = await staff.evaluate(() => Date.now());
  shell.unlock = { kind: 'locked-out', untilAt: now + 30_000 };
  await enterPin(staff);
  await expect(staff.getByText(/Too many wrong PINs. Try again in 0:\d\d/)).toBeVisible();
  await enterPin(staff);
  expect(shell.asked).toHaveLength(1);

  await staff.clock.runFor(31_000);
  await expect(staff.getByText(/Too many wrong PINs/)).toBeHidden();
  shell.unlock = { kind: 'wrong', triesLeft: 1 };
  await enterPin(staff);
  await expect(staff.getByText('Wrong PIN. Tries left: 1')).toBeVisible();
});

test('what is done asks first, and a kiosk without a server of its own cannot restart one', async ({
  staff,
  shell,
}) => {
  await enterPin(staff);
  await expect(staff.getByRole('button', { name: 'Restart the server' })).toBeHidden();
  await staff.getByRole('button', { name: 'Quit the program' }).click();
  await staff.getByRole('button', { name: 'No, go back' }).click();
  await staff.getByRole('button', { name: 'Reload the pages' }).click();
  await staff.getByRole('button', { name: 'Reload the pages' }).click();

  await expect(staff.getByText('The pages are being reloaded.')).toBeVisible();
  expect(shell.asked.filter((asked) => asked.startsWith('act'))).toEqual(['act reload-pages']);
});

test('maintenance that the shell has locked goes back to the PIN', async ({ staff, shell }) => {
  await enterPin(staff);
  await expect(staff.getByRole('heading', { name: 'Maintenance' })).toBeVisible();
  shell.isLocked = true;
  await staff.clock.runFor(3_000);

  await expect(staff.getByText('Maintenance has closed. Enter the PIN again.')).toBeVisible();
});

test('a staff page that nobody touches goes back to patients after a minute', async ({
  staff,
  shell,
}) => {
  await staff.clock.runFor(50_000);
  await staff.mouse.click(900, 300);
  await staff.clock.runFor(59_000);
  expect(shell.asked).toEqual([]);

  await staff.clock.runFor(1_000);
  await expect.poll(() => shell.asked).toEqual(['act close-staff']);
});

async function enterPin(staff: Page): Promise<void> {
  await staff.keyboard.type('258025');
  await staff.keyboard.press('Enter');
}
