import type { createCodec, Encoded, References } from '../clone.ts';

/** The names of the events by which one end speaks and listens. */
export type Ends = { readonly outgoing: string; readonly incoming: string };
export type Bridge = { readonly expose: (key: string, api: unknown) => void };
export type OnExpose = (key: string, api: unknown) => void;
export type CreateCodec = (references: References) => ReturnType<typeof createCodec>;

/**
 * Runs in both worlds, which share nothing but the document: calls cross it as events, at once, as
 * they do over Electron's context bridge.
 */
export function createBridge(ends: Ends, makeCodec: CreateCodec, onExpose: OnExpose): Bridge {
  type Crossing =
    | { kind: 'expose'; key: string; api: Encoded }
    | { kind: 'call'; id: number; payload: Encoded[] }
    | { kind: 'returned'; result: Encoded }
    | { kind: 'thrown'; error: string }
    | { kind: 'fulfilled'; id: number; result: Encoded }
    | { kind: 'rejected'; id: number; error: string };
  type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
  // Kept from before the page's scripts, which may put their own in these places.
  const { stringify, parse } = JSON;
  const { apply } = Reflect;
  // oxlint-disable-next-line typescript/unbound-method
  const { dispatchEvent } = EventTarget.prototype;
  const CrossingEvent = CustomEvent;
  const functions = new Map<number, (...values: unknown[]) => unknown>();
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let outcome: Crossing | null = null;

  const textOf = (error: unknown): string =>
    error instanceof Error ? error.message : String(error);
  const send = (crossing: Crossing): void => {
    const event = new CrossingEvent(ends.outgoing, { detail: stringify(crossing) });
    apply(dispatchEvent, document, [event]);
  };
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };
  const callThere = (id: number, values: unknown[]): unknown => {
    outcome = null;
    send({ kind: 'call', id, payload: values.map(codec.encode) });
    // Set by the answer, which arrives while the event is dispatched.
    const answer = outcome as Crossing | null;
    outcome = null;
    if (answer?.kind === 'returned') return codec.decode(answer.result);
    throw new Error(answer?.kind === 'thrown' ? answer.error : 'The other world has gone.');
  };
  const watch = (promise: Promise<unknown>): number => {
    const id = nextId();
    void promise.then(
      (result) => send({ kind: 'fulfilled', id, result: codec.encode(result) }),
      (error: unknown) => send({ kind: 'rejected', id, error: textOf(error) }),
    );
    return id;
  };
  const codec = makeCodec({
    encode: (value) => {
      if (typeof value === 'function') {
        const id = nextId();
        functions.set(id, value as (...values: unknown[]) => unknown);
        return { kind: 'function', id };
      }
      return value instanceof Promise ? { kind: 'promise', id: watch(value) } : null;
    },
    decode: (kind, id) =>
      kind === 'function'
        ? Object.freeze((...values: unknown[]) => callThere(id, values))
        : new Promise((resolve, reject) => {
            waiting.set(id, { resolve, reject });
          }),
    seal: Object.freeze,
  });
  const answer = (id: number, payload: Encoded[]): Crossing => {
    try {
      const result = functions.get(id)?.(...payload.map(codec.decode));
      return { kind: 'returned', result: codec.encode(result) };
    } catch (error) {
      return { kind: 'thrown', error: textOf(error) };
    }
  };
  document.addEventListener(ends.incoming, (event) => {
    // True because only the other end knows this name.
    const crossing = parse((event as CustomEvent<string>).detail) as Crossing;
    switch (crossing.kind) {
      case 'expose':
        onExpose(crossing.key, codec.decode(crossing.api));
        return;
      case 'call':
        send(answer(crossing.id, crossing.payload));
        return;
      case 'fulfilled':
        waiting.get(crossing.id)?.resolve(codec.decode(crossing.result));
        waiting.delete(crossing.id);
        return;
      case 'rejected':
        waiting.get(crossing.id)?.reject(new Error(crossing.error));
        waiting.delete(crossing.id);
        return;
      case 'returned':
      case 'thrown':
        outcome = crossing;
    }
  });
  return { expose: (key, api) => send({ kind: 'expose', key, api: codec.encode(api) }) };
}
