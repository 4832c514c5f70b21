// What saves work here never changes an answer, as long as `make` depends on nothing but its arguments
// and these are never changed once made.

/** `make`, which hands out again what it made last while its arguments stay the very same. */
export function keepingLast<Key extends readonly unknown[], Value>(
  make: (...key: Key) => Value,
): (...key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null;
  return (...key) => {
    if (!last || !areAlike(last.key, key, isIdentical)) last = { key, value: make(...key) };
    return last.value;
  };
}

/** `make`, once for each thing, for as long as that is in use. */
export function onceFor<Key extends object, Value extends object | boolean>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/**
 * What `make` makes of each item, anew only of those that are not the same as in the list before; the
 * list of before as long as nothing in it would be different.
 */
export function keepingEach<T extends object, Value>(
  make: (item: T) => Value,
  isAlike: (a: Value, b: Value) => boolean,
): (list: readonly T[]) => readonly Value[] {
  const steady = steadyList(isAlike);
  let items: readonly T[] = [];
  let values: readonly Value[] = [];
  return (list) => {
    if (list === items) return values;
    const before = { items, values };
    items = list;
    values = steady(
      list.map((item, index) => {
        const known = item === before.items[index] ? before.values[index] : undefined;
        return known ?? make(item);
      }),
    );
    return values;
  };
}

/** Hands out the list of before instead of one alike, so that what is made of it can be kept. */
export function steadyList<T>(
  isAlike: (a: T, b: T) => boolean = isIdentical,
): (list: readonly T[]) => readonly T[] {
  let last: readonly T[] | null = null;
  return (list) => {
    if (!last || !areAlike(last, list, isAlike)) last = list;
    return last;
  };
}

function areAlike<T>(a: readonly T[], b: readonly T[], isAlike: (a: T, b: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) {
    // The index is inside both, which are equally long.
    const [one, other] = [a[index] as T, b[index] as T];
    if (one !== other && !isAlike(one, other)) return false;
  }
  return true;
}

function isIdentical(a: unknown, b: unknown): boolean {
  return a === b;
}
