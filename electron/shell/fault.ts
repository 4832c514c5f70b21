import { watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { KIOSK_ORIGIN, KIOSK_SCHEME } from '../../shared/contract/kiosk-bridge.ts';
import { securityHeaders } from './content-policy.ts';
import type { ElectronParts, ProgramFiles } from './electron-parts.ts';
import { readKioskFile } from './kiosk-file.ts';
import { windowOptions } from './kiosk-window.ts';
import { createPageFiles } from './page-files.ts';

/** Stands in the built page where the reason goes. */
const PLACE = '<!--reason-->';
/** A fault page goes nowhere, so it may talk to nobody; the address only has to be one. */
const NO_SERVER = 'http://127.0.0.1:9';
const FILE_WATCHED_EVERY_MS = 2_000;

/** Calls back once `kiosk.json` can be read: put right by its keeper, the kiosk starts by itself. */
export function onceReadable(file: string, onReadable: () => void): void {
  watchFile(file, { interval: FILE_WATCHED_EVERY_MS }, () => {
    try {
      readKioskFile(file);
      onReadable();
    } catch {
      // Still not right: what is on the screen says where to look.
    }
  });
}

/**
 * Shows on every display that this kiosk cannot start: a way on for patients, the reason for its
 * keeper. Nobody should stand in front of a black screen and wait.
 */
export function showFault(electron: ElectronParts, files: ProgramFiles, reason: string): void {
  const headers = () => securityHeaders(NO_SERVER);
  const readPage = createPageFiles({ folder: files.pagesFolder, headers });
  electron.protocol.handle(KIOSK_SCHEME, async (request) => {
    if (new URL(request.url).pathname !== '/fault/') return readPage(request);
    return new Response(await faultPage(files.pagesFolder, reason), {
      headers: { ...headers(), 'content-type': 'text/html; charset=utf-8' },
    });
  });
  for (const { bounds } of electron.screen.getAllDisplays()) {
    const window = new electron.BrowserWindow(
      windowOptions({
        bounds,
        preloadFile: files.preloadFile,
        hasDevTools: false,
        settings: { serverUrl: NO_SERVER, beatEveryMs: FILE_WATCHED_EVERY_MS },
      }),
    );
    window.on('close', (event) => event.preventDefault());
    window.loadURL(`${KIOSK_ORIGIN}/fault/`).catch(() => undefined);
  }
}

async function faultPage(pagesFolder: string, reason: string): Promise<string> {
  const page = await readFile(path.join(pagesFolder, 'fault/index.html'), 'utf8');
  return page.replace(PLACE, () => escaped(reason));
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
