import { expect, test } from 'vitest';
import { isKioskAddress, isKioskSender, isPermissionAllowed, isStaffAddress } from './trust.ts';

const FOREIGN = [
  '',
  'kiosk',
  'about:blank',
  'app://',
  'app:kiosk',
  'app:///check-in/',
  'app://kiosk.evil.test/',
  'app://evil.test/kiosk',
  'app://evil.test/app://kiosk/',
  'app://kiosk@evil.test/',
  'app://kiosk:pass@evil.test/',
  'app://user@kiosk/',
  'app://user:pass@kiosk/',
  'app://kiosk:8080/',
  'app://kiosk%2f.evil.test/',
  'application://kiosk/',
  'xapp://kiosk/',
  'http://kiosk/',
  'https://kiosk/',
  'https://evil.test/?app://kiosk/',
  'file:///app://kiosk/',
  'blob:app://kiosk/1',
  'filesystem:app://kiosk/temporary/1',
  'view-source:app://kiosk/',
  'javascript:app://kiosk/',
  'data:text/html,app://kiosk/',
];

test.each([
  'app://kiosk',
  'app://kiosk/',
  'app://kiosk/check-in/#token',
  'app://kiosk/staff/?a=b',
  'APP://kiosk/display/',
])('a page of the shell is one of ours: %s', (url) => {
  expect(isKioskAddress(url)).toBe(true);
});

test.each(FOREIGN)('anything else is not, however it is dressed up: %j', (url) => {
  expect(isKioskAddress(url)).toBe(false);
  expect(isStaffAddress(url)).toBe(false);
  expect(isKioskSender({ url, parent: null })).toBe(false);
  expect(isPermissionAllowed('loopback-network', url)).toBe(false);
});

test('a message counts from the document of a window, not from a frame in it or one that is gone', () => {
  const url = 'app://kiosk/check-in/';

  expect(isKioskSender({ url, parent: null })).toBe(true);
  expect(isKioskSender({ url, parent: { url } })).toBe(false);
  expect(isKioskSender(null)).toBe(false);
});

test('the staff page is known by its path', () => {
  expect(isStaffAddress('app://kiosk/staff/')).toBe(true);
  expect(isStaffAddress('app://kiosk/staff')).toBe(true);
  expect(isStaffAddress('app://kiosk/check-in/#/staff/')).toBe(false);
  expect(isStaffAddress('app://kiosk/check-in/?next=/staff/')).toBe(false);
  expect(isStaffAddress('app://kiosk/staffroom/')).toBe(false);
});

test('our pages may reach the site server and nothing of the machine', () => {
  for (const origin of ['app://kiosk', 'app://kiosk/', 'app://kiosk/check-in/']) {
    expect(isPermissionAllowed('loopback-network', origin)).toBe(true);
    expect(isPermissionAllowed('local-network', origin)).toBe(true);
    expect(isPermissionAllowed('local-network-access', origin)).toBe(true);
    for (const permission of ['media', 'geolocation', 'notifications', 'fullscreen', 'hid', '']) {
      expect(isPermissionAllowed(permission, origin)).toBe(false);
    }
  }
});
