import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands, queries } from './commands.ts';
import { CONTRACT_VERSION } from './events.ts';

/** Raise `CONTRACT_VERSION` with every new hash: pages of the old version then fetch themselves anew. */
test('the wire contract has not changed without a version bump', () => {
  const shapes = JSON.stringify({ commands, queries }, (_key, value: unknown) =>
    value instanceof z.ZodType ? z.toJSONSchema(value, { unrepresentable: 'any' }) : value,
  );
  const types = ['snapshots.ts', 'report.ts'].map(withoutComments).join('\n');
  const hash = createHash('sha256').update(shapes).update(types).digest('hex').slice(0, 12);

  expect(`${CONTRACT_VERSION}: ${hash}`).toMatchInlineSnapshot(`"1: 9fe1ed39ff54"`);
});

function withoutComments(name: string): string {
  return readFileSync(path.join(import.meta.dirname, name), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ');
}
