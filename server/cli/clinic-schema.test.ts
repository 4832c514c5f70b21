import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clinicSchemaText } from './clinic-schema.ts';

const COPY = path.join(import.meta.dirname, '../../docs/reference/clinic.schema.json');

test('the schema in the reference is the one of the program', () => {
  // When it is not: npm run --silent foyer -- schema > docs/reference/clinic.schema.json
  expect(readFileSync(COPY, 'utf8')).toBe(clinicSchemaText());
});

test('a field with a default may be left out', () => {
  const schema: unknown = JSON.parse(clinicSchemaText());

  expect(schema).toMatchObject({
    required: expect.not.arrayContaining(['languages', 'queue', 'devices']) as unknown,
  });
});
