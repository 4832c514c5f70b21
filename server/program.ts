import { InvalidArgumentError } from 'commander';
import { isAddressInUse } from './busy-port.ts';
import { supervisor } from './supervisor.ts';

/** A promise nobody waited for is a bug: stop, and let whoever supervises us start afresh. */
export function endOnUnhandledRejection(): void {
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`${String(reason instanceof Error ? reason.stack : reason)}\n`);
    process.exit(1);
  });
}

/** Ctrl-C, a service manager or the shell says stop: everything accepted is answered and stored first. */
export function stopOnce(stop: () => Promise<void>): void {
  let isStopping = false;
  const begin = (): void => {
    if (isStopping) return;
    isStopping = true;
    void stop().then(() => process.exit(0));
  };
  process.on('SIGINT', begin);
  process.on('SIGTERM', begin);
  supervisor.onShutdown(begin);
}

/** The port of a command line. Throws what the command line shows when it is none. */
export function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('must be a number from 0 to 65535');
  }
  return port;
}

/** What to say when a port cannot be had; null when something else is wrong. */
export function portInUse(error: unknown, port: number): string | null {
  if (!isAddressInUse(error)) return null;
  return `Port ${port} is in use by another program. Stop it, or choose another with --port.`;
}
