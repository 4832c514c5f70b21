import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WireAppointment } from '../../../shared/contract/sync-wire.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { initialOf } from '../../../shared/domain/initials.ts';
import type { ListedAppointment, ScheduleList } from '../schedule/schedule-list.ts';
import type { RawSchedulePage } from './raw-schedule-page.ts';

const WireAppointments = z.array(WireAppointment);

/**
 * Puts the pages of a list together and makes sure that it is whole: all pages, of one snapshot, with the
 * count and the hash that the hub gave. It is of those days asked for that the hub has a list of. Throws with words for IT, without any
 * of the list's content, when it is not.
 */
export function wholeSchedule(
  pages: readonly RawSchedulePage[],
  asked: { readonly source: string; readonly days: readonly string[]; readonly clinic: Clinic },
): ScheduleList {
  const [first] = pages;
  if (!first) throw new Error('The list has no page');
  const problem = problemOfPages(pages, first, asked.days) ?? problemOfItems(pages, first);
  if (problem !== null) throw new Error(problem);
  const parsed = WireAppointments.safeParse(pages.flatMap((page) => page.items));
  // The issues' own words may repeat what was in the list.
  if (!parsed.success) throw new Error('The list holds appointments that are not well-formed');
  return {
    source: asked.source,
    asOf: first.asOf,
    days: first.days,
    appointments: eachOnce(parsed.data, first.days).map((item) => fromWire(item, asked.clinic)),
    leftOut: [],
  };
}

function problemOfPages(
  pages: readonly RawSchedulePage[],
  first: RawSchedulePage,
  days: readonly string[],
): string | null {
  if (pages.length !== first.pages) return 'The list does not have all its pages';
  if (pages.some((page, index) => page.page !== index + 1)) return 'The pages are out of order';
  const isOfOneList = pages.every(
    ({ snapshot, asOf, count, sha256, pages: of, days: listed }) =>
      snapshot === first.snapshot &&
      asOf === first.asOf &&
      count === first.count &&
      sha256 === first.sha256 &&
      of === first.pages &&
      listed.join() === first.days.join(),
  );
  if (!isOfOneList) return 'The list changed while it was read';
  if (!first.days.every((day) => days.includes(day))) {
    return 'The list is of days that were not asked for';
  }
  return first.days.length === 0 ? 'The hub has no list of these days' : null;
}

function problemOfItems(pages: readonly RawSchedulePage[], first: RawSchedulePage): string | null {
  const items = pages.flatMap((page) => page.items);
  if (items.length !== first.count) {
    return `The list has ${items.length} appointments and should have ${first.count}`;
  }
  const lines = createHash('sha256');
  for (const item of items) lines.update(`${JSON.stringify(item)}\n`);
  return lines.digest('hex') === first.sha256 ? null : 'The list is not what the hub hashed';
}

function eachOnce(
  items: readonly WireAppointment[],
  days: readonly string[],
): readonly WireAppointment[] {
  if (items.some((item) => !days.includes(item.day))) {
    throw new Error('The list holds appointments of other days');
  }
  if (new Set(items.map((item) => `${item.day} ${item.ref}`)).size < items.length) {
    throw new Error('The list holds an appointment twice');
  }
  return items;
}

function fromWire(item: WireAppointment, clinic: Clinic): ListedAppointment {
  const firstName = item.firstName.normalize();
  const lastName = item.lastName.normalize();
  // A service we do not know is kept: the kiosk then sends the patient to the desk, by name.
  const isKnownProvider = clinic.providers.some(({ id }) => id === item.providerId);
  return {
    ...item,
    providerId: isKnownProvider ? item.providerId : null,
    firstName,
    lastName,
    firstInitial: initialOf(firstName),
    lastInitial: initialOf(lastName),
    version: null,
    data: {},
    visitId: null,
  };
}
