import type { HubClinic } from '../../shared/contract/hub-report.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';

/** A clinic that asks for its appointments every few minutes is heard more often than this. */
const SILENT_AFTER_MS = 30 * MINUTE_MS;

export type ClinicStateName = 'ok' | 'behind' | 'silent' | 'never';

/** How a clinic's line to the hub is, worst first. */
export function clinicState(
  { lastHeardAt, backlog }: Pick<HubClinic, 'lastHeardAt' | 'backlog'>,
  now: EpochMs,
): ClinicStateName {
  if (lastHeardAt === null) return 'never';
  if (now - lastHeardAt > SILENT_AFTER_MS) return 'silent';
  return backlog > 0 ? 'behind' : 'ok';
}
