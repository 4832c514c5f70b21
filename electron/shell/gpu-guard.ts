import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

const DEATHS_TO_SWITCH = 3;
const DEATH_MEMORY_MS = 10 * MINUTE_MS;
// A new driver or a replaced card deserves another try.
const SOFTWARE_FOR_MS = 7 * DAY_MS;
const FLAG_FILE = 'draw-in-software.json';

const Flag = z.strictObject({ sinceAt: z.number() });

export type GpuState =
  | { readonly kind: 'carry-on'; readonly deaths: readonly EpochMs[] }
  | { readonly kind: 'draw-in-software' };

/** What to do when the graphics process has died `now`, after the given earlier deaths. */
export function nextGpuState(earlier: readonly EpochMs[], now: EpochMs): GpuState {
  const recent = earlier.filter((at) => at <= now && now - at < DEATH_MEMORY_MS);
  const deaths = [...recent, now];
  if (deaths.length >= DEATHS_TO_SWITCH) return { kind: 'draw-in-software' };
  return { kind: 'carry-on', deaths };
}

/**
 * Whether an earlier run has asked this one to do without the graphics card. Reads synchronously:
 * Electron has to know before it is ready. An unreadable note counts as none.
 */
export function isSoftwareWanted(folder: string, now: EpochMs): boolean {
  try {
    const flag = Flag.parse(JSON.parse(readFileSync(path.join(folder, FLAG_FILE), 'utf8')));
    // Either way: the clock may have been set back since, too.
    return Math.abs(now - flag.sinceAt) < SOFTWARE_FOR_MS;
  } catch {
    return false;
  }
}

/** Asks the next runs to do without the graphics card. Says whether that could be written down. */
export function rememberSoftware(folder: string, now: EpochMs): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, FLAG_FILE), JSON.stringify({ sinceAt: now }), { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
