import type { Socket } from 'socket.io-client';
import type { Role } from '../../../shared/contract/commands.ts';
import { TOKENS } from '../../support/clinic.ts';
import { TestDevice } from '../../support/device.ts';
import type { Ask, Person, Told } from './people.ts';

const ANSWER_MS = 10_000;

/** The devices of a clinic on real sockets. */
export type Devices = Disposable & { readonly ask: Ask; readonly areConnected: () => boolean };

export async function connectDevices(url: string): Promise<Devices> {
  const kiosk = await TestDevice.connect(url, 'check-in', TOKENS.kiosk);
  const exit = await TestDevice.connect(url, 'feedback', TOKENS.feedback);
  const desk = await TestDevice.connect(url, 'desk', TOKENS.desk);
  const sockets = new Map<Role, Socket>([
    ['check-in', kiosk.socket],
    ['feedback', exit.socket],
    ['desk', desk.socket],
  ]);
  return {
    ask: async ({ role, name, input }) => {
      const socket = sockets.get(role);
      if (!socket) throw new Error(`No device has the role ${role}`);
      return await socket.timeout(ANSWER_MS).emitWithAck(name, input);
    },
    areConnected: () => [...sockets.values()].every(({ connected }) => connected),
    [Symbol.dispose]: () => {
      for (const socket of sockets.values()) socket.close();
    },
  };
}

/** What a desk is shown that has just connected: each entry of today with its status, sorted. */
export async function shownAtDesk(url: string): Promise<readonly string[]> {
  using desk = await TestDevice.connect(url, 'desk', TOKENS.desk);
  return desk.latest.entries.map(({ entryId, status }) => `${entryId} ${status}`).toSorted();
}

export type Listeners = {
  readonly isOver: () => boolean;
  readonly onTold: (told: Told) => void;
  readonly onNotSaved?: () => void;
};

/** Lets everybody ask for one thing after another, until it is over or the line is cut. */
export async function keepBusy(
  people: readonly Person[],
  devices: Devices,
  { isOver, onTold, onNotSaved }: Listeners,
): Promise<void> {
  const ask: Ask = async (wish) => {
    const reply = await devices.ask(wish);
    if (!reply.ok && reply.error.code === 'not-saved') onNotSaved?.();
    return reply;
  };
  await Promise.all(
    people.map(async (person) => {
      while (!isOver() && devices.areConnected()) {
        const told = await person.ask(ask);
        if (told) onTold(told);
      }
    }),
  );
}
