import type { App } from '../../../server/app.ts';
import type { Ask } from './people.ts';

/** Asks a server of this process without a socket: the answer is there in the moment it is given. */
export function askBus({ bus }: Pick<App, 'bus'>): Ask {
  return async ({ role, name, input }) =>
    bus.submit(name, input, { id: role, role, label: role, visitId: null });
}
