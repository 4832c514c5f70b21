import { expect, test } from 'vitest';
import { keepingEach, keepingLast, onceFor, steadyList } from './kept.ts';

type Named = { readonly name: string };

/** Makes `{ name }` of a text, and counts how often. */
function counted() {
  const made: string[] = [];
  const make = (name: string): Named => {
    made.push(name);
    return { name };
  };
  return { made, make };
}

test('what was made last is handed out again as long as it is asked for the same', () => {
  const { made, make } = counted();
  const kept = keepingLast(make);

  expect(kept('a')).toBe(kept('a'));
  expect(kept('b')).toEqual({ name: 'b' });
  expect(kept('a')).toEqual({ name: 'a' });
  expect(made).toEqual(['a', 'b', 'a']);
});

test('something is made of each thing once, also when that is false', () => {
  const asked: object[] = [];
  const isKnown = onceFor((thing: object) => {
    asked.push(thing);
    return false;
  });
  const [one, other] = [{}, {}];

  expect([isKnown(one), isKnown(other), isKnown(one)]).toEqual([false, false, false]);
  expect(asked).toEqual([one, other]);
});

test('of a list only what is new is made, and the list stays while nothing in it differs', () => {
  const { made, make } = counted();
  const kept = keepingEach(
    (item: Named) => make(item.name),
    (a, b) => a.name === b.name,
  );
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  const first = kept([a, b]);

  expect(kept([a, { name: 'b' }])).toBe(first);
  expect(kept([a, { name: 'c' }])).toEqual([{ name: 'a' }, { name: 'c' }]);
  expect(made).toEqual(['a', 'b', 'b', 'c']);
});

test('a list that is alike is the one of before, and a shorter one is not', () => {
  const steady = steadyList<number>();
  const first = steady([1, 2]);

  expect(steady([1, 2])).toBe(first);
  expect(steady([1])).toEqual([1]);
});
