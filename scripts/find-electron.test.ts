import { expect, test } from 'vitest';
import { findElectron } from './find-electron.ts';

test('without a display nothing is looked for, and it is said that there is none', () => {
  expect(findElectron({ platform: 'linux', environment: {} })).toEqual({
    kind: 'missing',
    why: 'there is no display',
  });
});

test('the program that was named is taken, or it is said that it is not there', () => {
  const named = (program: string) =>
    findElectron({ platform: 'linux', environment: { DISPLAY: ':0', ELECTRON_BIN: program } });

  expect(named(process.execPath)).toEqual({ kind: 'found', program: process.execPath });
  expect(named('/nowhere/electron')).toEqual({
    kind: 'missing',
    why: 'ELECTRON_BIN names /nowhere/electron, which is not there',
  });
});
