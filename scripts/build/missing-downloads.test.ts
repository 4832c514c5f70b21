import { expect, test } from 'vitest';
import { isNetworkFailure, missingDownloads } from './missing-downloads.ts';

function failure(code: string): Error {
  return Object.assign(new Error('it failed'), { code });
}

test('what could not be fetched is told apart from what could not be made', () => {
  expect(isNetworkFailure(failure('ENOTFOUND'))).toBe(true);
  expect(isNetworkFailure(failure('ETIMEDOUT'))).toBe(true);
  expect(isNetworkFailure(failure('ENOSPC'))).toBe(false);
  expect(isNetworkFailure(new Error('github.com'))).toBe(false);
});

test('without the internet it says which files are wanted for each system, and where they go', () => {
  const said = missingDownloads(
    [
      { system: 'linux', targets: ['deb'], arch: 'arm64' },
      { system: 'win', targets: ['nsis'], arch: 'x64' },
    ],
    '45.0.0',
    'getaddrinfo ENOTFOUND github.com',
  );

  expect(said).toContain('getaddrinfo ENOTFOUND github.com');
  expect(said).toContain('/v45.0.0/electron-v45.0.0-linux-arm64.zip');
  expect(said).toContain('/v45.0.0/electron-v45.0.0-win32-x64.zip');
  expect(said).toContain('--electron-dist <folder>');
  expect(said).toContain('CUSTOM_FPM_PATH=<file>');
  expect(said).toContain('ELECTRON_BUILDER_NSIS_DIR=<folder>');
  expect(said).not.toContain('APPIMAGE_TOOLS_PATH');
});
