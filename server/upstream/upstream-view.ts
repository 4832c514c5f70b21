import type {
  DestinationState,
  ScheduleSourceState,
} from '../../shared/contract/upstream-state.ts';

/** How it is with everything upstream, as screens, `/health` and `/metrics` look at it. */
export type UpstreamView = {
  readonly destinations: () => readonly DestinationState[];
  /** Null: appointments come from files only. */
  readonly scheduleSource: () => ScheduleSourceState | null;
};

/** Whether anything that happened here has not yet reached where it belongs. */
export function isBehind(destinations: readonly Pick<DestinationState, 'status'>[]): boolean {
  return destinations.some(({ status }) => status !== 'ok');
}
