import path from 'node:path';
import type { UtilityProcess } from 'electron';
import {
  type ActResult,
  KIOSK_SCHEME,
  type KioskAction,
  type UnlockedReport,
} from '../../shared/contract/kiosk-bridge.ts';
import { SECOND_MS } from '../../shared/domain/time.ts';
import { securityHeaders } from './content-policy.ts';
import type { ElectronParts, ProgramFiles } from './electron-parts.ts';
import { EXIT_CODES, type ExitCode } from './exit-codes.ts';
import { nextGpuState, rememberSoftware } from './gpu-guard.ts';
import type { KioskSettings } from './kiosk-file.ts';
import { KioskScreens } from './kiosk-screens.ts';
import { type KioskWindow, windowOptions } from './kiosk-window.ts';
import { answerPages } from './messages.ts';
import { createPageFiles } from './page-files.ts';
import { writeReport } from './report.ts';
import { ServerSupervisor } from './server-supervisor.ts';
import { StaffAccess } from './staff-access.ts';

/** How long a window may not respond to a touch before it is ended. */
const HANG_GRACE_MS = 10 * SECOND_MS;
/** Signs of life in the time after which their absence counts. */
const BEATS = 4;

type OwnServer = Extract<KioskSettings['server'], { kind: 'own' }>;

export type KioskParts = {
  readonly electron: ElectronParts;
  readonly files: ProgramFiles;
  readonly settings: KioskSettings;
  /** Where this program keeps what is its own. */
  readonly userData: string;
  readonly isSoftwareDrawn: boolean;
  readonly end: (code: ExitCode) => void;
  readonly log: (message: string) => void;
  readonly lastLogLines: (count: number) => readonly string[];
};

/** A kiosk with its file read: the server it needs, its pages on its displays, and its keepers' door. */
export class Kiosk {
  readonly #parts: KioskParts;
  readonly #startedAt = Date.now();
  readonly #serverUrl: string;
  /** Null: the server is on another machine. */
  readonly #server: ServerSupervisor | null;
  readonly #screens: KioskScreens;
  readonly #staff: StaffAccess<KioskWindow>;
  #graphicsDeaths: readonly number[] = [];

  constructor(parts: KioskParts) {
    this.#parts = parts;
    const { settings, log } = parts;
    const { server } = settings;
    this.#serverUrl = server.kind === 'remote' ? server.url : `http://127.0.0.1:${server.port}`;
    this.#server = server.kind === 'remote' ? null : this.#supervise(server);
    this.#screens = this.#createScreens();
    this.#staff = new StaffAccess({ pinHash: settings.pinHash, perform: this.#actions(), log });
  }

  start(): void {
    const { electron, files, log } = this.#parts;
    electron.protocol.handle(
      KIOSK_SCHEME,
      createPageFiles({
        folder: files.pagesFolder,
        headers: () => securityHeaders(this.#serverUrl),
      }),
    );
    answerPages(electron.ipcMain, {
      windowOf: (contentsId) => this.#screens.windowOf(contentsId),
      answers: {
        beat: (window, beat) => window.beat(beat),
        unlock: (window, pin) => this.#staff.unlock(window, pin),
        report: (window) => this.#report(window),
        act: (window, action) => this.#staff.act(window, action),
      },
      log,
    });
    electron.app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
      log(`a process is gone: ${type}, ${reason} (${exitCode})`);
      if (type === 'GPU') this.#graphicsGone();
    });
    this.#server?.start();
    this.#screens.start();
    setInterval(() => this.#screens.tick(), SECOND_MS);
  }

  /** Resolves when the server has stored everything and ended. */
  async stop(): Promise<void> {
    this.#screens.stop();
    await this.#server?.stop();
  }

  #supervise(server: OwnServer): ServerSupervisor {
    const { end, log } = this.#parts;
    return new ServerSupervisor({
      fork: () => this.#fork(server),
      port: server.port,
      readyWithinMs: server.readyWithinMs,
      onGiveUp: () => {
        log('the server does not stay up: giving up');
        end(EXIT_CODES.gaveUp);
      },
      log,
    });
  }

  #fork({ port, host, clinic, data }: OwnServer): UtilityProcess {
    const { electron, files, userData } = this.#parts;
    const ownFolder = path.join(userData, 'data', clinic === null ? 'demonstration' : 'clinic');
    const serverArguments = ['--port', String(port), '--host', host, '--data', data ?? ownFolder];
    if (clinic !== null) serverArguments.push('--config', clinic);
    return electron.utilityProcess.fork(files.serverFile, serverArguments, {
      serviceName: 'Foyer site server',
      stdio: 'pipe',
    });
  }

  #createScreens(): KioskScreens {
    const { electron, files, settings, end, log } = this.#parts;
    const { silentAfterMs } = settings;
    return new KioskScreens({
      screen: electron.screen,
      settings,
      limits: { silentAfterMs, hangGraceMs: HANG_GRACE_MS },
      create: (bounds) =>
        new electron.BrowserWindow(
          windowOptions({
            bounds,
            preloadFile: files.preloadFile,
            hasDevTools: !electron.app.isPackaged,
            settings: { serverUrl: this.#serverUrl, beatEveryMs: silentAfterMs / BEATS },
          }),
        ),
      onGiveUp: () => {
        log('a page does not stay up: giving up');
        end(EXIT_CODES.gaveUp);
      },
      log,
    });
  }

  /** Chromium starts it again, but gives up after a few times, and the whole program with it. */
  #graphicsGone(): void {
    const { userData, isSoftwareDrawn, end, log } = this.#parts;
    const next = nextGpuState(this.#graphicsDeaths, Date.now());
    if (next.kind === 'carry-on') {
      this.#graphicsDeaths = next.deaths;
      return;
    }
    if (isSoftwareDrawn) return;
    log('graphics do not stay up: drawing in software from the next start');
    rememberSoftware(userData, Date.now());
    end(EXIT_CODES.startAnew);
  }

  #actions(): Readonly<Record<KioskAction, (window: KioskWindow) => ActResult>> {
    const { end } = this.#parts;
    const done: ActResult = { ok: true };
    return {
      'open-staff': (window) => {
        window.openStaff();
        return done;
      },
      'close-staff': (window) => {
        window.showPage();
        return done;
      },
      'reload-pages': () => {
        for (const { window } of this.#screens.placed()) window.showPage();
        return done;
      },
      'restart-server': () => {
        if (this.#server === null) return { ok: false, reason: 'no-own-server' };
        void this.#server.restart();
        return done;
      },
      'restart-program': () => {
        end(EXIT_CODES.startAnew);
        return done;
      },
      'quit-program': () => {
        end(EXIT_CODES.leftByStaff);
        return done;
      },
    };
  }

  async #report(window: KioskWindow): Promise<UnlockedReport> {
    if (!this.#staff.isUnlocked(window)) return { ok: false, reason: 'locked' };
    const { electron, isSoftwareDrawn, lastLogLines } = this.#parts;
    const report = await writeReport({
      version: electron.app.getVersion(),
      startedAt: this.#startedAt,
      isSoftwareDrawn,
      windows: this.#screens.placed(),
      displays: electron.screen.getAllDisplays(),
      primaryDisplayId: electron.screen.getPrimaryDisplay().id,
      server: {
        kind: this.#server === null ? 'remote' : 'own',
        url: this.#serverUrl,
        state: this.#server?.state ?? null,
        restarts: this.#server?.restarts ?? 0,
      },
      log: lastLogLines,
    });
    return { ok: true, report };
  }
}
