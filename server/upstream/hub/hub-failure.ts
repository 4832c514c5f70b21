import { SyncRefusal } from '../../../shared/contract/sync-wire.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { type FailedAttempt, failureOf, type HttpAnswer } from '../http/http-attempt.ts';
import { readJson } from '../http/read-json.ts';

/**
 * What an answer of a hub other than 200 comes to. That the events themselves are refused (400, 422) or
 * that the log was set back (409) is believed only in the hub's own words: a proxy in between also
 * answers 400, for reasons of its own, and nothing may be set aside for that.
 */
export function hubFailure(answer: HttpAnswer, now: EpochMs): FailedAttempt {
  const refusal = readJson(answer.body, SyncRefusal);
  const detail = refusal ? `HTTP ${answer.status} ${refusal.error}` : `HTTP ${answer.status}`;
  if (refusal?.error === 'stream-rollback' && answer.status === 409) {
    return { kind: 'rolled-back', detail };
  }
  const failure = failureOf(answer, now);
  if (failure.kind !== 'refused-whole') return { ...failure, detail };
  if (!refusal) return { kind: 'misconfigured', detail };
  return { kind: 'refused-whole', code: refusal.error, detail };
}
