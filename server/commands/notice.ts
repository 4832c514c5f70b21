import { randomUUID } from 'node:crypto';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { CommandHandler } from './command-context.ts';

/** Tells everybody about a delay. A newer notice for the same station takes the place of the old. */
export const noticeShow: CommandHandler<'notice:show'> = {
  decide: (input, context) => {
    const { clinic, day, now } = context;
    const { stationId, minutes, reasonId } = input;
    if (stationId !== null && !day.station(stationId)) return refuse('station-unknown');
    if (!clinic.delayReasons.some((reason) => reason.id === reasonId)) return refuse('not-found');
    for (const other of day.notices()) {
      if (other.stationId === stationId) day.clearNotice(other.id, now);
    }
    const id = randomUUID();
    day.addNotice({ id, stationId, minutes, reasonId, shownAt: now });
    context.record({
      type: 'notice.shown',
      aggregate: `notice:${id}`,
      body: { stationId, minutes, reasonId },
    });
    return accept({ noticeId: id });
  },
};

export const noticeClear: CommandHandler<'notice:clear'> = {
  decide: (input, context) => {
    if (!context.day.notice(input.noticeId)) return refuse('not-found');
    context.day.clearNotice(input.noticeId, context.now);
    context.record({ type: 'notice.cleared', aggregate: `notice:${input.noticeId}`, body: {} });
    return accept({});
  },
};
