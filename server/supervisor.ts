import { z } from 'zod';

/** The parent that started us, if any: the kiosk shell's utility process, or a forking program. */
export type Supervisor = {
  readonly ready: (port: number) => void;
  readonly onShutdown: (stop: () => void) => void;
};

type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
};

const Shutdown = z.object({ type: z.literal('shutdown') });

export const supervisor: Supervisor = createSupervisor();

function createSupervisor(): Supervisor {
  // `parentPort` exists on `process` only inside Electron, whose types plain Node does not have.
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) {
    return {
      // Electron's port between processes, which knows no origins.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      ready: (port) => parentPort.postMessage({ type: 'ready', port }),
      onShutdown: (stop) =>
        parentPort.on('message', ({ data }) => {
          if (Shutdown.safeParse(data).success) stop();
        }),
    };
  }
  return {
    ready: (port) => {
      process.send?.({ type: 'ready', port });
    },
    onShutdown: (stop) => {
      process.on('message', (message) => {
        if (Shutdown.safeParse(message).success) stop();
      });
      // Whoever started us is gone: a server nobody watches over would keep the port from the next.
      process.on('disconnect', stop);
    },
  };
}
