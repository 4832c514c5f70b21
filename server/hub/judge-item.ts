import { hash } from 'node:crypto';
import { z } from 'zod';
import { WireEvent } from '../../shared/contract/sync-wire.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { type Fact, factOf } from './facts.ts';

/** The newest form of event bodies that this program understands. */
const NEWEST_SCHEMA = 1;
/** Beyond it dates have no four-digit year. Before 1970 no clinic's clock can be. */
const LAST_INSTANT = Date.UTC(9999, 11, 30);

export type QuarantineCode =
  | 'invalid-item'
  | 'invalid-time'
  | 'wrong-hash'
  | 'unknown-schema'
  | 'invalid-body';

/** An event as it came, with what may become of it. */
export type JudgedItem = {
  readonly seq: number;
  readonly id: string;
  /** What the event is known by from now on: its own hash, or of one that has none, that of its text. */
  readonly sha256: string;
  /** As the sender wrote them: it recognises its item by them. */
  readonly sent: { readonly id: string; readonly sha256: string };
  readonly verdict:
    | { readonly kind: 'fit'; readonly event: WireEvent; readonly fact: Fact | null }
    | {
        readonly kind: 'unfit';
        readonly code: QuarantineCode;
        readonly detail: string;
        /** All of it as JSON, so that nothing is lost. */
        readonly raw: string;
      };
};

const Identified = z.object({ seq: WireEvent.shape.seq, id: WireEvent.shape.id });
const WithHash = z.object({ sha256: WireEvent.shape.sha256 });

/**
 * Judges one item of a request; `dayOf` gives the clinic's day of an instant. Null when not even its
 * number and id can be read: then nobody could tell it from another.
 */
export function judgeItem(raw: unknown, dayOf: (at: EpochMs) => string): JudgedItem | null {
  const parsed = WireEvent.safeParse(raw);
  if (parsed.success) {
    const { seq, id, sha256 } = parsed.data;
    const verdict = judge(parsed.data, dayOf);
    return { seq, id: id.toLowerCase(), sha256, sent: { id, sha256 }, verdict };
  }
  const identified = Identified.safeParse(raw);
  if (!identified.success) return null;
  const { seq, id } = identified.data;
  const sha256 = WithHash.safeParse(raw).data?.sha256;
  return {
    seq,
    id: id.toLowerCase(),
    sha256: sha256 ?? hash('sha256', JSON.stringify(raw)),
    sent: { id, sha256: sha256 ?? '' },
    verdict: unfit(raw, 'invalid-item', `wrong: ${fieldsAtFault(parsed.error)}`),
  };
}

function judge(event: WireEvent, dayOf: (at: EpochMs) => string): JudgedItem['verdict'] {
  const { schema, type, aggregate, body, occurredAt } = event;
  if (![type, aggregate, body].every(canBeKept)) {
    return unfit(event, 'invalid-item', 'it holds letters that no text has');
  }
  if (occurredAt < 0 || occurredAt > LAST_INSTANT) {
    return unfit(event, 'invalid-time', 'occurredAt is no time of this era');
  }
  if (hash('sha256', body) !== event.sha256) {
    return unfit(event, 'wrong-hash', 'sha256 is of other bytes than body');
  }
  if (schema > NEWEST_SCHEMA) {
    const detail = `schema ${schema}; this hub knows up to ${NEWEST_SCHEMA}`;
    return unfit(event, 'unknown-schema', detail);
  }
  const content = readJson(body);
  if (content === null) return unfit(event, 'invalid-body', 'body is not a JSON object');
  const found = factOf({ type, aggregate, occurredAt, body: content });
  if (found.kind === 'unreadable') {
    return unfit(event, 'invalid-body', 'body lacks what its type needs');
  }
  const fact = found.kind === 'fact' ? { ...found.fact, day: dayOf(occurredAt) } : null;
  return { kind: 'fit', event, fact };
}

function unfit(raw: unknown, code: QuarantineCode, detail: string): JudgedItem['verdict'] {
  return { kind: 'unfit', code, detail, raw: JSON.stringify(raw) };
}

const FIELDS: ReadonlySet<PropertyKey> = new Set(Object.keys(WireEvent.shape));

/** Only names of ours: what an unknown field is called could be anything, also somebody's name. */
function fieldsAtFault(error: z.ZodError): string {
  const names = error.issues.map(({ path }) => {
    const [field = ''] = path;
    return FIELDS.has(field) ? String(field) : 'an unknown field';
  });
  return [...new Set(names)].join(', ');
}

// Half of a surrogate pair cannot be written as UTF-8, JSON has no control letters as they are, and the
// store puts some of them between values.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000E-\u001F]/;

function canBeKept(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text);
}

function readJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
