import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { Chance } from './chance.ts';
import {
  type Act,
  EXIT,
  hasPassed,
  KIOSK,
  type LiveView,
  shareOfTime,
  STAFF,
} from './live-view.ts';

const HELP_AFTER_MS = 100 * SECOND_MS;
/** Somebody real who asks for help has this long to answer it at the desk, whatever the speed. */
const VISITORS_HELP_MS = 75 * SECOND_MS;

const NOTICE_EVERY_MS = 18 * MINUTE_MS;
const NOTICE_FOR_MS = 8 * MINUTE_MS;
const NOTICE_MINUTES = [10, 15, 20] as const;

const HOLD_EVERY_MS = 9 * MINUTE_MS;
const HOLD_FOR_MS = 3 * MINUTE_MS;

/** What simulated staff do now besides seeing patients: go to people, tell of delays, let wait. */
export function planDesk(view: LiveView, chance: Chance): readonly Act[] {
  return [...answerHelp(view), ...tellDelay(view, chance), ...holdSomebody(view, chance)];
}

function answerHelp(view: LiveView): readonly Act[] {
  return view.help
    .filter(({ askedAt, deviceId }) =>
      deviceId === KIOSK.id || deviceId === EXIT.id
        ? hasPassed(view, askedAt, HELP_AFTER_MS)
        : view.now >= askedAt + VISITORS_HELP_MS,
    )
    .map(({ id }) => ({ name: 'help:answer', as: STAFF, input: { helpId: id } }));
}

function tellDelay(view: LiveView, chance: Chance): readonly Act[] {
  const own = view.notices.find((notice) => view.ownNotices.has(notice.id));
  if (own) {
    const isOver = hasPassed(view, own.shownAt, NOTICE_FOR_MS);
    return isOver ? [{ name: 'notice:clear', as: STAFF, input: { noticeId: own.id } }] : [];
  }
  if (view.notices.length > 0 || !chance.isLucky(shareOfTime(view, NOTICE_EVERY_MS))) return [];
  const rooms = view.stations.filter(
    ({ stationId, status, serviceIds }) =>
      status === 'open' && serviceIds.includes('doctor') && !view.byHand.has(stationId),
  );
  const station = chance.shuffled(rooms)[0];
  const reason = chance.shuffled(view.file.delayReasons)[0];
  if (!station || !reason) return [];
  const minutes = chance.oneOf(NOTICE_MINUTES);
  const input = { stationId: station.stationId, minutes, reasonId: reason.id };
  return [{ name: 'notice:show', as: STAFF, input }];
}

/** Somebody has to take a phone call, and keeps their place meanwhile. */
function holdSomebody(view: LiveView, chance: Chance): readonly Act[] {
  const back = view.entries.filter((entry) => {
    const deed = view.deeds.get(entry.id);
    return (
      entry.status === 'held' && deed?.status === 'held' && hasPassed(view, deed.at, HOLD_FOR_MS)
    );
  });
  const acts = back.map(({ id }): Act => ({
    name: 'queue:resume',
    as: STAFF,
    input: { entryId: id },
  }));
  const waiting = view.entries.filter(
    (entry) => entry.status === 'waiting' && view.simulated.has(entry.id),
  );
  const next = chance.shuffled(waiting)[0];
  if (!next || !chance.isLucky(shareOfTime(view, HOLD_EVERY_MS))) return acts;
  return [...acts, { name: 'queue:hold', as: STAFF, input: { entryId: next.id } }];
}
