import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { initialOf } from '../../../shared/domain/initials.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { localDay } from '../../clock.ts';

const OLDEST_YEARS = 130;
const MOST_IDS_LISTED = 20;
const REAL_DATE = z.iso.date();

export type AppointmentRow = z.output<ReturnType<typeof appointmentRow>>;

/** The rules of one row, as strings of the file. Messages never repeat a name or a birth date. */
export function appointmentRow(clinic: Clinic, now: EpochMs) {
  const today = Temporal.PlainDate.from(localDay(now, clinic.timeZone));
  return z.object({
    ref: plainText(80).min(1, 'is empty; the appointment needs an id of its own'),
    date: z
      .string()
      .refine(
        isDayBetween(today.subtract({ years: 1 }), today.add({ years: 2 })),
        'must be a real date, such as 2026-11-21, not more than a year ago or two years ahead',
      ),
    time: z.iso.time({ precision: -1, error: 'must be a time of 24 hours, such as 09:40' }),
    service: knownId('service', idsOf(clinic.services)),
    provider: z.literal('').or(knownId('provider', idsOf(clinic.providers))),
    first_name: plainText(100),
    last_name: plainText(100).refine((name) => initialOf(name) !== '', 'must have a letter in it'),
    date_of_birth: z
      .string()
      .refine(
        isDayBetween(today.subtract({ years: OLDEST_YEARS }), today),
        `must be a real date, such as 1980-02-03, in the last ${OLDEST_YEARS} years`,
      ),
    status: z
      .enum(['', 'booked', 'cancelled'], { error: 'must be booked, cancelled or empty' })
      .default(''),
  });
}

function plainText(length: number) {
  return z
    .string()
    .max(length, `is longer than ${length} characters`)
    .regex(/^\P{Cc}*$/u, 'has a line break or a control character in it')
    .normalize();
}

function isDayBetween(first: Temporal.PlainDate, last: Temporal.PlainDate) {
  const range = { first: first.toString(), last: last.toString() };
  // Dates of this form, and only they, are in the order of their text.
  return (text: string): boolean =>
    REAL_DATE.safeParse(text).success && range.first <= text && text <= range.last;
}

function knownId(kind: 'service' | 'provider', ids: ReadonlySet<string>) {
  return z.string().refine((id) => ids.has(id), {
    error: ({ input }) => unknownId(kind, String(input), ids),
  });
}

function unknownId(kind: string, id: string, ids: ReadonlySet<string>): string {
  if (id === '') return `is empty; ${known(ids)}`;
  // In a file with shifted columns this may be a name, so only what looks like an id is repeated.
  const what = /^[a-z][a-z0-9-]{0,39}$/.test(id) ? `there is no ${kind} "${id}"` : 'is not known';
  return `${what}; ${known(ids)}`;
}

function known(ids: ReadonlySet<string>): string {
  if (ids.size === 0) return 'the clinic has none, so leave it empty';
  const listed = [...ids].slice(0, MOST_IDS_LISTED).join(', ');
  const moreCount = ids.size - MOST_IDS_LISTED;
  return `known are ${listed}${moreCount > 0 ? ` and ${moreCount} more` : ''}`;
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map((item) => item.id));
}
