import os from 'node:os';
import type { Display } from 'electron';
import { z } from 'zod';
import type { KioskReport, KioskServerHealth } from '../../shared/contract/kiosk-bridge.ts';
import type { KioskWindow } from './kiosk-window.ts';

const HEALTH_WITHIN_MS = 2_000;
const LOG_LINES = 200;

export type ReportSource = {
  readonly version: string;
  readonly startedAt: number;
  readonly isSoftwareDrawn: boolean;
  readonly windows: readonly { readonly window: KioskWindow; readonly display: Display }[];
  readonly displays: readonly Display[];
  readonly primaryDisplayId: number;
  readonly server: Omit<KioskReport['server'], 'health'>;
  readonly log: (count: number) => readonly string[];
};

/** What the maintenance page shows: read anew each time, nothing of it is kept. */
export async function writeReport(source: ReportSource): Promise<KioskReport> {
  const { displays, server } = source;
  return {
    version: source.version,
    runtime: {
      electron: process.versions['electron'] ?? '',
      chromium: process.versions['chrome'] ?? '',
      node: process.versions.node,
      system: `${os.type()} ${os.release()} ${os.arch()}`,
    },
    startedAt: source.startedAt,
    isSoftwareDrawn: source.isSoftwareDrawn,
    windows: source.windows.map(({ window, display }) => ({
      page: window.page,
      display: labelOf(display),
      lastBeatAt: window.health.lastBeatAt,
      recoveries: window.health.recoveries,
    })),
    displays: displays.map((display) => ({
      label: labelOf(display),
      width: display.size.width,
      height: display.size.height,
      scale: display.scaleFactor,
      isPrimary: display.id === source.primaryDisplayId,
      hasTouch: display.touchSupport === 'available',
    })),
    addresses: addresses(),
    server: { ...server, health: await readHealth(server.url) },
    log: source.log(LOG_LINES),
  };
}

function labelOf(display: Display): string {
  return display.label === '' ? `#${display.id}` : display.label;
}

function addresses(): KioskReport['addresses'] {
  return Object.entries(os.networkInterfaces()).flatMap(([network, list = []]) =>
    list.filter(({ internal }) => !internal).map(({ address }) => ({ network, address })),
  );
}

const Instant = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .nullable();
const Health = z.object({
  status: z.enum(['ok', 'attention', 'failing']),
  scheduleAt: Instant,
  lastEvent: z.object({ at: Instant }).nullable(),
  // A server on another machine may be of another version.
  destinations: z
    .array(
      z.object({
        destinationId: z.string(),
        label: z.string(),
        status: z.enum(['ok', 'behind', 'failing']),
        lastSuccessAt: Instant,
        waitingCount: z.int(),
        setAsideCount: z.int(),
      }),
    )
    .default([]),
});

/** A server that says nothing in time, or nothing we understand, is one without health. */
async function readHealth(serverUrl: string): Promise<KioskServerHealth | null> {
  try {
    const response = await fetch(`${serverUrl}/health`, {
      signal: AbortSignal.timeout(HEALTH_WITHIN_MS),
    });
    const { lastEvent, ...health } = Health.parse(await response.json());
    return { ...health, lastEventAt: lastEvent?.at ?? null };
  } catch {
    return null;
  }
}
