import type { Menu, PowerMonitor, PowerSaveBlocker } from 'electron';
import { refuse } from './misuse.ts';
import { needReady, type Program } from './program.ts';
import { StrictEmitter } from './strict.ts';

/** Stands in for `powerSaveBlocker`. */
export class StandInPowerSaveBlocker implements Pick<
  PowerSaveBlocker,
  'start' | 'stop' | 'isStarted'
> {
  readonly #program: Program;
  readonly #started = new Set<number>();
  #lastId = 0;

  constructor(program: Program) {
    this.#program = program;
  }

  start(type: string): number {
    needReady(this.#program, 'powerSaveBlocker cannot be used before app is ready');
    if (type !== 'prevent-display-sleep' && type !== 'prevent-app-suspension') {
      throw new Error(`Unknown type: ${type}`);
    }
    this.#lastId += 1;
    this.#started.add(this.#lastId);
    return this.#lastId;
  }

  stop(id: number): boolean {
    return this.#started.delete(id);
  }

  isStarted(id: number): boolean {
    return this.#started.has(id);
  }
}

/** Stands in for `powerMonitor`. */
export class StandInPowerMonitor
  extends StrictEmitter
  implements Pick<PowerMonitor, 'isOnBatteryPower'>
{
  constructor() {
    super('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown']);
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

/** Stands in for the class `Menu`: a kiosk has none. */
export const StandInMenu = {
  setApplicationMenu: (menu: Menu | null): void => {
    if (menu !== null) refuse('the stand-in has no menus');
  },
  getApplicationMenu: (): null => null,
};
