import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KioskChoice, TestDisplay } from '../../harness.ts';
import type { Channel, Message } from '../link.ts';
import { OPTIONS_VARIABLE, type ProgramOptions } from '../wire.ts';

const PROGRAM_SIDE = path.join(import.meta.dirname, '../program/start.ts');
/** Where the built program is: `dist`, or a build with a fault that a test should notice. */
const BUILT = path.resolve(process.env['FOYER_DIST'] ?? 'dist');
const ONE_DISPLAY: readonly TestDisplay[] = [
  { id: 1, label: 'HDMI-1', bounds: { x: 0, y: 0, width: 1080, height: 1920 } },
];

export type StandInChoice = KioskChoice & {
  /** Another main module than the shipped one. */
  readonly main?: string;
  /** How long the main module may take; a longer one waits for what never comes. */
  readonly evaluateWithinMs?: number;
  /** How long a page may leave an input alone before it counts as unresponsive. */
  readonly hungAfterMs?: number;
};

export type ProgramPlace = {
  readonly userData: string;
  readonly clockAheadMs: number;
};

/** Starts the program's side in a process of its own. */
export function forkProgram(choice: StandInChoice, place: ProgramPlace): ChildProcess {
  const options: ProgramOptions = {
    main: choice.main ?? path.join(BUILT, 'electron/main.js'),
    displays: choice.displays ?? ONE_DISPLAY,
    isPackaged: choice.isPackaged ?? false,
    clockAheadMs: place.clockAheadMs,
    evaluateWithinMs: choice.evaluateWithinMs ?? 10_000,
  };
  return fork(PROGRAM_SIDE, programArguments(choice, place.userData), {
    execArgv: ['--unhandled-rejections=warn'],
    serialization: 'advanced',
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      ...choice.environment,
      // What the tests' own process was started with is none of the program's business.
      NODE_OPTIONS: '',
      FORCE_COLOR: '0',
      [OPTIONS_VARIABLE]: JSON.stringify(options),
    },
  });
}

function programArguments(choice: StandInChoice, userData: string): readonly string[] {
  const chosen = choice.arguments ?? [];
  const userDataArgument = `--user-data-dir=${userData}`;
  if (choice.file === null) return [userDataArgument, ...chosen];
  const file = fileOf(userData);
  const text = typeof choice.file === 'string' ? choice.file : JSON.stringify(choice.file);
  writeFileSync(file, text);
  return [userDataArgument, `--config=${file}`, ...chosen];
}

/** The `kiosk.json` of a program with this folder. */
export function fileOf(userData: string): string {
  return path.join(userData, 'kiosk.json');
}

/** The channel to the program's side. */
export function channelTo(child: ChildProcess): Channel {
  return {
    send: (message) => {
      if (!child.connected) return false;
      // The other side may end at any moment; whoever waits is told by `onClosed`.
      child.send(message, () => undefined);
      return true;
    },
    onMessage: (listener) => {
      // True because only the program's side is on the other end.
      child.on('message', (message) => listener(message as Message));
    },
    onClosed: (listener) => {
      child.on('disconnect', listener);
    },
  };
}
