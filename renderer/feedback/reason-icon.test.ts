import { expect, test } from 'vitest';
import { CLOCK, HEART, PLUS } from '../ui/icon-shapes.ts';
import { reasonIcon } from './reason-icon.ts';

test('a reason has the icon of what its short name says', () => {
  expect(reasonIcon('waiting-time')).toBe(CLOCK);
  expect(reasonIcon('the-doctor')).toBe(HEART);
});

test('a reason nobody foresaw has a plus', () => {
  expect(reasonIcon('xyzzy')).toBe(PLUS);
});
