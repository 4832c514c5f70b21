import type { StationStatus } from '../../shared/domain/queue-entry.ts';
import { accept, type Decision, refuse } from '../../shared/domain/refusal.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { CommandContext, CommandHandler } from './command-context.ts';

export const stationOpen: CommandHandler<'station:open'> = {
  decide: (input, context) => {
    const { providerId } = input;
    if (providerId !== null && !context.clinic.providers.some((item) => item.id === providerId)) {
      return refuse('provider-unknown');
    }
    return turn(input.stationId, { status: 'open', providerId, untilAt: null }, context);
  },
};

export const stationPause: CommandHandler<'station:pause'> = {
  decide: (input, context) => {
    const station = context.day.station(input.stationId);
    if (!station) return refuse('station-unknown');
    if (station.status === 'closed') return refuse('station-not-open');
    const { providerId } = station;
    return turn(input.stationId, { status: 'paused', providerId, untilAt: input.untilAt }, context);
  },
};

export const stationClose: CommandHandler<'station:close'> = {
  decide: (input, context) =>
    turn(input.stationId, { status: 'closed', providerId: null, untilAt: null }, context),
};

type Turn = {
  readonly status: StationStatus;
  readonly providerId: string | null;
  readonly untilAt: EpochMs | null;
};

function turn(
  stationId: string,
  next: Turn,
  context: CommandContext,
): Decision<Record<string, never>> {
  if (!context.day.station(stationId)) return refuse('station-unknown');
  context.day.putStation({ id: stationId, ...next, sinceAt: context.now });
  context.record({
    type: `station.${next.status}`,
    aggregate: `station:${stationId}`,
    body: { providerId: next.providerId, untilAt: next.untilAt },
  });
  return accept({});
}
