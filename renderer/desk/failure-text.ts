import type { TFunction } from 'i18next';
import type { Problem } from './use-steps.ts';

/** Why something was not done, in words. Every refusal has its own: a missing one is a type error. */
export function failureText(problem: Problem, t: TFunction<'desk'>): string {
  if (problem.code === 'refused' && problem.reason !== undefined) {
    return t(`refusal.${problem.reason}`);
  }
  if (problem.code === 'too-many') {
    return t('failure.too-many', { count: problem.retryAfterSeconds ?? 10 });
  }
  return t(`failure.${problem.code}`);
}
