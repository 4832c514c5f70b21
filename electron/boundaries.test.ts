import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SOURCES = globSync('{electron,server,shared,renderer,scripts}/**/*.{ts,tsx}').filter(
  (file) => !file.includes('.test.'),
);
const VALUE_OF_ELECTRON = /^import (?!type )[^;]*from 'electron'/m;

/** Where a file imports from. */
function imported(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from = '']) => from);
}

test('two files alone need Electron to be loaded, where importing it elsewhere would download it', () => {
  const needing = SOURCES.filter((file) => VALUE_OF_ELECTRON.test(readFileSync(file, 'utf8')));

  expect(needing.toSorted()).toEqual(['electron/main.ts', 'electron/preload.ts']);
});

test('the shell knows nothing of the server and of pages but what they share', () => {
  const shell = SOURCES.filter((file) => file.startsWith('electron/'));
  const foreign = shell
    .flatMap(imported)
    .filter((from) => /\/(server|renderer|scripts)\//.test(from));

  expect(shell.length).toBeGreaterThan(20);
  expect(foreign).toEqual([]);
});

test('nothing is awaited at the top of the main module, which Electron would wait for in vain', () => {
  expect(readFileSync('electron/main.ts', 'utf8')).not.toMatch(/^\s*await /m);
});
