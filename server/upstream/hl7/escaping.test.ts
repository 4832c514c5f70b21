import { Hl7Context } from '@medplum/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, unescapeText } from './escaping.ts';

const USUAL = new Hl7Context();

test('a name full of delimiters is one text in the message', () => {
  expect(escapeText('O|Hara^~\\&')).toBe('O\\F\\Hara\\S\\\\R\\\\E\\\\T\\');
});

test('what has no letter becomes a space, so a name cannot begin a new segment', () => {
  expect(escapeText('Anna\rPID|2')).toBe('Anna PID\\F\\2');
});

test('a text that is escaped and read again is the same', () => {
  const texts = fc.string({ unit: fc.constantFrom('\\', '|', '^', '&', '~', 'F', 'X', 'é', '.') });
  fc.assert(
    fc.property(texts, (text) => {
      expect(unescapeText(escapeText(text), USUAL)).toBe(text);
    }),
  );
});

test('bytes, line breaks and marks of others are read as they were meant', () => {
  expect(unescapeText('M\\XC3BC\\ller\\.br\\\\H\\Anna\\N\\', USUAL)).toBe('Müller Anna');
});

test('a mark that is not closed is a letter', () => {
  expect(unescapeText('A\\B', USUAL)).toBe('A\\B');
});

test("a sender's own delimiters are the ones that are put back", () => {
  expect(unescapeText('a!F!b!E!', new Hl7Context('\r', '#', '*', '~', '!', '&'))).toBe('a#b!');
});
