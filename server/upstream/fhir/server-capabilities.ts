import { z } from 'zod';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import type { FhirClient, Stopped } from './fhir-client.ts';

/** What a server's CapabilityStatement says that matters to us. */
export type ServerCapabilities = {
  /** The types of resources that come to be by a PUT to an id that the sender chooses. */
  readonly updateCreates: ReadonlySet<string>;
  /** Whether an appointment can only be patched and not be written as a whole. */
  readonly patchesAppointmentsOnly: boolean;
};

const CapabilityStatement = z.looseObject({
  rest: z
    .array(
      z.looseObject({
        resource: z
          .array(
            z.looseObject({
              type: z.string(),
              updateCreate: z.boolean().optional(),
              interaction: z.array(z.looseObject({ code: z.string() })).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

/** Servers change with upgrades, not by the minute. */
const KEPT_MS = HOUR_MS;

/** Asks a server what it can do, at most once an hour. A server that does not say can do the least. */
export function createCapabilityReader(client: FhirClient, monotonicMs: () => number) {
  let kept: { readonly value: ServerCapabilities; readonly untilMs: number } | null = null;
  return async (signal: AbortSignal): Promise<ServerCapabilities | Stopped> => {
    if (kept !== null && monotonicMs() < kept.untilMs) return kept.value;
    const reply = await client.request({ method: 'GET', path: 'metadata' }, signal);
    if (reply.kind === 'stopped') return reply;
    const value = capabilitiesOf(reply.kind === 'done' ? reply.resource : null);
    kept = { value, untilMs: monotonicMs() + KEPT_MS };
    return value;
  };
}

export function capabilitiesOf(statement: unknown): ServerCapabilities {
  const parsed = CapabilityStatement.safeParse(statement);
  const resources = (parsed.data?.rest ?? []).flatMap((rest) => rest.resource ?? []);
  const appointment = resources.find(({ type }) => type === 'Appointment');
  const codes = new Set((appointment?.interaction ?? []).map(({ code }) => code));
  return {
    updateCreates: new Set(
      resources.filter(({ updateCreate }) => updateCreate === true).map(({ type }) => type),
    ),
    patchesAppointmentsOnly: codes.has('patch') && !codes.has('update'),
  };
}
