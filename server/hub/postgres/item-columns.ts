import type { JudgedItem } from '../judge-item.ts';

/** Neither stands in any text of an item: JSON escapes both, and ids and codes have no such letters. */
export const BETWEEN_VALUES = '\u001F';
export const NO_VALUE = '\u001E';

/** The columns an item becomes, with their types, in the order of `itemColumns`. */
export const COLUMNS = [
  ['seq', 'bigint'],
  ['id', 'uuid'],
  ['sha256', 'text'],
  ['quarantined', 'text'],
  ['reason', 'text'],
  ['raw', 'text'],
  ['type', 'text'],
  ['schema', 'integer'],
  ['aggregate', 'text'],
  ['occurred_at', 'bigint'],
  ['body', 'text'],
  ['day', 'date'],
  ['kind', 'text'],
  ['subject', 'text'],
  ['entry', 'text'],
  ['detail', 'text'],
  ['score', 'smallint'],
] as const;

type Value = string | number | null;
type Row = Readonly<Record<(typeof COLUMNS)[number][0], Value>>;

/**
 * The items as one text for each column, which is how many rows reach PostgreSQL soonest: neither side
 * escapes anything or looks for the end of a value.
 */
export function itemColumns(items: readonly JudgedItem[]): readonly string[] {
  const rows = items.map(rowOf);
  return COLUMNS.map(([name]) => rows.map((row) => row[name] ?? NO_VALUE).join(BETWEEN_VALUES));
}

function rowOf({ seq, id, sha256, verdict }: JudgedItem): Row {
  const isFit = verdict.kind === 'fit';
  const event = isFit ? verdict.event : null;
  const fact = isFit ? verdict.fact : null;
  return {
    seq,
    id,
    sha256,
    quarantined: isFit ? null : verdict.code,
    reason: isFit ? null : verdict.detail,
    raw: isFit ? null : verdict.raw,
    type: event?.type ?? null,
    schema: event?.schema ?? null,
    aggregate: event?.aggregate ?? null,
    occurred_at: event?.occurredAt ?? null,
    body: event?.body ?? null,
    day: fact?.day ?? null,
    kind: fact?.kind ?? null,
    subject: fact?.subjectId ?? null,
    entry: fact?.entryId ?? null,
    detail: fact?.detail ?? null,
    score: fact?.score ?? null,
  };
}
