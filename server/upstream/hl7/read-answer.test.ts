import { Hl7Message } from '@medplum/core';
import { expect, test } from 'vitest';
import { outcomeOf } from './read-answer.ts';

function answer(...segments: readonly string[]): Hl7Message {
  return Hl7Message.parse(
    ['MSH|^~\\&|EHR|H|FOYER|C|20261121||ACK^A04|1|P|2.5', ...segments].join('\r'),
  );
}

test.each(['AA', 'CA', 'aa'])('%s is done', (code) => {
  expect(outcomeOf(answer(`MSA|${code}|X|Message accepted for O'Neill`))).toEqual({
    kind: 'done',
    code: '',
    detail: '',
  });
});

test.each(['AE', 'AR', 'CE', 'CR'])('%s is set aside for staff', (code) => {
  expect(outcomeOf(answer(`MSA|${code}|X`))).toEqual({
    kind: 'quarantined',
    code: `hl7-${code.toLowerCase()}`,
    detail: `MSA-1 is ${code}`,
  });
});

test('of the reasons only codes and places are kept, as words may name the patient', () => {
  const refused = answer(
    "MSA|AE|X|Unknown patient Zoë O'Neill",
    "ERR||PID^1^3|204^Zoë O'Neill^HL70357|E||||Unknown: O'Neill",
    'ERR|PV1^1^19^103&Zoë',
    'ERR||ONEILL^1^3|4711008815|E',
  );

  expect(outcomeOf(refused)?.detail).toBe('MSA-1 is AE; 204 at PID-3; 103 at PV1-19');
});

test('a code that HL7 does not know says nothing', () => {
  expect(outcomeOf(answer('MSA|OK|X'))).toBeNull();
  expect(outcomeOf(answer())).toBeNull();
});
