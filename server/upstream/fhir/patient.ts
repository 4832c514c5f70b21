import { z } from 'zod';

/** Who comes, as far as check-in needs it. */
export type ListedPatient = {
  readonly firstName: string;
  readonly lastName: string;
  /** Empty when the record holds no full date: then only the desk can check them in. */
  readonly dateOfBirth: string;
};

const Patient = z.looseObject({
  resourceType: z.literal('Patient'),
  birthDate: z.string().optional(),
  name: z
    .array(
      z.looseObject({
        use: z.string().optional(),
        text: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
      }),
    )
    .default([]),
});
type HumanName = z.output<typeof Patient>['name'][number];

/** Official before usual before whatever else is not out of date. */
const USES = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'maiden'];
const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a Patient; null when it holds no name. */
export function listedPatient(resource: unknown): ListedPatient | null {
  const patient = Patient.safeParse(resource);
  if (!patient.success) return null;
  const [name] = patient.data.name
    .filter(({ use }) => use !== 'old')
    .toSorted((a, b) => USES.indexOf(a.use) - USES.indexOf(b.use));
  const names = name ? namesOf(name) : null;
  if (names === null) return null;
  const { birthDate = '' } = patient.data;
  return { ...names, dateOfBirth: FULL_DATE.test(birthDate) ? birthDate : '' };
}

function namesOf(
  name: HumanName,
): { readonly firstName: string; readonly lastName: string } | null {
  const firstName = (name.given ?? []).join(' ').trim();
  const lastName = (name.family ?? '').trim();
  if (lastName !== '') return { firstName, lastName };
  // A name without a family name: the last word of what there is takes its place.
  const words = (firstName || (name.text ?? '')).trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  return last === '' ? null : { firstName: words.slice(0, -1).join(' '), lastName: last };
}
