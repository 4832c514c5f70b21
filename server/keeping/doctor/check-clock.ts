import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { lastEventOf } from '../check-database.ts';
import type { Asked } from './check-destinations.ts';
import { attention, type Examined, type Finding, ok, spanText, timeText } from './finding.ts';

/** More than this, and a hospital's log-in may refuse us. */
const MOST_SKEW_MS = 2 * MINUTE_MS;
const JUMP_MS = 10 * MINUTE_MS;
const EARLIEST_AT = Date.UTC(2026, 0, 1);
const LATEST_AT = Date.UTC(2100, 0, 1);
const EVENTS_LOOKED_AT = 5_000;
const SET_CLOCK =
  'Set the clock of this machine and let it follow a time server. Foyer goes by the order of events, not by their times.';

/**
 * Whether the machine's clock can be believed: by itself, by the event log, and by what upstreams say.
 * A face's time is that of a terminal which may have been cut off, so it says nothing here.
 */
export function checkClock(
  { db, now }: Pick<Examined, 'db' | 'now'>,
  asked: readonly Asked[],
): readonly Finding[] {
  return [sanity(now), againstLog({ db, now }), ...asked.flatMap(againstServer)];
}

function sanity(now: number): Finding {
  const text = `it is ${timeText(now)}`;
  return now < EARLIEST_AT || now > LATEST_AT
    ? attention('clock', text, SET_CLOCK)
    : ok('clock', text);
}

function againstLog({ db, now }: Pick<Examined, 'db' | 'now'>): Finding {
  const last = lastEventOf(db);
  if (last && last.at > now + JUMP_MS) {
    return attention(
      'clock and events',
      `the last event is ${spanText(last.at - now)} ahead of the clock`,
      SET_CLOCK,
    );
  }
  const backwards = db
    .prepare<[number, number], { readonly seq: number; readonly ms: number }>(
      `SELECT seq, before - occurred_at AS ms FROM (
         SELECT seq, occurred_at, lag(occurred_at) OVER (ORDER BY seq) AS before FROM event
         WHERE seq > ? AND type <> 'feedback.given') WHERE ms > ? ORDER BY seq DESC LIMIT 1`,
    )
    .get((last?.seq ?? 0) - EVENTS_LOOKED_AT, JUMP_MS);
  if (!backwards)
    return ok('clock and events', 'the times of the newest events follow their order');
  const text = `at event ${backwards.seq} the clock was ${spanText(backwards.ms)} behind the event before`;
  const isNews = now - (timeOf(db, backwards.seq) ?? 0) < 7 * DAY_MS;
  return isNews ? attention('clock and events', text, SET_CLOCK) : ok('clock and events', text);
}

function againstServer({ id, reached }: Asked): readonly Finding[] {
  const { aheadMs } = reached;
  if (aheadMs === null) return [];
  const seconds = Math.round(Math.abs(aheadMs) / SECOND_MS);
  const text = `${id} is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine`;
  const check = `clock and ${id}`;
  return [Math.abs(aheadMs) > MOST_SKEW_MS ? attention(check, text, SET_CLOCK) : ok(check, text)];
}

function timeOf(db: Examined['db'], seq: number): number | null {
  const row = db
    .prepare<[number], { readonly at: number }>('SELECT occurred_at AS at FROM event WHERE seq = ?')
    .get(seq);
  return row?.at ?? null;
}
