import type { Hl7Segment } from '@medplum/core';
import { initialOf } from '../../../shared/domain/initials.ts';
import { valueAt } from './fields.ts';
import { readDay } from './hl7-time.ts';
import { type MessageProblem, PROBLEM_CODES, wrongField } from './message-problem.ts';
import type { ScheduleRules } from './schedule-rules.ts';

const MOST_NAME_LETTERS = 100;

type ToldPatient = { firstName?: string; lastName?: string; dateOfBirth?: string };

/** The name (PID-5) and the birth date (PID-7); what is missing is left out, what is no good reported. */
export function readPatient(
  pid: Hl7Segment | undefined,
  {
    rules,
    report,
  }: { readonly rules: ScheduleRules; readonly report: (problem: MessageProblem) => void },
): Readonly<ToldPatient> {
  return { ...readName(pid, report), ...readBirth(pid, rules, report) };
}

function readName(
  pid: Hl7Segment | undefined,
  report: (problem: MessageProblem) => void,
): ToldPatient {
  const lastName = valueAt(pid, { field: 5, component: 1 }).normalize();
  const firstName = valueAt(pid, { field: 5, component: 2 }).normalize();
  if (lastName === '' && firstName === '') return {};
  const problem = problemOf(firstName, lastName);
  if (problem === null) return { firstName, lastName };
  report(problem);
  return {};
}

function problemOf(firstName: string, lastName: string): MessageProblem | null {
  const { wrongType, tooLong, missing } = PROBLEM_CODES;
  if (firstName.length > MOST_NAME_LETTERS || lastName.length > MOST_NAME_LETTERS) {
    return wrongField('PID-5', tooLong, `has a part of more than ${MOST_NAME_LETTERS} letters`);
  }
  if (/\p{Cc}/u.test(firstName + lastName)) {
    return wrongField('PID-5', wrongType, 'has a control character in it');
  }
  if (initialOf(lastName) === '') {
    return wrongField('PID-5', missing, 'must have a family name with a letter in it');
  }
  return null;
}

function readBirth(
  pid: Hl7Segment | undefined,
  { earliestBirth, latestBirth }: ScheduleRules,
  report: (problem: MessageProblem) => void,
): ToldPatient {
  const text = valueAt(pid, { field: 7 });
  if (text === '') return {};
  const dateOfBirth = readDay(text);
  // Dates of this form, and only they, are in the order of their text.
  if (dateOfBirth !== null && earliestBirth <= dateOfBirth && dateOfBirth <= latestBirth) {
    return { dateOfBirth };
  }
  const said = 'must be a real date of the last 130 years, such as 19800203';
  report(wrongField('PID-7', PROBLEM_CODES.wrongType, said));
  return {};
}
