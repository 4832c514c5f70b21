import { identify } from '../support/identify.ts';
import { expect, test } from './clinic.ts';

const ZOE = {
  firstName: 'Zebulon',
  lastName: 'Quackenbush',
  dateOfBirth: '1947-11-03',
  inMinutes: 10,
};
const TRACES = /zebulon|quackenbush|1947|Z\. ?Q\./i;

test('answers are hidden after 45 seconds and gone 30 later: from the page, its storage and its history', async ({
  clinic,
  devices,
}) => {
  clinic.book(ZOE);
  const { page: kiosk } = await devices.blank('check-in');
  await kiosk.clock.install();
  await kiosk.goto(`${clinic.url}/check-in#kiosk-token-for-the-tests-1`);
  await identify(kiosk, ZOE.dateOfBirth, 'Q');
  await expect(kiosk.getByText(/Initials.*Z\. Q\./)).toBeVisible();

  await kiosk.clock.runFor(46_000);
  await expect(kiosk.getByRole('heading', { name: 'Are you still there?' })).toBeVisible();
  expect(await kiosk.content()).not.toMatch(TRACES);
  await kiosk.getByRole('button', { name: 'I need more time' }).click();
  await expect(kiosk.getByText(/Initials.*Z\. Q\./)).toBeVisible();

  await kiosk.clock.runFor(46_000);
  await kiosk.clock.runFor(31_000);
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
  const left = await kiosk.evaluate(async () => ({
    page: document.documentElement.outerHTML,
    local: JSON.stringify(Object.entries(localStorage)),
    session: JSON.stringify(Object.entries(sessionStorage)),
    databases: JSON.stringify(await indexedDB.databases()),
    title: document.title,
    address: location.href,
    history: history.length,
    language: document.documentElement.lang,
  }));
  expect(JSON.stringify(left)).not.toMatch(TRACES);
  expect(left.history).toBeLessThanOrEqual(2);
});
