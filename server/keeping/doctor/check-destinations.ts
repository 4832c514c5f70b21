import type { DestinationSettings } from '../../../shared/contract/destination-settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import { askHttp, askTcp, type Reached } from './ask-server.ts';
import { attention, type Examined, failing, type Finding, ok, spanText } from './finding.ts';

type Progress = {
  readonly through: number;
  readonly confirmed: number;
  readonly failingSinceAt: number | null;
  readonly failure: string | null;
  readonly setAside: number;
  readonly last: number;
  readonly oldestAt: number | null;
};

const PROGRESS_SQL = `SELECT through_seq AS through, confirmed_seq AS confirmed,
    failing_since_at AS failingSinceAt, failure,
    (SELECT count(*) FROM delivery_set_aside AS aside
       WHERE aside.destination_id = delivery.destination_id AND state <> 'again') AS setAside,
    (SELECT coalesce(max(seq), 0) FROM event) AS last,
    (SELECT occurred_at FROM event WHERE seq > through_seq ORDER BY seq LIMIT 1) AS oldestAt
  FROM delivery WHERE destination_id = ?`;
const LATE_MS = 15 * MINUTE_MS;
const SOURCE_LATE_MS = 12 * HOUR_MS;
/** What waiting does not mend. */
const NEEDS_SOMEBODY = new Set(['not-allowed', 'misconfigured']);

export type Asked = { readonly id: string; readonly reached: Reached };

/** Knocks at every upstream of the clinic's file, all at once. */
export async function askAll(
  destinations: readonly DestinationSettings[],
  now: () => number,
): Promise<readonly Asked[]> {
  const asked = destinations.map(async (settings) => {
    const reached = await ask(settings, now);
    return reached ? [{ id: settings.id, reached }] : [];
  });
  return (await Promise.all(asked)).flat();
}

export function checkReached({ id, reached }: Asked): Finding {
  return reached.problem === null
    ? ok(`line to ${id}`, 'it answers')
    : attention(
        `line to ${id}`,
        `it cannot be reached: ${reached.problem}`,
        'Nothing is lost: events wait here. Look at the network and at the other side.',
      );
}

export function checkDelivery(settings: DestinationSettings, { db, now }: Examined): Finding {
  const check = `delivery to ${settings.id}`;
  const progress = progressOf(db, settings.id);
  if (!progress) return attention(check, 'nothing was delivered yet', 'Start the server.');
  const waiting = progress.last - progress.through;
  const waitedMs = progress.oldestAt === null ? 0 : now - progress.oldestAt;
  const text = [
    `events up to ${progress.through} of ${progress.last}`,
    ...(settings.kind === 'hub' ? [`shown to be held up to ${progress.confirmed}`] : []),
    ...(waiting > 0 ? [`the oldest waiting is ${spanText(Math.abs(waitedMs))} old`] : []),
    ...(progress.setAside > 0 ? [`${progress.setAside} set aside`] : []),
    ...(progress.failure === null ? [] : [failureText(progress, now)]),
  ].join(', ');
  if (progress.failure !== null && NEEDS_SOMEBODY.has(progress.failure)) {
    return failing(
      check,
      text,
      `Look at "${settings.id}" in the clinic’s file: address and access.`,
    );
  }
  if (progress.setAside > 0) {
    return attention(check, text, 'The desk shows what was set aside, why, and “Try again”.');
  }
  const isLate = (waiting > 0 && waitedMs > LATE_MS) || isFailingLong(progress, now);
  return isLate
    ? attention(check, text, 'Look at the line; delivery goes on by itself.')
    : ok(check, text);
}

/** How old the list of appointments is that comes by itself. */
export function checkSource(
  settings: DestinationSettings,
  { db, now }: Examined,
): readonly Finding[] {
  const isSource = settings.kind === 'hl7' ? settings.listen : settings.schedule;
  if (!isSource) return [];
  const check = `appointments from ${settings.id}`;
  const row = db
    .prepare<[string], { readonly at: number | null; readonly problem: string | null }>(
      'SELECT succeeded_at AS at, problem FROM schedule_source WHERE source = ?',
    )
    .get(settings.id);
  if (!row || row.at === null) {
    return [
      attention(
        check,
        `none came yet${row?.problem ? `: ${row.problem}` : ''}`,
        'Look at the line and its settings.',
      ),
    ];
  }
  const ageMs = now - row.at;
  const text = `the last list came ${spanText(Math.abs(ageMs))} ago${row.problem === null ? '' : `; then: ${row.problem}`}`;
  return [
    Math.abs(ageMs) > SOURCE_LATE_MS || row.problem !== null
      ? attention(
          check,
          text,
          'Until it comes, check in by the desk whoever the kiosk does not find.',
        )
      : ok(check, text),
  ];
}

function ask(settings: DestinationSettings, now: () => number): Promise<Reached | null> {
  if (settings.kind !== 'hl7') return askHttp(settings.url, now);
  return settings.send ? askTcp(settings.send.host, settings.send.port) : Promise.resolve(null);
}

function progressOf(db: Db, destinationId: string): Progress | null {
  return db.prepare<[string], Progress>(PROGRESS_SQL).get(destinationId) ?? null;
}

function failureText({ failure, failingSinceAt }: Progress, now: number): string {
  const since = failingSinceAt === null ? '' : ` for ${spanText(Math.abs(now - failingSinceAt))}`;
  return `failing${since} (${failure})`;
}

function isFailingLong({ failingSinceAt }: Progress, now: number): boolean {
  return failingSinceAt !== null && now - failingSinceAt > LATE_MS;
}
