import type { Report } from '../../shared/contract/report.ts';
import type { Day } from './calendar.ts';

/** One short sentence of the headline. */
export type HeadlinePart =
  | { readonly kind: 'waits-shorter' | 'waits-longer' | 'visits-better' | 'visits-worse' }
  | { readonly kind: 'no-change' | 'waits-same' | 'visits-same' | 'too-few' | 'nothing-yet' }
  | { readonly kind: 'unusual-day'; readonly day: Day }
  | { readonly kind: 'unusual-days'; readonly count: number };

/**
 * What the page says in big letters: only changes that are real, which the report has tested, and days
 * that left their control limits. Anything else is "no real change" or "too few" (UX 4.1).
 */
export function headlineOf(report: Report): readonly HeadlinePart[] {
  const changes = realChanges(report);
  return [...(changes.length > 0 ? changes : [withoutChange(report)]), ...unusualDays(report)];
}

function realChanges({ waitChange, goodChange }: Report): HeadlinePart[] {
  const parts: HeadlinePart[] = [];
  if (waitChange === 'shorter') parts.push({ kind: 'waits-shorter' });
  if (waitChange === 'longer') parts.push({ kind: 'waits-longer' });
  if (goodChange === 'better') parts.push({ kind: 'visits-better' });
  if (goodChange === 'worse') parts.push({ kind: 'visits-worse' });
  return parts;
}

/** Says only what could be compared: no change in waits is none in how visits went. */
function withoutChange({ waitChange, goodChange, visits, answers }: Report): HeadlinePart {
  if (waitChange !== 'too-few' && goodChange !== 'too-few') return { kind: 'no-change' };
  if (waitChange !== 'too-few') return { kind: 'waits-same' };
  if (goodChange !== 'too-few') return { kind: 'visits-same' };
  return { kind: visits === 0 && answers === 0 ? 'nothing-yet' : 'too-few' };
}

function unusualDays({ days, fromDay }: Report): HeadlinePart[] {
  const unusual = days.filter(({ day, isUnusual }) => isUnusual && day >= fromDay);
  const [only] = unusual;
  if (only === undefined) return [];
  if (unusual.length === 1) return [{ kind: 'unusual-day', day: only.day }];
  return [{ kind: 'unusual-days', count: unusual.length }];
}
