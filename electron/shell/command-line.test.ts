import path from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';

const LINUX = { platform: 'linux', environment: {} } as const;

test('the file that was named is taken, seen from where the program was started', () => {
  expect(readCommandLine(['.', '--config=kiosk.json'], LINUX)).toEqual({
    file: path.resolve('kiosk.json'),
    isFileNamed: true,
  });
});

test('with nothing named it is the usual place of the machine', () => {
  const windows = { platform: 'win32', environment: { ProgramData: 'D:/Data' } } as const;
  const usual = { isFileNamed: false };

  expect(readCommandLine([], LINUX)).toEqual({ ...usual, file: '/etc/foyer/kiosk.json' });
  expect(readCommandLine([], windows)).toEqual({ ...usual, file: 'D:/Data/Foyer/kiosk.json' });
  expect(readCommandLine([], { ...LINUX, platform: 'darwin' })).toEqual({
    ...usual,
    file: '/Library/Application Support/Foyer/kiosk.json',
  });
});

test('what belongs to Chromium is nobody’s business here', () => {
  expect(readCommandLine(['--ozone-platform=x11', '--no-sandbox'], LINUX).isFileNamed).toBe(false);
});
