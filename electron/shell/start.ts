import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { KIOSK_SCHEME } from '../../shared/contract/kiosk-bridge.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import type { ElectronParts, ProgramFiles } from './electron-parts.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { onceReadable, showFault } from './fault.ts';
import { isSoftwareWanted } from './gpu-guard.ts';
import { Kiosk } from './kiosk.ts';
import {
  DEMONSTRATION_PIN,
  demonstrationSettings,
  type KioskSettings,
  readKioskFile,
} from './kiosk-file.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { openLogFile } from './log-file.ts';
import { ProgramEnd } from './program-end.ts';
import { createWatchdog, isWatchedOver, type Watchdog } from './watchdog.ts';

const NOTIFY_WITHIN_MS = 5_000;

type Log = (message: string) => void;

/**
 * Starts the kiosk: what Electron wants before it is ready at once, the rest when it is. Returns at
 * once; the program lives until it is ended by staff, by a signal, or by giving up.
 */
export function startShell(electron: ElectronParts, files: ProgramFiles): void {
  const { app } = electron;
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('The kiosk is running already.\n');
    app.exit(EXIT_CODES.ended);
    return;
  }
  const userData = app.getPath('userData');
  const logFile = openLogFile(path.join(userData, 'logs'));
  const log = logTo(logFile.write);
  const watchdog = watchdogOf(log);
  const end = new ProgramEnd(app, { isWatchedOver: isWatchedOver(process.env), log });
  endOnFaults(end, log);

  app.enableSandbox();
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: KIOSK_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  app.commandLine.appendSwitch('disable-pinch');
  const isSoftwareDrawn = isSoftwareWanted(userData, Date.now());
  if (isSoftwareDrawn) app.disableHardwareAcceleration();
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log));
  // The program ends when it is told to, not when the last display is unplugged.
  app.on('window-all-closed', () => undefined);

  void app.whenReady().then(() => {
    log(`Foyer ${app.getVersion()} starts`);
    electron.Menu.setApplicationMenu(null);
    electron.powerSaveBlocker.start('prevent-display-sleep');
    lockSession(electron.session.defaultSession, log);
    watchdog.ready();
    const command = readCommandLine(process.argv.slice(1), {
      platform: process.platform,
      environment: process.env,
    });
    let settings: KioskSettings;
    try {
      settings = settingsFor(command, { isPackaged: app.isPackaged, log });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log(reason);
      showFault(electron, files, reason);
      onceReadable(command.file, () => end.end(EXIT_CODES.startAnew));
      return;
    }
    const kiosk = new Kiosk({
      electron,
      files,
      settings,
      userData,
      isSoftwareDrawn,
      end: (code) => end.end(code),
      log,
      lastLogLines: (count) => logFile.tail(count),
    });
    end.before(() => kiosk.stop());
    kiosk.start();
  });
}

/** Into the file that the maintenance page shows, and for the journal of systemd. */
function logTo(write: (line: string) => void): Log {
  // That nobody reads it must not end the program.
  process.stdout.on('error', () => undefined);
  return (message) => {
    write(`${new Date().toISOString()} ${message}`);
    process.stdout.write(`${message}\n`);
  };
}

function watchdogOf(log: Log): Watchdog {
  return createWatchdog({
    environment: process.env,
    run: (program, programArguments) =>
      promisify(execFile)(program, programArguments, { timeout: NOTIFY_WITHIN_MS }),
    log,
  });
}

/** A fault nobody foresaw ends the program, so that it is started anew instead of limping on. */
function endOnFaults(end: ProgramEnd, log: Log): void {
  const onFault = (error: unknown): void => {
    log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    end.end(EXIT_CODES.gaveUp);
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
}

type About = { readonly isPackaged: boolean; readonly log: Log };

/** What the file says; without one, a program run from its sources is a demonstration. */
function settingsFor({ file, isFileNamed }: CommandLine, { isPackaged, log }: About) {
  // Never where it is installed: a clinic would stand before invented patients, with a PIN all know.
  if (isPackaged || isFileNamed || existsSync(file)) return readKioskFile(file);
  log(`there is no ${file}: a demonstration; its staff PIN is ${DEMONSTRATION_PIN}`);
  return demonstrationSettings();
}
