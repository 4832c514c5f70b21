import type { Page } from '@playwright/test';
import { identify } from '../support/identify.ts';
import { keepsTheRules } from '../support/keeps-the-rules.ts';
import { Clinic, Devices, expect, test } from './clinic.ts';

const OWN_NAMES = { en: /English/, es: /Español/, ar: /العربية/ } as const;
const PERSON = {
  firstName: 'James',
  lastName: 'Whitfield',
  dateOfBirth: '1984-03-27',
  inMinutes: 10,
};

for (const language of ['en', 'es', 'ar'] as const) {
  test.describe(language, () => {
    test('every page keeps the rules of WCAG 2.2 AA', async ({ browser }) => {
      // The first language of the clinic is the one its screens speak.
      const clinic = await Clinic.open([
        language,
        ...['en', 'es', 'ar'].filter((l) => l !== language),
      ]);
      const devices = new Devices(browser, clinic);
      const locale = `${language}-GB`;
      for (const name of ['display', 'feedback', 'desk', 'manager'] as const) {
        const page = await devices.open(name, { locale });
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.locator('h1, h2').first()).toBeVisible();
        await keepsTheRules(page, `${name} in ${language}`);
      }
      expect(devices.complaints).toEqual([]);
      await devices.close();
      await clinic.close();
    });
  });
}

for (const language of ['en', 'es', 'ar'] as const) {
  test(`each step of the check-in keeps the rules of WCAG 2.2 AA in ${language}`, async ({
    clinic,
    devices,
  }) => {
    clinic.book(PERSON);
    const kiosk = await devices.open('check-in');
    await expect(kiosk.getByRole('button', { name: OWN_NAMES[language] })).toBeVisible();
    await keepsTheRules(kiosk, 'welcome');
    await kiosk.getByRole('button', { name: OWN_NAMES[language] }).click();
    await expect(kiosk.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await keepsTheRules(kiosk, 'birth date');
    for (const digit of '27031984') await kiosk.keyboard.press(digit);
    await kiosk.keyboard.press('Enter');
    await keepsTheRules(kiosk, 'letter');
    await keepsItsSizes(kiosk, 'letter');
  });
}

test('the question, the confirmation and the not-found screen keep the rules too', async ({
  clinic,
  devices,
}) => {
  clinic.book(PERSON);
  const kiosk = await devices.open('check-in');
  await identify(kiosk, PERSON.dateOfBirth, 'Z');
  await expect(
    kiosk.getByRole('heading', { name: 'We could not find your appointment' }),
  ).toBeVisible();
  await keepsTheRules(kiosk, 'not found');
  await keepsItsSizes(kiosk, 'not found');
  await kiosk.getByRole('button', { name: 'Check what I typed' }).click();
  await kiosk.reload();
  await identify(kiosk, PERSON.dateOfBirth, 'W');
  await expect(kiosk.getByText(/Initials.*J\. W\./)).toBeVisible();
  await keepsTheRules(kiosk, 'appointment');
  await keepsItsSizes(kiosk, 'appointment');
  await kiosk.getByRole('button', { name: 'Yes, check me in' }).click();
  await expect(kiosk.getByRole('heading', { name: 'You are checked in' })).toBeVisible();
  await keepsTheRules(kiosk, 'confirmation');
  await keepsItsSizes(kiosk, 'confirmation');
});

/** UX 7: no text under 40 px, no target under 81 px, nothing cut off, on the panel as it is drawn. */
async function keepsItsSizes(page: Page, where: string): Promise<void> {
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    const isShown = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      return box.width > 2 && box.height > 2 && element.checkVisibility();
    };
    const name = (element: Element): string => element.textContent?.trim().slice(0, 40) ?? '';
    for (const element of document.querySelectorAll('button')) {
      const { width, height } = element.getBoundingClientRect();
      if (isShown(element) && Math.min(width, height) < 81) {
        found.push(`target ${Math.round(width)}x${Math.round(height)}: ${name(element)}`);
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element || walker.currentNode.textContent?.trim() === '' || !isShown(element)) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 40) found.push(`text ${size}px: ${name(element)}`);
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`cut off: ${name(element)}`);
    }
    return found;
  });
  expect(faults, where).toEqual([]);
}
