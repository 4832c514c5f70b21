import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { localDay } from '../../clock.ts';

/** Clinic-local days from that of `now` on, `count` of them, such as "2026-11-21". */
export function daysFrom(now: EpochMs, timeZone: string, count: number): readonly string[] {
  const today = Temporal.PlainDate.from(localDay(now, timeZone));
  return Array.from({ length: count }, (_, days) => today.add({ days }).toString());
}
