import { expect, test } from 'vitest';
import { outcomeWords } from './operation-outcome.ts';

const outcome = (issue: readonly object[]): string =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue });

test('codes and paths are told, and nothing that could name somebody', () => {
  const words = outcomeWords(
    outcome([
      {
        severity: 'error',
        code: 'required',
        expression: ['Encounter.class'],
        diagnostics: 'James Whitfield has no class',
        details: { text: 'Whitfield' },
      },
      { code: 'Whitfield, James', expression: ["Patient.where(name = 'Whitfield')"] },
    ]),
  );

  expect(words).toBe('required (Encounter.class), unknown');
});

test('what is no OperationOutcome has no words', () => {
  expect([outcomeWords('<html>'), outcomeWords('{}'), outcomeWords('')]).toEqual([
    null,
    null,
    null,
  ]);
});
