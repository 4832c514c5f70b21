/** A value as it crosses between processes or worlds, written so that JSON can carry it. */
export type Encoded =
  | { readonly is: 'plain'; readonly value: string | number | boolean | null }
  | { readonly is: 'undefined' }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'bigint'; readonly text: string }
  | { readonly is: 'date'; readonly at: number }
  | { readonly is: 'bytes'; readonly values: readonly number[] }
  | { readonly is: 'error'; readonly name: string; readonly message: string }
  | { readonly is: 'list'; readonly values: readonly Encoded[] }
  | { readonly is: 'set'; readonly values: readonly Encoded[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [Encoded, Encoded])[] }
  | { readonly is: 'object'; readonly entries: readonly (readonly [string, Encoded])[] }
  | { readonly is: 'reference'; readonly kind: string; readonly id: number };

export type Codec = {
  /** Throws "An object could not be cloned." for what Electron does not let through. */
  readonly encode: (value: unknown) => Encoded;
  readonly decode: (encoded: Encoded) => unknown;
};

/** What a codec lets through besides plain values, such as functions over the context bridge. */
export type References = {
  readonly encode: (value: unknown) => { readonly kind: string; readonly id: number } | null;
  readonly decode: (kind: string, id: number) => unknown;
  /** Applied to each list and object that arrives. */
  readonly seal: <T extends object>(value: T) => T;
};

/** Makes a codec. It refers to nothing outside itself, so that its text also runs in a page. */
export function createCodec(references: References): Codec {
  const MOST_LEVELS = 100;
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const encode = (value: unknown, level: number): Encoded => {
    if (level > MOST_LEVELS) return refuse();
    const reference = references.encode(value);
    if (reference !== null) return { is: 'reference', ...reference };
    switch (typeof value) {
      case 'undefined':
        return { is: 'undefined' };
      case 'string':
      case 'boolean':
        return { is: 'plain', value };
      case 'bigint':
        return { is: 'bigint', text: String(value) };
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? { is: 'plain', value }
          : { is: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
      case 'object':
        return value === null ? { is: 'plain', value } : encodeObject(value, level + 1);
      case 'function':
      case 'symbol':
        return refuse();
    }
  };
  const encodeObject = (value: object, level: number): Encoded => {
    if (Array.isArray(value)) {
      return { is: 'list', values: value.map((item) => encode(item, level)) };
    }
    if (value instanceof Date) return { is: 'date', at: value.getTime() };
    if (value instanceof Error) return { is: 'error', name: value.name, message: value.message };
    if (value instanceof Uint8Array) return { is: 'bytes', values: Array.from(value) };
    if (value instanceof Set) {
      return { is: 'set', values: Array.from(value, (item) => encode(item, level)) };
    }
    if (value instanceof Map) {
      const entries = Array.from(
        value,
        ([key, item]) => [encode(key, level), encode(item, level)] as const,
      );
      return { is: 'map', entries };
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return refuse();
    const entries = Object.entries(value).map(([key, item]) => [key, encode(item, level)] as const);
    return { is: 'object', entries };
  };
  const decode = (encoded: Encoded): unknown => {
    switch (encoded.is) {
      case 'plain':
        return encoded.value;
      case 'undefined':
        return undefined;
      case 'number':
        return Number(encoded.text);
      case 'bigint':
        return BigInt(encoded.text);
      case 'date':
        return new Date(encoded.at);
      case 'bytes':
        return Uint8Array.from(encoded.values);
      case 'error':
        return Object.assign(new Error(encoded.message), { name: encoded.name });
      case 'list':
        return references.seal(encoded.values.map(decode));
      case 'set':
        return new Set(encoded.values.map(decode));
      case 'map':
        return new Map(encoded.entries.map(([key, item]) => [decode(key), decode(item)]));
      case 'object':
        return references.seal(
          Object.fromEntries(encoded.entries.map(([key, item]) => [key, decode(item)])),
        );
      case 'reference':
        return references.decode(encoded.kind, encoded.id);
    }
  };
  return { encode: (value) => encode(value, 0), decode };
}

/** Plain values only, as between processes. */
export const processCodec: Codec = createCodec({
  encode: () => null,
  decode: (kind) => {
    throw new Error(`A ${kind} cannot cross between processes.`);
  },
  seal: (value) => value,
});

/**
 * What arrives at the other process: a structured clone. Throws as Electron does when there is
 * something that cannot be cloned, such as a function.
 */
export function encodeClone(value: unknown): Encoded {
  let copy: unknown;
  try {
    copy = structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  return processCodec.encode(copy);
}
