import { z } from 'zod';

/**
 * A resource as a server sent it. All that we do not know of it is kept, because a resource that is
 * written back must not lose what others put into it.
 */
export const FhirResource = z.looseObject({
  resourceType: z.string(),
  id: z.string().optional(),
  meta: z.looseObject({ versionId: z.string().optional() }).optional(),
});
export type FhirResource = z.output<typeof FhirResource>;

/** What a FHIR id may hold; nothing else becomes a part of an address. */
const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/;

export function isFhirId(text: string): boolean {
  return FHIR_ID.test(text);
}

/** The id in a reference such as "Patient/17", relative or absolute; null for any other type. */
export function referencedId(type: string, reference: string | undefined): string | null {
  const parts = (reference ?? '').split('/_history/')[0]?.split('/') ?? [];
  const [id = ''] = parts.slice(-1);
  return parts.at(-2) === type && isFhirId(id) ? id : null;
}

const Identified = z.looseObject({
  identifier: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]).optional(),
});
const Identifier = z.looseObject({ system: z.string(), value: z.string() });

/** The values of a resource's identifiers in this namespace. */
export function identifierValues(resource: FhirResource, system: string): readonly string[] {
  const found = Identified.safeParse(resource);
  return (found.data?.identifier ?? [])
    .map((raw) => Identifier.safeParse(raw).data)
    .filter((identifier) => identifier?.system === system)
    .map((identifier) => identifier?.value ?? '');
}

/** An instant as FHIR writes it. */
export function fhirDateTime(at: number): string {
  return new Date(at).toISOString();
}

/** A FHIR period; an end before the start, as after a clock was set back, is no period and moves to it. */
export function fhirPeriod(
  startAt: number,
  endAt: number | null,
): { readonly start: string; readonly end?: string } {
  const start = fhirDateTime(startAt);
  return endAt === null ? { start } : { start, end: fhirDateTime(Math.max(startAt, endAt)) };
}
