import type { ClinicFileContent } from '../../../shared/contract/clinic-file.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';

/** One thing that was looked at. Never holds what leads to a patient. */
export type Finding = {
  readonly check: string;
  /** `attention`: the clinic works, and somebody should act. `failing`: something is or will be lost. */
  readonly status: 'ok' | 'attention' | 'failing';
  readonly text: string;
  /** What to do about it; null when all is well. */
  readonly todo: string | null;
};

/** What the checks look at. */
export type Examined = {
  readonly db: Db;
  readonly file: ClinicFileContent;
  readonly dataFolder: string;
  readonly now: EpochMs;
};

export function ok(check: string, text: string): Finding {
  return { check, status: 'ok', text, todo: null };
}

export function attention(check: string, text: string, todo: string): Finding {
  return { check, status: 'attention', text, todo };
}

export function failing(check: string, text: string, todo: string): Finding {
  return { check, status: 'failing', text, todo };
}

/** "3 minutes", "5 hours", "12 days": as much as anybody needs. */
export function spanText(ms: number): string {
  const [unitMs, unit] =
    ms >= 2 * DAY_MS
      ? [DAY_MS, 'day']
      : ms >= 2 * HOUR_MS
        ? [HOUR_MS, 'hour']
        : [MINUTE_MS, 'minute'];
  const count = Math.round(ms / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function timeText(at: EpochMs): string {
  return new Date(at).toISOString();
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
