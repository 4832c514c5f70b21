// The program's side: runs the shipped main module in a process of its own, with the stand-in in the
// place of Electron. Started by the harness, which is on the other end of the process's channel.
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setClockAhead } from '../clock.ts';
import { type Channel, createLink, type Message } from '../link.ts';
import {
  type BrowserOffer,
  OPTIONS_VARIABLE,
  type ProgramOffer,
  type ProgramOptions,
} from '../wire.ts';
import { createElectron, type StandInElectron } from './electron.ts';
import { noteMisuse, onMisuse } from './misuse.ts';
import { programOffer } from './offer.ts';

const MODULE_URL = 'stand-in:electron';

const options = takeOptions();
setClockAhead(options.clockAheadMs);
lookLikeElectron(options);
const handlers = {} as Parameters<typeof createLink<ProgramOffer, BrowserOffer>>[1];
const link = createLink<ProgramOffer, BrowserOffer>(takeChannel(), handlers, (error) =>
  reportUncaught(error, 'the stand-in failed'),
);
onMisuse((text) => link.tell('misuse', { text }));
const electron = createElectron({ options, browser: link });
Object.assign(handlers, programOffer(electron));
serveModule(electron);
endOnSignals(electron);
watchFaults();
await runMain(electron);

/** Electron becomes ready only once the main module has been evaluated. */
async function runMain({ app }: StandInElectron): Promise<void> {
  const limit = setTimeout(() => {
    link.tell('evaluated', {
      fault: 'the main module is still being evaluated: does it await what comes only after it?',
    });
  }, options.evaluateWithinMs);
  try {
    await import(pathToFileURL(options.main).href);
  } catch (error) {
    clearTimeout(limit);
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    link.tell('evaluated', { fault: `the main module failed: ${String(error)}` });
    return;
  }
  clearTimeout(limit);
  setImmediate(() => {
    app.becomeReady();
    link.tell('evaluated', { fault: null });
  });
}

function serveModule({ module }: StandInElectron): void {
  const key = Symbol.for('foyer.stand-in.electron');
  Object.defineProperty(globalThis, key, { value: module });
  const names = Object.keys(module);
  const source = [
    `const electron = globalThis[Symbol.for('foyer.stand-in.electron')];`,
    ...names.map((name) => `export const ${name} = electron.${name};`),
    'export default electron;',
  ].join('\n');
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' || name === 'electron/main'
        ? { url: MODULE_URL, format: 'module', shortCircuit: true }
        : next(name, context),
    load: (url, context, next) =>
      url === MODULE_URL ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
}

/** Electron quits properly when it is told to end, unless the program listens itself. */
function endOnSignals({ app }: StandInElectron): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) app.quit();
    });
  }
}

/** Electron puts a box with the error in front of everything, and goes on. */
function watchFaults(): void {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') === 1) reportUncaught(error, 'uncaught');
  });
  process.on('unhandledRejection', (error) => {
    if (process.listenerCount('unhandledRejection') === 1) reportUncaught(error, 'unhandled');
  });
}

function reportUncaught(error: unknown, what: string): void {
  process.stderr.write(`${what}: ${error instanceof Error ? error.stack : String(error)}\n`);
  noteMisuse(`${what}: ${String(error)}`);
}

function takeOptions(): ProgramOptions {
  const text = process.env[OPTIONS_VARIABLE];
  if (text === undefined) throw new Error('This is started by the harness of the tests.');
  delete process.env[OPTIONS_VARIABLE];
  // True because the harness writes it from the same type.
  return JSON.parse(text) as ProgramOptions;
}

/** The program must not find the channel that the stand-in uses. */
function takeChannel(): Channel {
  const send = process.send?.bind(process);
  delete process.send;
  process.on('disconnect', () => process.exit(1));
  return {
    send: (message) => {
      if (!process.connected || send === undefined) return false;
      send(message);
      return true;
    },
    onMessage: (listener) => {
      // True because only the harness is on the other end.
      process.on('message', (message) => listener(message as Message));
    },
    onClosed: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

function lookLikeElectron({ main, isPackaged }: ProgramOptions): void {
  const [, , ...programArguments] = process.argv;
  process.argv = [process.execPath, ...(isPackaged ? [] : [main]), ...programArguments];
  Object.defineProperty(process, 'type', { value: 'browser' });
  Object.defineProperty(process, 'resourcesPath', { value: path.dirname(path.dirname(main)) });
  const versions = { ...process.versions, electron: '0.0.0-stand-in', chrome: '0.0.0-stand-in' };
  Object.defineProperty(process, 'versions', { value: Object.freeze(versions) });
}
