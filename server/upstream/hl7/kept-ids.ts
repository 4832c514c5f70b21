import { z } from 'zod';
import type { FieldParts } from './fields.ts';

const Parts = z
  .array(z.array(z.array(z.string())))
  .optional()
  .catch(undefined);

const KeptIds = z.object({
  patientIds: Parts,
  visitNumber: Parts,
  appointmentNumber: Parts,
  provider: Parts,
});

/** What the sender alone understands of an appointment, kept for the messages that we send back. */
export type ToldIds = {
  /** PID-3. */
  readonly patientIds?: FieldParts | undefined;
  /** PV1-19, when the hospital has opened a visit for the appointment. */
  readonly visitNumber?: FieldParts | undefined;
  /** SCH-2, else SCH-1. */
  readonly appointmentNumber?: FieldParts | undefined;
  /** AIP-3. */
  readonly provider?: FieldParts | undefined;
};

/** The ids in an appointment's data; what another kind of sender keeps there has none. */
export function keptIds(data: Readonly<Record<string, unknown>>): ToldIds {
  return KeptIds.parse(data);
}
