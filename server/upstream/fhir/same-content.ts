import { isDeepStrictEqual } from 'node:util';

/** Whether two resources say the same; servers may write an instant in another zone or without zeros. */
export function hasSameContent(one: object, other: object): boolean {
  return isDeepStrictEqual(plain(one), plain(other));
}

function plain(resource: object): unknown {
  return JSON.parse(JSON.stringify(resource), (_key, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : value,
  );
}
