import { expect, test } from 'vitest';
import { wordsOfCrash } from './words-of-crash.ts';

test('where an error came from is told, and nothing of what was being read', () => {
  const crash = attempt(() => JSON.parse('{"name": Whitfield}'));
  expect(crash).toBeInstanceOf(SyntaxError);
  expect(wordsOfCrash(crash)).toMatch(/^SyntaxError \| at JSON\.parse/);
  expect(wordsOfCrash(crash)).not.toContain('Whitfield');
});

test('the code of an error is told, as it is a fixed word', () => {
  const crash = Object.assign(new Error('database is full'), { code: 'SQLITE_FULL' });
  expect(wordsOfCrash(crash)).toMatch(/^Error \| SQLITE_FULL \| at /);
});

test('what is no error is told by its kind', () => {
  expect(wordsOfCrash('Whitfield')).toBe('string');
});

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
