export type Watchdog = {
  /** Says that the program works, and from then on that it still does. */
  readonly ready: () => void;
  readonly stop: () => void;
};

export type WatchdogParts = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Runs a command without a shell; rejects when it fails. */
  readonly run: (command: string, parameters: readonly string[]) => Promise<unknown>;
  readonly log: (line: string) => void;
};

/** Whether a service manager started this program, waits to hear from it, and starts it again. */
export function isWatchedOver(environment: WatchdogParts['environment']): boolean {
  return Boolean(environment['NOTIFY_SOCKET']);
}

/**
 * Tells systemd how we are, as sd_notify(3) describes: the service starts us anew when it hears nothing
 * for WATCHDOG_USEC. Does nothing when no service manager listens.
 */
export function createWatchdog({ environment, run, log }: WatchdogParts): Watchdog {
  const everyMs = halfOf(environment['WATCHDOG_USEC']);
  let timer: NodeJS.Timeout | null = null;

  const notify = async (message: string): Promise<void> => {
    try {
      await run('systemd-notify', [message]);
    } catch (error) {
      log(`systemd-notify ${message} failed: ${String(error)}`);
    }
  };

  return {
    ready() {
      if (!isWatchedOver(environment) || timer !== null) return;
      void notify('--ready');
      if (everyMs === null) return;
      timer = setInterval(() => void notify('WATCHDOG=1'), everyMs);
      timer.unref();
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
}

/** Half of what the service manager waits, in milliseconds; null when it does not watch. */
function halfOf(watchdogMicroseconds: string | undefined): number | null {
  const microseconds = Number(watchdogMicroseconds);
  return microseconds > 0 && Number.isFinite(microseconds)
    ? Math.max(1, Math.floor(microseconds / 2000))
    : null;
}
