import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completed, type Lockfile, missingPlatforms } from './lockfile.ts';

/** If one of these fails: `npm run complete-lockfile`. */
const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;

test('the lockfile names every platform package, so that npm ci takes it on every machine', () => {
  expect([...missingPlatforms(lockfile).keys()]).toEqual([]);
});

test('nothing in the lockfile asks for a compiler, and no address of a registry is in it', () => {
  expect(lockfile.packages['node_modules/better-sqlite3']).toMatchObject({ gypfile: false });
  expect(JSON.stringify(lockfile)).not.toContain('"resolved"');
});

test('a missing platform package is filled in with what its name says', () => {
  const before = {
    packages: {
      '': {},
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@tool/binding-linux-x64-musl': '1.0.0' },
      },
    },
  };

  expect(completed(before).packages['node_modules/@tool/binding-linux-x64-musl']).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
});
