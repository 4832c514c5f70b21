import type { Clinic } from '../../shared/domain/clinic.ts';
import type { RecordedSettings } from '../../shared/domain/waits/recorded/recorded-event.ts';

/** What a recorded log says of its clinic, from the clinic's file; 1 is Monday, 7 is Sunday (ISO 8601). */
export function daySettings(
  clinic: Pick<Clinic, 'services' | 'queue' | 'breaks' | 'openingHours'>,
  weekday: number,
): RecordedSettings {
  const { lateGraceMinutes, walkInHandicapMinutes, maxOvertakes } = clinic.queue;
  const closes = clinic.openingHours
    .filter(({ weekdays }) => weekdays.includes(weekday))
    .map((hours) => hours.closes)
    .toSorted()
    .at(-1);
  return {
    services: clinic.services.map(({ id, minutes }) => ({ id, minutes })),
    policy: { lateGraceMinutes, walkInHandicapMinutes, maxOvertakes },
    breaks: clinic.breaks
      .filter(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday))
      .map(({ providerId, from, minutes }) => ({ provider: providerId, from, minutes })),
    ...(closes === undefined ? {} : { closes }),
  };
}
