import { expect, test } from 'vitest';
import { noonPlus } from '../../../../tests/support/queue-builders.ts';
import type { PromisedWindow } from './held-window.ts';
import { PromiseBook } from './promise-book.ts';

/** Told up to 30 minutes, because promises were broken; usually it would have been 20. */
const WINDOW: PromisedWindow = {
  kind: 'window',
  fromAt: noonPlus(5),
  toAt: noonPlus(30),
  issuedAt: noonPlus(0),
  isShown: true,
  usualToAt: noonPlus(20),
};

/** Everybody of `count` is promised the window, and `then` happens to each. */
function bookOf(count: number, then: (book: PromiseBook, entryId: string) => void): PromiseBook {
  const book = new PromiseBook();
  for (let index = 0; index < count; index += 1) {
    book.issued({ entryId: `q${index}`, serviceId: 'doctor' }, WINDOW);
    then(book, `q${index}`);
  }
  return book;
}

test('a call up to the end that was usual keeps the promise, and a moment later breaks it', () => {
  const called = (minutes: number) =>
    bookOf(20, (book, entryId) => book.called(entryId, noonPlus(minutes))).trust('doctor');

  expect(called(20)).toBe('good');
  expect(called(20.001)).toBe('none');
});

test('who still waits after the end has been let down, before anybody calls them', () => {
  const book = bookOf(20, () => undefined);
  book.look(noonPlus(20));
  expect(book.trust('doctor')).toBe('good');
  book.look(noonPlus(20) + 1);
  expect(book.trust('doctor')).toBe('none');
});

test('a promise is judged once', () => {
  const book = bookOf(19, () => undefined);
  book.look(noonPlus(21));
  for (let index = 0; index < 19; index += 1) book.called(`q${index}`, noonPlus(25));
  // With 38 broken promises nothing would be told; of 19 nothing is judged.
  expect(book.trust('doctor')).toBe('good');
});

test('who goes home within the window says nothing about it, and after it was let down', () => {
  const gone = (minutes: number) =>
    bookOf(20, (book, entryId) => book.gone(entryId, noonPlus(minutes))).trust('doctor');

  expect(gone(20)).toBe('good');
  expect(gone(21)).toBe('none');
});

test('the first window counts, not one that was issued later', () => {
  const book = bookOf(20, (each, entryId) => {
    const later = { ...WINDOW, usualToAt: noonPlus(60) };
    each.issued({ entryId, serviceId: 'doctor' }, later);
    each.called(entryId, noonPlus(40));
  });
  expect(book.trust('doctor')).toBe('none');
});

test('a book goes on from what is known', () => {
  const book = new PromiseBook({
    scores: Array.from({ length: 19 }, () => ({ serviceId: 'doctor', isLate: true })),
    open: [{ entryId: 'q1', serviceId: 'doctor', usualToAt: noonPlus(20) }],
  });
  expect(book.trust('doctor')).toBe('good');
  book.called('q1', noonPlus(21));
  expect(book.trust('doctor')).toBe('none');
});
