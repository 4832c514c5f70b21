import {
  queries,
  type QueryInput,
  type QueryName,
  type QueryValue,
  type Reply,
} from '../shared/contract/commands.ts';
import type { Clinic } from '../shared/domain/clinic.ts';
import { findAppointment } from './check-in/find-appointment.ts';
import type { Claims } from './check-in/claims.ts';
import type { TryLimit } from './check-in/try-limit.ts';
import type { Clock } from './clock.ts';
import type { ClinicDay } from './day/clinic-day.ts';
import type { WaitsTold } from './waits/wait-told.ts';
import type { Db } from './db/open-database.ts';
import type { Stores } from './db/stores.ts';
import { searchAppointments } from './check-in/search-appointments.ts';
import type { Device } from './realtime/audience.ts';
import { readReport } from './reports/read-report.ts';

export type QueryParts = {
  readonly clinic: Clinic;
  readonly clock: Clock;
  readonly day: ClinicDay;
  readonly waits: WaitsTold;
  readonly stores: Stores;
  readonly db: Db;
  readonly claims: Claims;
  readonly tries: TryLimit;
  readonly publicUrl: () => string | null;
  readonly onCrash: (error: unknown, name: QueryName) => void;
};

type Answers = {
  readonly [Q in QueryName]: (input: QueryInput<Q>, device: Device) => Reply<QueryValue<Q>>;
};

/** Answers the questions that change nothing; parsed, checked for the role and never thrown. */
export function createQueryAnswerer(
  parts: QueryParts,
): (name: QueryName, raw: unknown, device: Device) => Reply<unknown> {
  const answers = createAnswers(parts);
  return (name, raw, device) => {
    const query = queries[name];
    const roles: readonly string[] = query.roles;
    if (!roles.includes(device.role)) return { ok: false, error: { code: 'forbidden' } };
    const parsed = query.input.safeParse(raw);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(
        (issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`,
      );
      return { ok: false, error: { code: 'invalid-input', issues } };
    }
    try {
      // The cast is true because the input was parsed with the schema of this very name.
      const answer = answers[name] as (input: unknown, device: Device) => Reply<unknown>;
      return answer(parsed.data, device);
    } catch (error) {
      parts.onCrash(error, name);
      return { ok: false, error: { code: 'internal' } };
    }
  };
}

function createAnswers(parts: QueryParts): Answers {
  const { clinic, clock, stores, tries } = parts;
  return {
    'check-in:find': (input, device) => {
      const now = clock.now();
      const retryAfterSeconds = tries.take(device.id, now);
      if (retryAfterSeconds !== null) {
        return { ok: false, error: { code: 'too-many', retryAfterSeconds } };
      }
      return { ok: true, value: findAppointment(input, { ...parts, deviceId: device.id, now }) };
    },
    'appointments:find': (input) => ({
      ok: true,
      value: { appointments: [...searchAppointments(input.text, parts)] },
    }),
    'contacts:open': () => ({
      ok: true,
      value: { contacts: [...stores.answers.openContacts()] },
    }),
    'report:read': (input) => ({ ok: true, value: readReport(parts.db, clinic, input) }),
  };
}
