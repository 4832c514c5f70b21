import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StandInHarness } from '../stand-in-harness.ts';
import { test as base } from '../start-kiosk.ts';
import type { StandInChoice } from './browser/fork-program.ts';
import type { StandInKiosk } from './browser/running-program.ts';

/** A small program of Electron's, in pieces: a test writes only what it is about. */
export type ProgramText = {
  /** Run at once. */
  readonly main?: string;
  /** Run when the program is ready; by default it shows its one page in one window. */
  readonly whenReady?: string;
  readonly preload?: string;
  /** What every address of `app://kiosk` shows. */
  readonly page?: string;
};

/** Statements that show the program's page in a window called `window`. */
export const OPEN_WINDOW = `const window = openWindow({});`;

type Fixtures = {
  /** Starts a program; what it was misused for is for the test to look at. */
  readonly startProgram: (
    program: ProgramText,
    choice?: Partial<StandInChoice>,
  ) => Promise<StandInKiosk>;
};

export const test = base.extend<Fixtures>({
  startProgram: async ({ harness }, use) => {
    if (!(harness instanceof StandInHarness)) throw new Error('This is about the stand-in.');
    const folders: string[] = [];
    const kiosks: StandInKiosk[] = [];
    await use(async (program, choice = {}) => {
      const folder = writeProgram(program);
      folders.push(folder);
      const main = path.join(folder, 'main.mjs');
      const kiosk = await harness.start({ file: null, main, hungAfterMs: 300, ...choice });
      kiosks.push(kiosk);
      return kiosk;
    });
    for (const kiosk of kiosks.toReversed()) await kiosk[Symbol.asyncDispose]();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';

function writeProgram(program: ProgramText): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-program-'));
  writeFileSync(path.join(folder, 'preload.cjs'), program.preload ?? '');
  writeFileSync(path.join(folder, 'page.html'), program.page ?? '<h1>A page</h1>');
  writeFileSync(path.join(folder, 'main.mjs'), mainModule(program));
  return folder;
}

function mainModule({ main = '', whenReady = OPEN_WINDOW }: ProgramText): string {
  return `
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as electron from 'electron';
const { app, BrowserWindow, ipcMain, powerSaveBlocker, protocol, screen, session, utilityProcess } = electron;
const here = import.meta.dirname;
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
const openWindow = ({ webPreferences, ...options }) => {
  const preload = path.join(here, 'preload.cjs');
  const window = new BrowserWindow({ ...options, webPreferences: { preload, ...webPreferences } });
  window.loadURL('app://kiosk/check-in/').catch(() => undefined);
  return window;
};
${main}
app.whenReady().then(() => {
  protocol.handle('app', () => new Response(readFileSync(path.join(here, 'page.html')), {
    headers: { 'content-type': 'text/html' },
  }));
  ${whenReady}
});
`;
}
